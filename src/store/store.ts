/** Keeps raw output and gives it back, byte for byte: content-addressed, compressed, private, bounded. */

import { existsSync, mkdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { putWhole } from '../io/checked-write.ts';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { keepsTexts } from '../io/switches.ts';
import { entries, entryFile, everything, type Header, headerOf, type StoreEntry, storeDir } from './files.ts';
import { expiredArgv, queued } from './prune.ts';
import { quickHash } from './quick-hash.ts';
import { masked, readsSecrets } from './secrets.ts';

/** Bytes up to which a text is kept as it is: loading what compresses and hashes larger ones takes longer than all the rest. */
const SMALL = 64 * 1024;

export interface Raw {
  readonly argv: readonly string[];
  readonly exit: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly merged: Buffer;
}

/** The id under which the text can be recalled, or undefined if it could not be kept. Never throws. */
export function keep(raw: Raw): string | undefined {
  try {
    const dir = storeDir();
    if (dir === undefined || !keepsTexts() || readsSecrets(raw.argv)) return undefined;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const text = textOf(raw);
    const hash = hashOf(raw, text);
    for (let digits = 6; digits <= hash.length + 3; digits += 4) {
      const id = hash.slice(0, digits);
      if (isKept(join(dir, id), hash, text) || isWritten(dir, id, raw, text, hash)) return id;
    }
    return undefined;
  } catch {
    return undefined;
  }
}

/** Does this very text stand there, whole? Then it is as new again. */
function isKept(path: string, hash: string, text: Text): boolean {
  if (!existsSync(path)) return false;
  const file = entryFile(path);
  if (file?.header.hash !== hash || !isWhole(file.header, file.data.length)) return false;
  if (text.small && !file.data.equals(text.data)) return false;
  utimesSync(path, new Date(), new Date());
  return true;
}

/** Entries of earlier versions do not say how long they are. */
function isWhole({ length }: Header, bytes: number): boolean {
  return length === undefined || length === bytes;
}

/** False where another text has the id: then a longer one is taken. */
function isWritten(dir: string, id: string, raw: Raw, text: Text, hash: string): boolean {
  const data = entryOf(raw, text, hash);
  try {
    putWhole(join(dir, id), data, { mode: 0o600, as: 'new' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // Another process may just have kept the same.
    return isKept(join(dir, id), hash, text);
  }
  queued(dir, id, data.length);
  return true;
}

/** An entry without data, for a text that stands in a file of its own. */
export function writeHeader(dir: string, id: string, entry: StoreEntry): void {
  putWhole(join(dir, id), Buffer.from(`${JSON.stringify(entry)}\n`), { mode: 0o600, as: 'new' });
  queued(dir, id, entry.length ?? 0);
}

/** What is written of a run. */
interface Text {
  /** stdout, stderr, both as they arrived; secrets masked. */
  readonly data: Buffer;
  readonly stdout: number;
  readonly stderr: number;
  readonly masked: boolean;
  readonly small: boolean;
}

function textOf(raw: Raw): Text {
  const [stdout, stderr] = [safe(raw.stdout), safe(raw.stderr)];
  const merged = raw.stdout.length > 0 && raw.stderr.length > 0 ? safe(raw.merged) : Buffer.alloc(0);
  const data = stderr.length + merged.length === 0 ? stdout : Buffer.concat([stdout, stderr, merged]);
  const changed = !stdout.equals(raw.stdout) || !stderr.equals(raw.stderr);
  return { data, stdout: stdout.length, stderr: stderr.length, masked: changed, small: data.length <= SMALL };
}

/** A small text is compared with what is kept under its id, so that its hash need not withstand anybody. */
function hashOf({ argv, exit, stdout, stderr }: Raw, { small, data }: Text): string {
  const head = JSON.stringify([argv, exit, stdout.length]);
  if (small) return quickHash(Buffer.concat([Buffer.from(head), data]));
  return crypto().createHash('sha256').update(head).update(stdout).update(stderr).digest('hex');
}

function entryOf(raw: Raw, { data, stdout, stderr, masked: changed, small }: Text, hash: string): Buffer {
  const kept = small ? data : zlib().zstdCompressSync(data);
  const plain = small ? { plain: true } : {};
  const header: Header = {
    argv: raw.argv.map(masked),
    exit: raw.exit,
    stdout,
    stderr,
    masked: changed,
    hash,
    length: kept.length,
    ...plain,
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), kept]);
}

/** Secrets are looked for letter by letter, so bytes stay what they were. */
function safe(data: Buffer): Buffer {
  const text = data.toString('latin1');
  const clean = masked(text);
  return clean === text ? data : Buffer.from(clean, 'latin1');
}

export interface Recalled {
  readonly entry: StoreEntry;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly merged: Buffer;
}

export type Lookup =
  | { readonly kind: 'found'; readonly recalled: Recalled }
  | { readonly kind: 'spooled'; readonly entry: StoreEntry; readonly path: string }
  | { readonly kind: 'expired'; readonly argv: readonly string[] }
  | { readonly kind: 'damaged'; readonly argv: readonly string[] }
  | { readonly kind: 'unknown' };

/** Can this handle be given back now? For lines that look like markers of ours. */
export function resolves(id: string): boolean {
  const dir = storeDir();
  return dir !== undefined && /^[0-9a-f]{4,64}$/.test(id) && (existsSync(join(dir, id)) || existsSync(join(dir, `${id}.z`)));
}

/** The kept text; or the command to run again if it has gone or is not what was written. */
export function recall(id: string): Lookup {
  const dir = storeDir();
  if (dir === undefined || !/^[0-9a-f]{4,64}$/.test(id)) return { kind: 'unknown' };
  const name = existsSync(join(dir, id)) ? id : only(entries(dir).filter((file) => file.startsWith(id)));
  if (name === undefined) return unfinished(dir, id) ?? expired(dir, id);
  const header = headerOf(join(dir, name))?.header;
  if (header?.spooled) return spooledEntry(join(dir, `${name}.z`), header);
  const file = entryFile(join(dir, name));
  const recalled = file && isWhole(file.header, file.data.length) ? recalledFrom(file.header, file.data) : undefined;
  return recalled ? { kind: 'found', recalled } : { kind: 'damaged', argv: header?.argv ?? [] };
}

function spooledEntry(path: string, entry: Header): Lookup {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? -1;
  return isWhole(entry, size) ? { kind: 'spooled', entry, path } : { kind: 'damaged', argv: entry.argv };
}

/** undefined if it cannot be unpacked, or is of another length than it says. */
function recalledFrom(entry: Header, kept: Buffer): Recalled | undefined {
  const data = entry.plain ? kept : unpacked(kept);
  const both = entry.stdout + entry.stderr;
  if (!data || data.length < both) return undefined;
  const stdout = data.subarray(0, entry.stdout);
  const stderr = data.subarray(entry.stdout, both);
  return { entry, stdout, stderr, merged: data.length > both ? data.subarray(both) : entry.stdout > 0 ? stdout : stderr };
}

function unpacked(kept: Buffer): Buffer | undefined {
  try {
    return zlib().zstdDecompressSync(kept, { maxOutputLength: 2 ** 31 - 1 });
  } catch {
    return undefined;
  }
}

/** A run that still goes on, or that was killed: what has come of it. */
function unfinished(dir: string, id: string): Lookup | undefined {
  const name = everything(dir).find((file) => file === `${id}.z` || (file.startsWith(`${id}.`) && file.endsWith('.z')));
  const entry: StoreEntry = { argv: [], exit: 0, stdout: 0, stderr: 0, masked: false, spooled: true, cut: true };
  return name === undefined ? undefined : { kind: 'spooled', entry, path: join(dir, name) };
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

export interface Listed {
  readonly id: string;
  readonly at: Date;
  readonly bytes: number;
  readonly entry: StoreEntry;
}

/** What is kept, newest first, and how many entries are damaged. */
export function listed(): { readonly kept: readonly Listed[]; readonly damaged: number } {
  const dir = storeDir();
  const names = dir === undefined ? [] : entries(dir);
  const kept = names.flatMap((id) => listedEntry(join(dir ?? '', id), id)).sort((a, b) => b.at.getTime() - a.at.getTime());
  return { kept, damaged: names.length - kept.length };
}

function listedEntry(path: string, id: string): Listed[] {
  const found = headerOf(path);
  const stats = statSync(path, { throwIfNoEntry: false });
  return found && stats
    ? [{ id, at: stats.mtime, bytes: found.header.spooled ? (found.header.length ?? 0) : found.size, entry: found.header }]
    : [];
}

function expired(dir: string, id: string): Lookup {
  const argv = expiredArgv(dir, id);
  return argv === undefined ? { kind: 'unknown' } : { kind: 'expired', argv };
}
