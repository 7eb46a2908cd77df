/** Keeps an output of any length as it streams: block by block, each compressed alone, in the store's folder. */

import { closeSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crypto, zlib } from '../io/runtime-modules.ts';
import { keepsTexts } from '../io/switches.ts';
import { MAX_BYTES, type StoreEntry, storeDir } from './files.ts';
import { masked } from './secrets.ts';
import { writeHeader } from './store.ts';

export interface Spool {
  /** Known from the start, so that it can be printed before the end: what has come so far can be recalled at any time. */
  readonly id: string;
  /** Is everything so far kept? */
  keeps(): boolean;
  /** A block of whole lines, so that no secret stands across two blocks. */
  write(block: Buffer): void;
  /** Finishes the entry. */
  close(exit: number): void;
}

/** The id comes from the command and the output's first bytes. */
export function openSpool(argv: readonly string[], first: Buffer): Spool {
  const id = crypto().createHash('sha256').update(JSON.stringify(argv)).update(first).digest('hex').slice(0, 10);
  const dir = keepsTexts() ? storeDir() : undefined;
  const fd = dir === undefined ? undefined : opened(dir, id);
  if (dir === undefined || fd === undefined) return { id, keeps: () => false, write() {}, close() {} };
  const state = { fd, size: 0, bytes: 0, masked: false, broken: false };
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
  size: number;
  bytes: number;
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

/** An entry that is not whole keeps its beginning: handles that point there have been printed. */
function finish(dir: string, id: string, state: State, facts: Pick<StoreEntry, 'argv' | 'exit'>): void {
  try {
    closeSync(state.fd);
    renameSync(join(dir, `${id}.${process.pid}.z`), join(dir, `${id}.z`));
    writeHeader(join(dir, id), { ...facts, stdout: state.bytes, stderr: 0, masked: state.masked, spooled: true, cut: state.broken });
  } catch {
    // The handles that were printed point to nothing any more; recall says so.
  }
}

/** The blocks of a spooled output, in order. */
export function* spooled(path: string): Generator<Buffer> {
  const fd = openSync(path, 'r');
  try {
    const length = Buffer.alloc(4);
    while (readSync(fd, length) === 4) {
      const block = Buffer.alloc(length.readUInt32LE());
      if (readSync(fd, block) < block.length) return;
      yield zlib().zstdDecompressSync(block);
    }
  } finally {
    closeSync(fd);
  }
}
