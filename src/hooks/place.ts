/** Where the hooks look: the real machine, behind the interface that agents read through. */

import { closeSync, existsSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Place } from './types.ts';

export function here(cwd: string, env: Place['env'] = process.env): Place {
  return { home: env['HOME'] || homedir(), cwd, env, platform: process.platform, read, tail, list };
}

// To ask first costs a tenth of an exception.
function read(path: string): string | undefined {
  return existsSync(path) || isThere(path) ? readFileSync(path, 'utf8') : undefined;
}

function tail(path: string, bytes: number): string | undefined {
  if (!existsSync(path) && !isThere(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, size - buffer.length));
    return size > bytes ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(file);
  }
}

function list(path: string): readonly string[] {
  return existsSync(path) || isThere(path) ? readdirSync(path) : [];
}

/** `existsSync` also says no where a folder may not be looked into: that one throws. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
