import pc from 'picocolors';

/** Colours, whatever the environment says. Loaded when something is painted: picocolors makes `process.stdout`, which costs 200 page faults. */
export function inks(): ReturnType<typeof pc.createColors> {
  return pc.createColors(true);
}
