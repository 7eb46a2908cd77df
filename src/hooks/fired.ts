/** When an agent last asked: the time of a file, for `rtk doctor`. */

import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../io/paths.ts';

/** Never throws. */
export function fired(agent: string): void {
  const state = stateDir();
  if (state === undefined) return;
  const file = join(state, 'hooks', agent);
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    create(join(state, 'hooks'), file);
  }
}

function create(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, '', { mode: 0o600 });
  } catch {
    // It only tells when; nobody waits for it.
  }
}

/** undefined: never. */
export function lastFired(agent: string): Date | undefined {
  try {
    return statSync(join(stateDir() ?? '', 'hooks', agent)).mtime;
  } catch {
    return undefined;
  }
}
