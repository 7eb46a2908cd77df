/** Keeps raw output and gives it back, byte for byte: content-addressed, compressed, private, bounded. */

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, utimesSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { entries, everything, expiredArgv, type Header, headerOf, prune, type StoreEntry, storeDir } from './files.ts';
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
    if (dir === undefined || readsSecrets(raw.argv)) return undefined;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const text = textOf(raw);
    const hash = hashOf(raw, text);
    const { id, known } = idFor(hash, dir, text);
    if (known) utimesSync(join(dir, id), new Date(), new Date());
    else writeEntry(join(dir, id), raw, text, hash);
    if (/^[0-9a-f]?0/.test(id)) prune(dir);
    return id;
  } catch {
    return undefined;
  }
}

/** Six digits of the content's hash, more where six are taken by another text. */
function idFor(hash: string, dir: string, text: Text): { id: string; known: boolean } {
  for (let digits = 6; digits < hash.length; digits += 4) {
    const id = hash.slice(0, digits);
    if (!existsSync(join(dir, id))) return { id, known: false };
    const file = readFileSync(join(dir, id));
    if (headerOf(file).hash === hash && (!text.small || file.subarray(file.indexOf(10) + 1).equals(text.data))) return { id, known: true };
  }
  return { id: hash, known: false };
}

/** An entry without data, for a text that stands in a file of its own. */
export function writeHeader(path: string, entry: StoreEntry): void {
  const fd = openSync(`${path}.${process.pid}.tmp`, 'w', 0o600);
  writeSync(fd, `${JSON.stringify(entry)}\n`);
  closeSync(fd);
  renameSync(`${path}.${process.pid}.tmp`, path);
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

export function textOf(raw: Raw): Text {
  const [stdout, stderr] = [safe(raw.stdout), safe(raw.stderr)];
  const merged = raw.stdout.length > 0 && raw.stderr.length > 0 ? safe(raw.merged) : Buffer.alloc(0);
  const data = stderr.length + merged.length === 0 ? stdout : Buffer.concat([stdout, stderr, merged]);
  const changed = !stdout.equals(raw.stdout) || !stderr.equals(raw.stderr);
  return { data, stdout: stdout.length, stderr: stderr.length, masked: changed, small: data.length <= SMALL };
}

/** A small text is compared with what is kept under its id, so that its hash need not withstand anybody. */
export function hashOf({ argv, exit, stdout, stderr }: Raw, { small, data }: Text): string {
  const head = JSON.stringify([argv, exit, stdout.length]);
  if (small) return quickHash(Buffer.concat([Buffer.from(head), data]));
  return crypto().createHash('sha256').update(head).update(stdout).update(stderr).digest('hex');
}

function writeEntry(path: string, raw: Raw, { data, stdout, stderr, masked: changed, small }: Text, hash: string): void {
  const plain = small ? { plain: true } : {};
  const header: Header = { argv: raw.argv.map(masked), exit: raw.exit, stdout, stderr, masked: changed, hash, ...plain };
  const temp = `${path}.${process.pid}.tmp`;
  const fd = openSync(temp, 'wx', 0o600);
  try {
    writeSync(fd, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), small ? data : zlib().zstdCompressSync(data)]));
  } finally {
    closeSync(fd);
  }
  renameSync(temp, path);
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
  | { readonly kind: 'unknown' };

/** The kept text; or the command to run again if it has gone. */
export function recall(id: string): Lookup {
  const dir = storeDir();
  if (dir === undefined || !/^[0-9a-f]{4,64}$/.test(id)) return { kind: 'unknown' };
  const name = entries(dir).find((file) => file === id) ?? only(entries(dir).filter((file) => file.startsWith(id)));
  if (name === undefined) return unfinished(dir, id) ?? expired(dir, id);
  const file = readFileSync(join(dir, name));
  const at = file.indexOf(10);
  const entry = headerOf(file);
  if (entry.spooled) return { kind: 'spooled', entry, path: join(dir, `${name}.z`) };
  const kept = file.subarray(at + 1);
  const data = entry.plain ? kept : zlib().zstdDecompressSync(kept, { maxOutputLength: 2 ** 31 - 1 });
  const stdout = data.subarray(0, entry.stdout);
  const stderr = data.subarray(entry.stdout, entry.stdout + entry.stderr);
  const merged =
    data.length > entry.stdout + entry.stderr ? data.subarray(entry.stdout + entry.stderr) : entry.stdout > 0 ? stdout : stderr;
  return { kind: 'found', recalled: { entry, stdout, stderr, merged } };
}

/** A run that still goes on, or that was killed: what has come of it. */
function unfinished(dir: string, id: string): Lookup | undefined {
  const name = everything(dir).find((file) => file.startsWith(`${id}.`) && file.endsWith('.z'));
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

/** What is kept, newest first. */
export function listed(): Listed[] {
  const dir = storeDir();
  if (dir === undefined) return [];
  const found = entries(dir).map((id) => {
    const file = readFileSync(join(dir, id));
    return { id, at: statSync(join(dir, id)).mtime, bytes: file.length, entry: headerOf(file) };
  });
  return found.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function expired(dir: string, id: string): Lookup {
  const argv = expiredArgv(dir, id);
  return argv === undefined ? { kind: 'unknown' } : { kind: 'expired', argv };
}
