/** The journal and the older ones beside it: read on from where the ledger stands, put aside when they are large, dropped when they are old. */

import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { isJournalLine } from './check-line.ts';
import type { JournalLine } from './line.ts';
import { journal } from './record.ts';

/** Bytes after which the journal is put aside when it has been read, and milliseconds after which nobody can still be writing to it. */
const LARGE = 8 * 1024 * 1024;
const SETTLED = 60 * 60 * 1000;
const BLOCK = 1024 * 1024;

// "journal-001795263531335-3f9a2c….jsonl.gz": when it was put aside, and its id
const SEGMENT = /^journal-\d+-([0-9a-f]+)\.jsonl(?:\.gz)?$/;

export interface JournalFile {
  readonly path: string;
  /** Known again under another name: a hash of its first line. */
  readonly id: string;
  /** Bytes; 0 for a packed one, which nobody writes to any more. */
  readonly size: number;
  readonly packed: boolean;
}

/** Oldest first; the one that is written to last. */
export function journalFiles(): JournalFile[] {
  const active = journal();
  if (active === undefined || !existsSync(dirname(active))) return [];
  const names = readdirSync(dirname(active)).filter((name) => SEGMENT.test(name));
  return [...names.sort().map((name) => join(dirname(active), name)), active].map(described).filter((file) => file !== undefined);
}

/** Whole lines from `offset` on, and where the last of them ends. Lines that are no JSON are counted. */
export function* linesFrom(file: JournalFile, offset: number): Generator<{ readonly line: JournalLine | undefined; readonly end: number }> {
  let rest: Buffer = Buffer.alloc(0);
  let at = offset;
  for (const block of blocksFrom(file, offset)) {
    const data = rest.length > 0 ? Buffer.concat([rest, block]) : block;
    let start = 0;
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, start)) {
      at += end + 1 - start;
      yield { line: parsed(data.toString('utf8', start, end)), end: at };
      start = end + 1;
    }
    rest = data.subarray(start);
  }
}

/** A line behind one that was cut off by a power failure stands on the same line: the last whole one counts. */
function parsed(text: string): JournalLine | undefined {
  for (const from of [0, text.lastIndexOf('{"v":')]) {
    try {
      const line: unknown = JSON.parse(text.slice(from));
      if (isJournalLine(line)) return line;
    } catch {
      // The other way, then.
    }
    if (from < 0) return undefined;
  }
  return undefined;
}

function* blocksFrom(file: JournalFile, offset: number): Generator<Buffer> {
  if (file.packed) {
    yield zlib().gunzipSync(readFileSync(file.path)).subarray(offset);
    return;
  }
  const fd = openSync(file.path, 'r');
  try {
    for (let at = offset; ; ) {
      const block = Buffer.allocUnsafe(BLOCK);
      const count = readSync(fd, block, 0, BLOCK, at);
      if (count === 0) return;
      at += count;
      yield block.subarray(0, count);
    }
  } finally {
    closeSync(fd);
  }
}

function described(path: string): JournalFile | undefined {
  const packed = path.endsWith('.gz');
  try {
    const size = packed ? 0 : statSync(path).size;
    const id = SEGMENT.exec(basename(path))?.[1] ?? idOf(headOf(path));
    return id === undefined ? undefined : { path, packed, size, id };
  } catch {
    return undefined;
  }
}

function idOf(head: Buffer): string | undefined {
  const end = head.indexOf(10);
  return end < 0 ? undefined : crypto().createHash('sha256').update(head.subarray(0, end)).digest('hex').slice(0, 24);
}

function headOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.allocUnsafe(8192);
    return head.subarray(0, readSync(fd, head, 0, head.length, 0));
  } finally {
    closeSync(fd);
  }
}

/** Called while the ledger is locked and everything has been read: puts aside what is large, packs what has settled, drops what is older than `oldest`. */
export function tidy(files: readonly JournalFile[], now: number, oldest: number): void {
  for (const { path, size, packed, id } of files) {
    const name = basename(path);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (modified === undefined) continue;
    if (name === 'journal.jsonl' && size > LARGE)
      renameSync(path, join(dirname(path), `journal-${String(now).padStart(15, '0')}-${id}.jsonl`));
    else if (name !== 'journal.jsonl' && modified < oldest) rmSync(path, { force: true });
    else if (name !== 'journal.jsonl' && !packed && now - modified > SETTLED) pack(path);
  }
}

function pack(path: string): void {
  const packed = `${path}.gz`;
  writeFileSync(`${packed}.tmp`, zlib().gzipSync(readFileSync(path)), { mode: 0o600 });
  renameSync(`${packed}.tmp`, packed);
  rmSync(path);
}
