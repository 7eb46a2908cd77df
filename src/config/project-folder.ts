/** Where the settings of a project stand. Names are looked at; nothing is opened. */

import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The nearest `.rtk` from the folder up to the root of its repository. Outside of a repository only the folder itself can have one:
 * what lies above it may be anybody's. A link is none.
 */
export function projectFolder(cwd: string): string | undefined {
  let nearest: string | undefined;
  for (let folder = cwd; ; folder = dirname(folder)) {
    nearest ??= isFolder(join(folder, '.rtk')) ? join(folder, '.rtk') : undefined;
    if (isThere(join(folder, '.git'))) return nearest;
    if (dirname(folder) === folder) break;
  }
  return nearest !== undefined && dirname(nearest) === cwd ? nearest : undefined;
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function isThere(path: string): boolean {
  return statOf(path) !== undefined;
}

function statOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
