/** Why nothing can be kept in rtk's own folder, in one sentence. */

import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import { stateDir } from '../io/paths.ts';

/** undefined: it can be written, or it is not there and can be made. */
export function stateTrouble(state = stateDir()): string | undefined {
  if (state === undefined) return 'HOME is not set, so nothing is kept; set HOME or XDG_STATE_HOME.';
  try {
    const there = statSync(state, { throwIfNoEntry: false });
    if (!there) return aboveOf(state);
    if (!there.isDirectory()) return `${state}: this is no folder, so nothing can be kept; remove it, or set XDG_STATE_HOME.`;
    accessSync(state, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `${state}: it cannot be used (${(error as NodeJS.ErrnoException).code}), so nothing is kept; mend its owner and permissions, or set XDG_STATE_HOME.`;
  }
}

/** The nearest folder above must be one in which another can be made. */
function aboveOf(state: string): string | undefined {
  for (let folder = dirname(state); ; folder = dirname(folder)) {
    const there = statSync(folder, { throwIfNoEntry: false });
    if (there && !there.isDirectory()) return `${folder}: this is no folder, so nothing can be kept; remove it, or set XDG_STATE_HOME.`;
    if (there) accessSync(folder, constants.W_OK | constants.X_OK);
    if (there || folder === dirname(folder)) return undefined;
  }
}

/** For a word that does not work without: throws a UsageError. The ledger can be made anew in memory, so its folder may be anything. */
export function checkState(): void {
  const trouble = stateTrouble();
  if (trouble !== undefined) throw new UsageError(trouble);
}
