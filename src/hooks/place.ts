/** Where the hooks look: the real machine, behind the interface that agents read through. */

import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Place } from './types.ts';

export function here(cwd: string, env: Place['env'] = process.env): Place {
  return { home: env['HOME'] || homedir(), cwd, env, platform: process.platform, read, tail, list };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function tail(path: string, bytes: number): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    const text = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, size - buffer.length));
    return size > bytes ? text.slice(text.indexOf('\n') + 1) : text;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
