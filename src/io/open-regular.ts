/** A regular file, opened to be read in parts: a pipe, a device or a folder under its name is none. */

import { closeSync, constants, fstatSync, openSync, statSync } from 'node:fs';

export interface Opened {
  readonly fd: number;
  readonly size: number;
}

/** Does not wait for somebody who writes; undefined where there is no such file. */
export function openRegular(path: string): Opened | undefined {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  } catch {
    return undefined;
  }
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, size: stats.size };
  closeSync(fd);
  return undefined;
}

/** For those who open it themselves. */
export function isRegular(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
