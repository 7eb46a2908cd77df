/** Keeps an output of any length as it streams: blocks of a mebibyte, each compressed alone, in the store's folder. */

import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crypto, zlib } from './lazy.ts';
import { masked } from './secrets.ts';
import { type Entry, MAX_BYTES, storeDir, writeHeader } from './store.ts';

export interface Spool {
  /** The id, known from the start so that it can be printed before the end; undefined if nothing can be kept. */
  readonly id: string | undefined;
  write(chunk: Buffer): void;
  /** Finishes the entry. False if it could not be kept whole. */
  close(exit: number): boolean;
}

const BLOCK = 1024 * 1024;

/** The id comes from the command and the output's first bytes. */
export function openSpool(argv: readonly string[], first: Buffer): Spool {
  const id = crypto().createHash('sha256').update(JSON.stringify(argv)).update(first).digest('hex').slice(0, 10);
  const dir = storeDir();
  const fd = dir === undefined ? undefined : opened(dir, id);
  if (dir === undefined || fd === undefined) return { id: undefined, write() {}, close: () => false };
  const state = { fd, size: 0, bytes: 0, waiting: [] as Buffer[], held: 0, masked: false, broken: false };
  const flush = () => {
    const data = state.waiting.length === 1 ? (state.waiting[0] as Buffer) : Buffer.concat(state.waiting);
    state.waiting = [];
    state.held = 0;
    if (data.length > 0 && !state.broken) append(state, data);
  };
  return {
    id,
    write(chunk) {
      state.waiting.push(chunk);
      state.held += chunk.length;
      if (state.held >= BLOCK) flush();
    },
    close(exit) {
      flush();
      return finished(dir, id, state, { argv: argv.map(masked), exit });
    },
  };
}

interface State {
  readonly fd: number;
  size: number;
  bytes: number;
  waiting: Buffer[];
  held: number;
  masked: boolean;
  broken: boolean;
}

function opened(dir: string, id: string): number | undefined {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return openSync(join(dir, `${id}.${process.pid}.z`), 'w', 0o600);
  } catch {
    return undefined;
  }
}

function fast(): { params: Record<number, number> } {
  return { params: { [zlib().constants.ZSTD_c_compressionLevel]: 1 } };
}

/** Past the store's size the spool is given up. */
function append(state: State, data: Buffer): void {
  try {
    const text = data.toString('latin1');
    const clean = masked(text);
    state.masked ||= clean !== text;
    const block = zlib().zstdCompressSync(clean === text ? data : Buffer.from(clean, 'latin1'), fast());
    const length = Buffer.alloc(4);
    length.writeUInt32LE(block.length);
    writeSync(state.fd, length);
    writeSync(state.fd, block);
    state.size += block.length + 4;
    state.bytes += clean.length;
    state.broken = state.size > MAX_BYTES / 2;
  } catch {
    state.broken = true;
  }
}

function finished(dir: string, id: string, state: State, facts: Pick<Entry, 'argv' | 'exit'>): boolean {
  const temp = join(dir, `${id}.${process.pid}.z`);
  try {
    closeSync(state.fd);
    if (state.broken) rmSync(temp);
    else {
      renameSync(temp, join(dir, `${id}.z`));
      writeHeader(join(dir, id), { ...facts, stdout: state.bytes, stderr: 0, masked: state.masked, spooled: true });
    }
    return !state.broken;
  } catch {
    return false;
  }
}

/** The blocks of a spooled output, in order. */
export function* spooled(path: string): Generator<Buffer> {
  const fd = openSync(path, 'r');
  try {
    const length = Buffer.alloc(4);
    while (readSync(fd, length) === 4) {
      const block = Buffer.alloc(length.readUInt32LE());
      readSync(fd, block);
      yield zlib().zstdDecompressSync(block);
    }
  } finally {
    closeSync(fd);
  }
}
