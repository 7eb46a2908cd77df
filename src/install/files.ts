/** Agents' settings on the disk: read whole, written whole or not at all, links followed, kept safe, and what we put in remembered. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { stateDir } from '../io/paths.ts';
import { crypto } from '../io/runtime-modules.ts';
import type { Change, KnownChange } from './changes.ts';

/** The file behind all links, also where it does not exist yet. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return existsSync(dirname(file)) ? join(realpathSync(dirname(file)), basename(file)) : file;
  }
}

export function textOf(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const data = readFileSync(file);
  const text = data.toString();
  if (!Buffer.from(text).equals(data)) throw new UsageError(`${file}: it is no UTF-8, so it is left as it is; convert it first.`);
  return text;
}

/** Writes beside the file and renames; the mode stays. Answers with the backup's path, if there was something to keep. */
export function apply({ file, before, after, executable }: Change): string | undefined {
  const real = realFile(file);
  const mode = before === undefined ? (executable ? 0o755 : 0o644) : statSync(real).mode & 0o7777;
  if (before !== undefined && (mode & 0o222) === 0)
    throw new UsageError(
      `${file}: it is read-only, so it is left as it is; make it writable, or add the hook by hand: \`rtk init --dry-run\` shows it.`,
    );
  const backup = before === undefined ? undefined : backedUp(real, before);
  try {
    if (after === undefined) rmSync(real);
    else replace(real, after, executable ? mode | 0o111 : mode);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return backup;
}

function replace(real: string, text: string, mode: number): void {
  mkdirSync(dirname(real), { recursive: true });
  const temp = `${real}.${process.pid}.tmp`;
  try {
    writeFileSync(temp, text, { mode, flag: 'wx' });
    chmodSync(temp, mode);
    renameSync(temp, real);
  } finally {
    rmSync(temp, { force: true });
  }
}

function backedUp(real: string, text: string): string | undefined {
  const state = stateDir();
  if (state === undefined) return undefined;
  const folder = join(state, 'backups');
  const hash = crypto().createHash('sha256').update(`${real}\0${text}`).digest('hex').slice(0, 8);
  const file = join(folder, `${hash}-${basename(real)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** What is in force where: the insertions, and the folders that were made for the file. */
export interface Remembered extends KnownChange {
  readonly agent: string;
  readonly file: string;
  readonly folders: readonly string[];
  /** A value of the user's that ours stands in the place of, in his characters. */
  readonly replaced?: string;
}

export function remembered(): Remembered[] {
  try {
    return JSON.parse(readFileSync(memory() ?? '', 'utf8')) as Remembered[];
  } catch {
    return [];
  }
}

/** `entry` without `added` is forgotten. */
export function remember(entry: Remembered): void {
  const file = memory();
  if (file === undefined) return;
  const others = remembered().filter((each) => each.agent !== entry.agent || each.file !== entry.file);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  replace(file, `${JSON.stringify(entry.added.length > 0 ? [...others, entry] : others, null, 1)}\n`, 0o600);
}

function memory(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'installed.json');
}

/** The folders that have to be made for a file, innermost first. */
export function missingFolders(file: string): string[] {
  const missing: string[] = [];
  for (let dir = dirname(file); !existsSync(dir) && dirname(dir) !== dir; dir = dirname(dir)) missing.push(dir);
  return missing;
}

/** Takes away folders that we made, as far as they are empty. */
export function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
