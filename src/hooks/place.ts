/** Where the hooks look: the real machine, behind the interface that agents read through. */

import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Place } from './types.ts';

export function here(cwd: string, env: Place['env'] = process.env): Place {
  return { home: env['HOME'] || homedir(), cwd, env, platform: process.platform, read, list };
}

// To ask first costs a tenth of an exception.
function read(path: string): string | undefined {
  return existsSync(path) || isThere(path) ? readFileSync(path, 'utf8') : undefined;
}

function list(path: string): readonly string[] {
  return existsSync(path) || isThere(path) ? readdirSync(path) : [];
}

/** `existsSync` also says no where a folder may not be looked into: that one throws. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
