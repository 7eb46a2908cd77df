/** The health log: what went wrong on our side while a user's command ran. Read by `rtk doctor` and `rtk config`. */

import { closeSync, constants, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from './paths.ts';
import { MIB, readRegular } from './safe-read.ts';

const LARGEST = MIB;

function healthLog(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'health.log');
}

/** The last lines, oldest first; none where nothing went wrong or nothing can be read. */
export function lastUnwell(count: number): string[] {
  try {
    const file = healthLog();
    return file === undefined
      ? []
      : String(readRegular(file, LARGEST) ?? '')
          .split('\n')
          .filter(Boolean)
          .slice(-count);
  } catch {
    return [];
  }
}

/** One line; the file starts anew past 256 KiB. Never throws. */
export function unwell(sentence: string): void {
  try {
    const file = healthLog();
    const state = stateDir();
    if (file === undefined || state === undefined) return;
    mkdirSync(state, { recursive: true, mode: 0o700 });
    if (existsSync(file) && statSync(file).size > 256 * 1024) renameSync(file, `${file}.old`);
    // Without waiting, where a pipe stands in its place.
    const fd = openSync(file, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0), 0o600);
    try {
      writeSync(fd, `${new Date().toISOString()} ${sentence.replaceAll('\n', ' ')}\n`);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Nothing to be done about a log that cannot be written.
  }
}
