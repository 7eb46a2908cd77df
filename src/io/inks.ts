import pc from 'picocolors';

/** Colours, whatever the environment says. In the binaries picocolors is loaded here, when something is painted (scripts/lazy-filters.ts): it makes `process.stdout`. */
export function inks(): ReturnType<typeof pc.createColors> {
  return pc.createColors(true);
}
