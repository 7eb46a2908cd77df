/** Where the hooks look: the real machine, behind the interface that agents read through. */

import { closeSync, existsSync, lstatSync, readdirSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import { openRegular } from '../io/open-regular.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import type { Place } from './types.ts';

export function here(cwd: string, env: Place['env'] = process.env): Place {
  return { home: env['HOME'] || homedir(), cwd, env, platform: process.platform, read, tail, list };
}

/** Bytes of a file of settings or rules. */
const LARGEST = 16 * MIB;

function read(path: string): string | undefined {
  return readRegular(path, LARGEST)?.toString();
}

function tail(path: string, bytes: number): string | undefined {
  if (!existsSync(path) && !isThere(path)) return undefined;
  const file = openRegular(path);
  if (!file) throw new Error(`${path} is no file that can be read`);
  const { fd, size } = file;
  try {
    const buffer = Buffer.alloc(Math.min(size, bytes));
    const text = buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, size - buffer.length));
    return size > bytes ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(fd);
  }
}

function list(path: string): readonly string[] {
  return existsSync(path) || isThere(path) ? readdirSync(path) : [];
}

/** `existsSync` also says no where a folder may not be looked into: that one throws. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
