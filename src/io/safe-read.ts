/** Bytes of a file that somebody else may have put there: a regular file of bounded size, or a sentence. Nothing that could block or never end is opened. */

import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { sep } from 'node:path';
import { UsageError } from '../errors.ts';

/** What settings, filters and the like may hold at most. */
export const MIB = 1024 * 1024;

/**
 * The bytes of `path`; undefined if nothing is there. Throws a UsageError for a FIFO, a device, a socket or a folder, for more than `limit` bytes,
 * and, with `within`, for a link that leads out of that folder. What it is is looked up before it is opened.
 */
export function readRegular(path: string, limit: number, within?: string): Buffer | undefined {
  try {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (!there) return undefined;
    if (there.isSymbolicLink() && within !== undefined) checkInside(path, within);
    const target = there.isSymbolicLink() ? statSync(path) : there;
    check(path, target, limit);
    return bytesOf(path, limit, target);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: ${reasonOf(error)}.`);
  }
}

/** Opened without waiting for a writer, and looked at again: something else may stand there by now. */
function bytesOf(path: string, limit: number, seen: Stats): Buffer {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = fstatSync(fd);
    check(path, opened, limit);
    if (opened.ino !== seen.ino || opened.dev !== seen.dev) throw new UsageError(`${path}: it was replaced while it was read; try again.`);
    return wholeOf(fd, path, limit, opened.size);
  } finally {
    closeSync(fd);
  }
}

/** Files of `/proc` say that they are empty, and a file may grow: read to its end, and to the limit at most. */
function wholeOf(fd: number, path: string, limit: number, size: number): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(length === 0 ? Math.min(size, limit) + 1 : 64 * 1024);
    const read = readSync(fd, part, 0, part.length, null);
    if (read === 0) return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    length += read;
    if (length > limit) throw new UsageError(tooLarge(path, limit));
    parts.push(part.subarray(0, read));
  }
}

function checkInside(path: string, within: string): void {
  const root = realpathSync(within);
  if (!realpathSync(path).startsWith(root + sep))
    throw new UsageError(`${path}: this is a link out of ${within}; put the file itself there.`);
}

function check(path: string, stats: Stats, limit: number): void {
  if (!stats.isFile()) throw new UsageError(`${path}: this is ${kindOf(stats)} and no file; put a file there or remove it.`);
  if (stats.size > limit) throw new UsageError(tooLarge(path, limit));
}

function tooLarge(path: string, limit: number): string {
  return `${path}: this file is larger than ${limit % MIB === 0 ? `${limit / MIB} MiB` : `${limit} bytes`}, so it is not read; make it smaller.`;
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read; change its permissions',
  EPERM: 'it may not be read; change its permissions',
  ENOENT: 'the link leads to nothing; mend or remove it',
  ELOOP: 'the link leads to itself; mend or remove it',
  ENOTDIR: 'a part of this path is no folder; mend the path',
};

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
