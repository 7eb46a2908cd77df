/** The journal and the older ones beside it: read on from where the ledger stands, put aside when they are large, dropped when they are old. */

import { closeSync, existsSync, readdirSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { putWhole } from '../io/checked-write.ts';
import { openRegular } from '../io/open-regular.ts';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import { isJournalLine } from './check-line.ts';
import type { JournalLine } from './line.ts';
import { journal } from './record.ts';

/** Bytes after which the journal is put aside when it has been read, and milliseconds after which nobody can still be writing to it. */
const LARGE = 8 * 1024 * 1024;
const SETTLED = 60 * 60 * 1000;
const BLOCK = 1024 * 1024;
/** Bytes up to which a journal is packed, all of it in memory; and of a line: longer ones are none of ours. */
const LARGEST_PACKED = 64 * MIB;
const LONGEST = 64 * 1024;

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
    // What goes on without an end is a damaged line: its beginning says so, and the rest is passed over.
    if (rest.length > LONGEST) {
      at += rest.length - 1;
      rest = rest.subarray(0, 1);
    }
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
    yield unpacked(file.path).subarray(offset);
    return;
  }
  const fd = openRegular(file.path)?.fd;
  if (fd === undefined) return;
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

/** Nothing of what cannot be unpacked: it counts as damaged once, and hinders nobody. */
function unpacked(path: string): Buffer {
  try {
    return zlib().gunzipSync(readRegular(path, LARGEST_PACKED) ?? Buffer.alloc(0), { maxOutputLength: 8 * LARGEST_PACKED });
  } catch {
    return Buffer.from('damaged\n');
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
  const fd = openRegular(path)?.fd;
  if (fd === undefined) return Buffer.alloc(0);
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
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_PACKED) return;
  const data = readRegular(path, LARGEST_PACKED);
  if (data === undefined) return;
  putWhole(packed, zlib().gzipSync(data), { mode: 0o600 });
  rmSync(path);
}
