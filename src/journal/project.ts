/** Which project a folder belongs to. */

import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readRegular } from '../io/safe-read.ts'; // loaded when called

/** The root of the repository, of its main folder where `cwd` is in a worktree; `cwd` itself outside of one. */
export function projectOf(cwd: string): string {
  for (let dir = cwd; ; dir = dirname(dir)) {
    const git = statSync(join(dir, '.git'), { throwIfNoEntry: false });
    if (git) return git.isFile() ? mainFolder(dir) : dir;
    if (dirname(dir) === dir) return cwd;
  }
}

// "gitdir: /home/dev/app/.git/worktrees/fix"
function mainFolder(dir: string): string {
  const main = /^gitdir: (.+)[\\/]\.git[\\/]worktrees[\\/][^\\/\n]+$/.exec(textIn(join(dir, '.git')).trim())?.[1];
  return main === undefined ? dir : resolve(dir, main);
}

/** It is a path, and no more. */
function textIn(file: string): string {
  try {
    return String(readRegular(file, 8192) ?? '');
  } catch {
    return '';
  }
}
