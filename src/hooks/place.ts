/** Where the hooks look: the real machine, behind the interface that agents read through. */

import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Place } from './types.ts';

export function here(cwd: string, env: Place['env'] = process.env): Place {
  return { home: env['HOME'] || homedir(), cwd, env, platform: process.platform, read, list };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
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
