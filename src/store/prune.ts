/** What goes from the store when it is old or too much: after a run has printed, and a little at a time. */

import { appendFileSync, closeSync, constants, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { putWhole } from '../io/checked-write.ts';
import { openRegular } from '../io/open-regular.ts';
import { readRegular } from '../io/safe-read.ts';
import { everything, headerOf, MAX_AGE, MAX_BYTES, storeDir } from './files.ts';

/** Bytes of a folder whose names are read in a millisecond or two; in larger ones only the queue says what is oldest. */
const SMALL_FOLDER = 32 * 1024;
/** Entries that go at most at a time, and bytes of the queue that are read. */
const MANY = 32;
const PART = 32 * 1024;
const STALE_LOCK = 60_000;

/** Kept texts in the order in which they came, `3f9a2c 1234`; the full one is drained from its beginning. */
const QUEUE = 'queue';
const FULL = 'queue.full';
const STATE = 'queue.state';
const LARGE_QUEUE = 256 * 1024;

/** An entry has come. */
export function queued(dir: string, id: string, bytes: number): void {
  appendFileSync(join(dir, QUEUE), `${id} ${bytes}\n`, { mode: 0o600 });
}

/** Called when all has been printed; about every eighth time it looks. Never throws, never waits. */
export function pruneSome(): void {
  const dir = storeDir();
  if (dir === undefined || Math.random() >= 1 / 8) return;
  try {
    if (!locked(dir)) return;
    try {
      if (statSync(dir).size <= SMALL_FOLDER) prune(dir);
      drain(dir);
    } finally {
      rmSync(join(dir, LOCK), { force: true });
    }
  } catch {
    // Another time.
  }
}

const LOCK = 'prune.lock';

function locked(dir: string): boolean {
  const lock = join(dir, LOCK);
  try {
    closeSync(openSync(lock, 'wx', 0o600));
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > STALE_LOCK) rmSync(lock, { force: true });
    return false;
  }
}

interface State {
  /** Where the full queue has been drained to, the other has been read to, and the bytes of what both name. */
  drained: number;
  read: number;
  bytes: number;
}

function drain(dir: string): void {
  const state = stateIn(dir);
  for (const line of linesAt(join(dir, QUEUE), state.read)) {
    state.read += line.length + 1;
    state.bytes += sizeIn(line);
  }
  let left = MANY;
  for (const line of linesAt(join(dir, FULL), state.drained)) {
    if (left-- === 0 || !mayGo(dir, line, state.bytes)) break;
    state.drained += line.length + 1;
    state.bytes = Math.max(0, state.bytes - sizeIn(line));
  }
  if (state.drained >= sizeOf(join(dir, FULL)) && state.read >= sizeOf(join(dir, QUEUE)) && state.read > 0) turn(dir, state);
  putWhole(join(dir, STATE), Buffer.from(JSON.stringify(state)), { mode: 0o600 });
}

/** The queue becomes the one that is drained, once that one is empty and something of this one must go. */
function turn(dir: string, state: State): void {
  const [first] = linesAt(join(dir, QUEUE), 0);
  const isDue = state.read > LARGE_QUEUE || state.bytes > MAX_BYTES || (first !== undefined && isOld(dir, idIn(first)));
  if (!isDue) return;
  renameSync(join(dir, QUEUE), join(dir, FULL));
  state.drained = 0;
  state.read = 0;
}

/** Has the entry of the line gone, or does it go now? One that was kept again since has come to the end of the queue. */
function mayGo(dir: string, line: string, bytes: number): boolean {
  const id = idIn(line);
  const old = isOld(dir, id);
  if (old === undefined) return true;
  if (!old && bytes <= MAX_BYTES) return false;
  remove(dir, id);
  return true;
}

/** undefined: there is no such entry any more. */
function isOld(dir: string, id: string): boolean | undefined {
  const modified = /^[0-9a-f]+$/.test(id) ? statSync(join(dir, id), { throwIfNoEntry: false })?.mtimeMs : undefined;
  return modified === undefined ? undefined : Date.now() - modified > MAX_AGE;
}

function idIn(line: string): string {
  return line.slice(0, line.indexOf(' '));
}

function sizeIn(line: string): number {
  return Number(line.slice(line.indexOf(' ') + 1)) || 0;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function stateIn(dir: string): State {
  try {
    const { drained, read, bytes } = JSON.parse(String(readRegular(join(dir, STATE), PART) ?? '{}')) as Partial<State>;
    return { drained: Number(drained) || 0, read: Number(read) || 0, bytes: Number(bytes) || 0 };
  } catch {
    return { drained: 0, read: 0, bytes: 0 };
  }
}

/** Whole lines of the next part of a file. */
function linesAt(path: string, at: number): string[] {
  const file = openRegular(path);
  if (!file) return [];
  try {
    const part = Buffer.alloc(PART);
    const text = part.toString('latin1', 0, readSync(file.fd, part, 0, PART, at));
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .slice(0, -1);
  } finally {
    closeSync(file.fd);
  }
}

/** As much as goes in a second, for rtk's own words. */
export function pruneAll(): void {
  const dir = storeDir();
  if (dir !== undefined) prune(dir, Date.now() + 1000);
}

interface Found {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

/** The whole folder: drops what is too old, then the oldest until the rest is small enough. One that cannot be looked at hinders no other. */
function prune(dir: string, until = Number.POSITIVE_INFINITY): void {
  const oldest = Date.now() - MAX_AGE;
  const names = everything(dir);
  const found = names.filter((name) => /^[0-9a-f]+$/.test(name)).flatMap((name) => looked(dir, name));
  const known = new Set(found.map(({ name }) => name));
  for (const name of names) if (isLeftOver(name, known) && timeOf(join(dir, name)) < oldest) dropped(join(dir, name));
  let bytes = 0;
  for (const { name, at, bytes: own } of found.sort((a, b) => b.at - a.at)) {
    if (Date.now() > until) return;
    bytes += own;
    if (bytes > MAX_BYTES || at < oldest) remove(dir, name);
  }
}

/** Of a run that was killed: a file that never got its name, blocks without their header. */
function isLeftOver(name: string, known: ReadonlySet<string>): boolean {
  return /\.tmp$/.test(name) || (/\.z$/.test(name) && !known.has(name.replace(/\..*$/, '')));
}

function looked(dir: string, name: string): Found[] {
  const stats = statSync(join(dir, name), { throwIfNoEntry: false });
  return stats ? [{ name, at: stats.mtimeMs, bytes: stats.size + sizeOf(join(dir, `${name}.z`)) }] : [];
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
}

function remove(dir: string, name: string): void {
  const header = headerOf(join(dir, name))?.header;
  if (header) noteExpired(dir, name, header.argv);
  dropped(join(dir, name));
  dropped(join(dir, `${name}.z`));
}

function dropped(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder, or not ours: it stays.
  }
}

const EXPIRED = 'expired.jsonl';

function noteExpired(dir: string, id: string, argv: readonly string[]): void {
  const gone = join(dir, EXPIRED);
  try {
    if (sizeOf(gone) > 1024 * 1024) renameSync(gone, `${gone}.old`);
    const fd = openSync(gone, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0), 0o600);
    try {
      writeSync(fd, `${JSON.stringify({ id, argv })}\n`);
    } finally {
      closeSync(fd);
    }
  } catch {
    // It goes without a word, then.
  }
}

/** The command of a text that has gone. */
export function expiredArgv(dir: string, id: string): readonly string[] | undefined {
  return argvIn(join(dir, EXPIRED), id) ?? argvIn(join(dir, `${EXPIRED}.old`), id);
}

function argvIn(file: string, id: string): readonly string[] | undefined {
  try {
    for (const line of String(readRegular(file, 4 * 1024 * 1024) ?? '').split('\n')) {
      const argv = line.includes(`"${id}"`) ? goneIn(line, id) : undefined;
      if (argv) return argv;
    }
  } catch {
    // It cannot be read.
  }
  return undefined;
}

/** A line that was cut off says nothing. */
function goneIn(line: string, id: string): readonly string[] | undefined {
  try {
    const gone = JSON.parse(line) as { id?: string; argv?: string[] };
    return gone.id === id ? gone.argv : undefined;
  } catch {
    return undefined;
  }
}
