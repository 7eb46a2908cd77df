/** Keeps an output of any length as it streams: block by block, each compressed alone, in the store's folder. */

import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openRegular } from '../io/open-regular.ts';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { keepsTexts } from '../io/switches.ts';
import { MAX_BYTES, type StoreEntry, storeDir } from './files.ts';
import { masked, secretsIn, withMasks } from './secrets.ts';
import { writeHeader } from './store.ts';

export interface Spool {
  /** Known from the start, so that it can be printed before the end: what has come so far can be recalled at any time. */
  readonly id: string;
  /** Is everything so far kept? */
  keeps(): boolean;
  /** A block of whole lines. */
  write(block: Buffer): void;
  /** Finishes the entry. */
  close(exit: number): void;
}

/** The id is a number of its own: what the output will be is not known when it is printed, and no two outputs share one. */
export function openSpool(argv: readonly string[]): Spool {
  const id = crypto().randomBytes(6).toString('hex');
  const dir = keepsTexts() ? storeDir() : undefined;
  const fd = dir === undefined ? undefined : opened(dir, id);
  if (dir === undefined || fd === undefined) return { id, keeps: () => false, write() {}, close() {} };
  const state: State = {
    fd,
    size: 0,
    last: Buffer.alloc(0),
    lastBlock: Buffer.alloc(0),
    lastAt: 0,
    bytes: 0,
    masked: false,
    broken: false,
  };
  return {
    id,
    keeps: () => !state.broken,
    write(block) {
      if (!state.broken) append(state, block);
    },
    close(exit) {
      finish(dir, id, state, { argv: argv.map(masked), exit });
    },
  };
}

interface State {
  readonly fd: number;
  /** Bytes of the file. */
  size: number;
  /** The last lines as they came, and where their block stands: it is written anew with what follows, so that a secret that goes on there is seen whole. */
  last: Buffer;
  lastBlock: Buffer;
  lastAt: number;
  /** Bytes before the last lines. */
  bytes: number;
  masked: boolean;
  broken: boolean;
}

function opened(dir: string, id: string): number | undefined {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return openSync(join(dir, `${id}.z`), 'wx', 0o600);
  } catch {
    return undefined;
  }
}

function fast(): { params: Record<number, number> } {
  return { params: { [zlib().constants.ZSTD_c_compressionLevel]: 1 } };
}

/** Bytes of the last lines that may belong to a secret which goes on, and of one that has begun and does not end. */
const LAST = 4 * 1024;
const LONGEST_SECRET = 256 * 1024;

/** Past the store's size the spool is given up. */
function append(state: State, data: Buffer): void {
  try {
    const raw = state.last.length === 0 ? data : Buffer.concat([state.last, data]);
    const text = raw.toString('latin1');
    const secrets = secretsIn(text);
    const cut = cutOf(text, secrets);
    const before = secrets.filter(({ to }) => to <= cut);
    const behind = secrets.filter(({ from }) => from >= cut).map(({ from, to }) => ({ from: from - cut, to: to - cut }));
    const head = before.length === 0 ? raw.subarray(0, cut) : Buffer.from(withMasks(text.slice(0, cut), before), 'latin1');
    const tail = behind.length === 0 ? raw.subarray(cut) : Buffer.from(withMasks(text.slice(cut), behind), 'latin1');
    state.masked ||= secrets.length > 0;
    put(state, blockOf(head, true), blockOf(tail, false));
    state.last = Buffer.from(raw.subarray(cut));
    state.bytes += head.length;
    state.broken = state.size > MAX_BYTES / 2;
  } catch {
    state.broken = true;
  }
}

/** A line's beginning, LAST bytes before the end; before a secret that it would cut, or that goes on behind the end. */
function cutOf(text: string, secrets: ReturnType<typeof secretsIn>): number {
  let cut = text.lastIndexOf('\n', text.length - LAST) + 1;
  for (const { from, to, open } of secrets) {
    if ((from < cut && to > cut) || (open && text.length - from < LONGEST_SECRET)) cut = Math.min(cut, from);
  }
  return cut;
}

/** The highest bit of a block's length: it is not compressed, as it will soon be written anew. */
const PLAIN = 0x80000000;

/** Its length and its bytes; nothing of nothing. */
function blockOf(data: Buffer, compressed: boolean): Buffer {
  if (data.length === 0) return data;
  const block = compressed ? zlib().zstdCompressSync(data, fast()) : data;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(compressed ? block.length : block.length + PLAIN);
  return Buffer.concat([length, block]);
}

/** In the place of the last lines' block; if not all is taken, that one stands there again. */
function put(state: State, head: Buffer, tail: Buffer): void {
  try {
    writeAt(state.fd, Buffer.concat([head, tail]), state.lastAt);
  } catch (error) {
    writeAt(state.fd, state.lastBlock, state.lastAt);
    ftruncateSync(state.fd, state.size);
    throw error;
  }
  const size = state.lastAt + head.length + tail.length;
  // Masks may have made it shorter.
  if (size < state.size) ftruncateSync(state.fd, size);
  state.size = size;
  state.lastAt += head.length;
  state.lastBlock = tail;
}

function writeAt(fd: number, data: Buffer, position: number): void {
  for (let at = 0; at < data.length; ) {
    const taken = writeSync(fd, data, at, data.length - at, position + at);
    if (taken === 0) throw new Error('nothing more could be written');
    at += taken;
  }
}

/** An entry that is not whole keeps its beginning: handles that point there have been printed. */
function finish(dir: string, id: string, state: State, facts: Pick<StoreEntry, 'argv' | 'exit'>): void {
  try {
    const size = fstatSync(state.fd).size;
    closeSync(state.fd);
    const cut = state.broken || size !== state.size;
    const stdout = state.bytes + state.last.length;
    writeHeader(dir, id, { ...facts, stdout, stderr: 0, masked: state.masked, length: size, spooled: true, cut });
  } catch {
    // Without a header recall still finds the blocks, and says that the end may lack.
  }
}

/** The blocks of a spooled output, in order. */
export function* spooled(path: string): Generator<Buffer> {
  const file = openRegular(path);
  if (!file) return;
  try {
    const length = Buffer.alloc(4);
    for (let at = 0; readSync(file.fd, length, 0, 4, at) === 4; ) {
      const word = length.readUInt32LE();
      const size = word % PLAIN;
      // One that was not written to its end: the end of what is there.
      if (at + 4 + size > file.size) return;
      const block = Buffer.alloc(size);
      if (readSync(file.fd, block, 0, size, at + 4) < size) return;
      at += 4 + size;
      yield word >= PLAIN ? block : zlib().zstdDecompressSync(block);
    }
  } finally {
    closeSync(file.fd);
  }
}
