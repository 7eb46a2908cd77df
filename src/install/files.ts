/** Agents' settings on the disk: read whole, written whole or not at all, links followed, kept safe, and what we put in remembered. */

import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { putWhole, writeWhole } from '../io/checked-write.ts';
import { withLock } from '../io/lock.ts';
import { stateDir } from '../io/paths.ts';
import { crypto } from '../io/runtime-modules.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import type { Change, KnownChange } from './changes.ts';

/** Bytes of settings; a larger file is no file of settings. */
const LARGEST = 16 * MIB;

/** The file behind all links, also where it does not exist yet. */
export function realFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return existsSync(dirname(file)) ? join(realpathSync(dirname(file)), basename(file)) : file;
  }
}

/** Throws a UsageError for what is no file: a pipe, a device, a folder, a link that leads to nothing. */
export function textOf(file: string): string | undefined {
  const data = readRegular(file, LARGEST);
  if (data === undefined) return undefined;
  const text = data.toString();
  if (!Buffer.from(text).equals(data)) throw new UsageError(`${file}: it is no UTF-8, so it is left as it is; convert it first.`);
  return text;
}

/** Settings of several agents stand in the same files, and what was put in is remembered in one: whoever changes them does it alone. */
export function alone<T>(work: () => T | Promise<T>): Promise<T> | T {
  const state = stateDir();
  return state === undefined ? work() : withLock(join(state, 'init.lock'), 'rtk init', work);
}

/** Writes the file whole or not at all; owner and mode stay, a new file follows the umask. Answers with the backup's path, if there was something to keep. */
export function apply({ file, before, after, executable = false }: Change): string | undefined {
  const real = realFile(file);
  const there = statSync(real, { throwIfNoEntry: false });
  if (textOf(real) !== before) throw new UsageError(`${file}: it was changed meanwhile, so it is left as it is; try again.`);
  if (there && (there.mode & 0o222) === 0)
    throw new UsageError(
      `${file}: it is read-only, so it is left as it is; make it writable, or add the hook by hand: \`rtk init --dry-run\` shows it.`,
    );
  try {
    const backup = before === undefined ? undefined : backedUp(real, before);
    if (after === undefined) rmSync(real);
    else if (there) replace(real, after, there, executable);
    else create(real, after, executable ? 0o777 : 0o666);
    return backup;
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** What apply did is undone: the text that was there before, or no file. Never throws. */
export function undo({ file, before }: Change): void {
  try {
    const real = realFile(file);
    const there = statSync(real, { throwIfNoEntry: false });
    if (before === undefined) rmSync(real, { force: true });
    else if (there) replace(real, before, there, false);
    else create(real, before, 0o666);
  } catch {
    // The backup has it.
  }
}

function create(real: string, text: string, mode: number): void {
  const missing = missingFolders(real);
  try {
    mkdirSync(dirname(real), { recursive: true });
    putWhole(real, Buffer.from(text), { mode, as: 'new', synced: true });
  } catch (error) {
    removeFolders(missing);
    throw error;
  }
}

/** Written beside it and renamed. Where that would change the owner, or part it from its other names, its bytes are changed in place. */
function replace(real: string, text: string, there: Stats, executable: boolean): void {
  const mode = (there.mode & 0o7777) | (executable ? 0o111 : 0);
  const data = Buffer.from(text);
  if (there.nlink > 1) {
    overwrite(real, data);
    return;
  }
  const prepare = (temp: string) => {
    chownSync(temp, there.uid, there.gid);
    chmodSync(temp, mode);
  };
  try {
    putWhole(real, data, { mode: 0o600, synced: true, prepare });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== 'chown') throw error;
    overwrite(real, data);
  }
}

/** What was there stands there again if not all could be written. */
function overwrite(real: string, data: Buffer): void {
  const before = readRegular(real, LARGEST) ?? Buffer.alloc(0);
  try {
    rewrite(real, data);
  } catch (error) {
    rewrite(real, before);
    throw error;
  }
}

function rewrite(real: string, data: Buffer): void {
  const fd = openSync(real, 'r+');
  try {
    writeWhole(fd, data);
    ftruncateSync(fd, data.length);
  } finally {
    closeSync(fd);
  }
}

function backedUp(real: string, text: string): string | undefined {
  const state = stateDir();
  if (state === undefined) return undefined;
  const folder = join(state, 'backups');
  const hash = crypto().createHash('sha256').update(`${real}\0${text}`).digest('hex').slice(0, 8);
  const file = join(folder, `${hash}-${basename(real)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  putWhole(file, Buffer.from(text), { mode: 0o600, synced: true });
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
    const file = memory();
    const data: unknown = JSON.parse(String((file === undefined ? undefined : readRegular(file, LARGEST)) ?? '[]'));
    return Array.isArray(data) ? (data as Remembered[]).filter(({ agent, file: of, added }) => agent && of && Array.isArray(added)) : [];
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
  const all = JSON.stringify(entry.added.length > 0 ? [...others, entry] : others, null, 1);
  try {
    putWhole(file, Buffer.from(`${all}\n`), { mode: 0o600, synced: true });
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
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
