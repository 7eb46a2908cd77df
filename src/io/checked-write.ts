/** Files written whole or not at all. A disk that fills up, or a limit on the size of files, takes a part of a write without an error. */

import { closeSync, fstatSync, fsyncSync, linkSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** All of it, or an exception: what was taken is counted. */
export function writeWhole(fd: number, data: Buffer): void {
  for (let at = 0; at < data.length; ) {
    const taken = writeSync(fd, data, at, data.length - at);
    if (taken === 0) throw new Error('nothing more could be written');
    at += taken;
  }
}

export interface Placing {
  readonly mode: number;
  /** `new`: throws EEXIST where there is such a file by now. */
  readonly as?: 'new';
  /** It must outlive a power failure. */
  readonly synced?: boolean;
  /** Of the file beside it, before it gets its name. */
  readonly prepare?: (temp: string) => void;
}

/** The file under its name is the old one or the whole new one, never a part; nothing is left beside it. */
export function putWhole(path: string, data: Buffer, { mode, as, synced = false, prepare }: Placing): void {
  const temp = `${path}.${process.pid}.tmp`;
  // One of a run that was killed under the same number.
  rmSync(temp, { force: true });
  try {
    writeTemp(temp, data, mode, synced);
    prepare?.(temp);
    if (as === 'new') claim(temp, path);
    else renameSync(temp, path);
  } finally {
    rmSync(temp, { force: true });
  }
}

function writeTemp(temp: string, data: Buffer, mode: number, synced: boolean): void {
  const fd = openSync(temp, 'wx', mode);
  try {
    writeWhole(fd, data);
    if (fstatSync(fd).size !== data.length) throw new Error('not all could be written');
    if (synced) fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** A link fails where there is such a name; some file systems have none. */
function claim(temp: string, path: string): void {
  try {
    linkSync(temp, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    renameSync(temp, path);
  }
}

/** What a user named to write to: a file is replaced whole, behind its links; into a pipe or a device it is poured. */
export function putOutput(path: string, data: Buffer): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there || there.isFile()) {
    putWhole(there ? realpathSync(path) : path, data, { mode: there ? there.mode & 0o777 : 0o666 });
    return;
  }
  const fd = openSync(path, 'w');
  try {
    writeWhole(fd, data);
  } finally {
    closeSync(fd);
  }
}
