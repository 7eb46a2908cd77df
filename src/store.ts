/** Keeps raw output and gives it back, byte for byte: content-addressed, compressed, private, bounded. */

import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crypto, zlib } from './lazy.ts';
import { stateDir } from './paths.ts';
import { masked, readsSecrets } from './secrets.ts';

export const MAX_BYTES = 256 * 1024 * 1024;
const MAX_AGE = 14 * 24 * 3600 * 1000;

export interface Entry {
  readonly argv: readonly string[];
  readonly exit: number;
  /** Bytes of stdout; what follows in `data` is stderr; then both as they arrived, unless one of them is empty. */
  readonly stdout: number;
  readonly stderr: number;
  readonly masked: boolean;
  /** The text is in `<id>.z`, in blocks. */
  readonly spooled?: boolean;
  /** Only the beginning could be kept. */
  readonly cut?: boolean;
}

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
    const hash = hashOf(raw);
    const { id, known } = idFor(hash, dir);
    if (known) utimesSync(join(dir, id), new Date(), new Date());
    else writeEntry(join(dir, id), raw, hash);
    if (/^[0-9a-f]?0/.test(id)) prune(dir);
    return id;
  } catch {
    return undefined;
  }
}

export function storeDir(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'store');
}

/** Six digits of the content's hash, more where six are taken by another text. */
function idFor(hash: string, dir: string): { id: string; known: boolean } {
  for (let digits = 6; digits < hash.length; digits += 4) {
    const id = hash.slice(0, digits);
    if (!existsSync(join(dir, id))) return { id, known: false };
    if (headerOf(readFileSync(join(dir, id))).hash === hash) return { id, known: true };
  }
  return { id: hash, known: false };
}

/** An entry without data, for a text that stands in a file of its own. */
export function writeHeader(path: string, entry: Entry): void {
  const fd = openSync(`${path}.${process.pid}.tmp`, 'w', 0o600);
  writeSync(fd, `${JSON.stringify(entry)}\n`);
  closeSync(fd);
  renameSync(`${path}.${process.pid}.tmp`, path);
}

interface Header extends Entry {
  readonly hash?: string;
}

function headerOf(file: Buffer): Header {
  return JSON.parse(file.subarray(0, file.indexOf(10)).toString()) as Header;
}

function hashOf(raw: Raw): string {
  return crypto()
    .createHash('sha256')
    .update(JSON.stringify([raw.argv, raw.exit, raw.stdout.length]))
    .update(raw.stdout)
    .update(raw.stderr)
    .digest('hex');
}

function writeEntry(path: string, raw: Raw, hash: string): void {
  const [stdout, stderr, merged] = [
    safe(raw.stdout),
    safe(raw.stderr),
    raw.stdout.length > 0 && raw.stderr.length > 0 ? safe(raw.merged) : Buffer.alloc(0),
  ];
  const changed = !stdout.equals(raw.stdout) || !stderr.equals(raw.stderr);
  const header: Header = {
    argv: raw.argv.map(masked),
    exit: raw.exit,
    stdout: stdout.length,
    stderr: stderr.length,
    masked: changed,
    hash,
  };
  const temp = `${path}.${process.pid}.tmp`;
  const fd = openSync(temp, 'wx', 0o600);
  try {
    writeSync(fd, `${JSON.stringify(header)}\n`);
    writeSync(fd, zlib().zstdCompressSync(Buffer.concat([stdout, stderr, merged])));
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
  readonly entry: Entry;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly merged: Buffer;
}

export type Lookup =
  | { readonly kind: 'found'; readonly recalled: Recalled }
  | { readonly kind: 'spooled'; readonly entry: Entry; readonly path: string }
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
  const data = zlib().zstdDecompressSync(file.subarray(at + 1), { maxOutputLength: 2 ** 31 - 1 });
  const stdout = data.subarray(0, entry.stdout);
  const stderr = data.subarray(entry.stdout, entry.stdout + entry.stderr);
  const merged =
    data.length > entry.stdout + entry.stderr ? data.subarray(entry.stdout + entry.stderr) : entry.stdout > 0 ? stdout : stderr;
  return { kind: 'found', recalled: { entry, stdout, stderr, merged } };
}

/** A run that still goes on, or that was killed: what has come of it. */
function unfinished(dir: string, id: string): Lookup | undefined {
  const name = everything(dir).find((file) => file.startsWith(`${id}.`) && file.endsWith('.z'));
  const entry: Entry = { argv: [], exit: 0, stdout: 0, stderr: 0, masked: false, spooled: true, cut: true };
  return name === undefined ? undefined : { kind: 'spooled', entry, path: join(dir, name) };
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

export interface Listed {
  readonly id: string;
  readonly at: Date;
  readonly bytes: number;
  readonly entry: Entry;
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

function entries(dir: string): string[] {
  return everything(dir).filter((name) => /^[0-9a-f]+$/.test(name));
}

function everything(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

const EXPIRED = 'expired.jsonl';

function expired(dir: string, id: string): Lookup {
  try {
    for (const line of readFileSync(join(dir, EXPIRED), 'utf8').split('\n')) {
      const gone = line === '' ? undefined : (JSON.parse(line) as { id: string; argv: string[] });
      if (gone?.id === id) return { kind: 'expired', argv: gone.argv };
    }
  } catch {
    // Nothing has expired yet.
  }
  return { kind: 'unknown' };
}

/** Drops what is too old, then the oldest until the rest is small enough. */
function prune(dir: string, maxBytes = MAX_BYTES, maxAge = MAX_AGE): void {
  const now = Date.now();
  for (const name of everything(dir)) {
    if (/\.(?:z|tmp)$/.test(name) && name.split('.').length > 2 && now - statSync(join(dir, name)).mtimeMs > maxAge)
      rmSync(join(dir, name), { force: true });
  }
  const files = entries(dir)
    .map((name) => ({ name, stat: statSync(join(dir, name)), spool: spoolSize(dir, name) }))
    .sort((a, b) => b.stat.mtimeMs - a.stat.mtimeMs);
  let bytes = 0;
  for (const { name, stat, spool } of files) {
    bytes += stat.size + spool;
    if (bytes > maxBytes || now - stat.mtimeMs > maxAge) remove(dir, name);
  }
}

function remove(dir: string, name: string): void {
  const { argv } = headerOf(readFileSync(join(dir, name)));
  const gone = join(dir, EXPIRED);
  if (existsSync(gone) && statSync(gone).size > 1024 * 1024) renameSync(gone, `${gone}.old`);
  appendFileSync(gone, `${JSON.stringify({ id: name, argv })}\n`, { mode: 0o600 });
  rmSync(join(dir, name));
  rmSync(join(dir, `${name}.z`), { force: true });
}

function spoolSize(dir: string, name: string): number {
  return existsSync(join(dir, `${name}.z`)) ? statSync(join(dir, `${name}.z`)).size : 0;
}
