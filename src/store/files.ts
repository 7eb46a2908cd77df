/** The files of the store: what stands in its folder, and what goes when it is old. */

import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../io/paths.ts';

export const MAX_BYTES = 256 * 1024 * 1024;
const MAX_AGE = 14 * 24 * 3600 * 1000;

export interface StoreEntry {
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
  /** `data` is not compressed. */
  readonly plain?: boolean;
}

export function storeDir(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'store');
}

export interface Header extends StoreEntry {
  readonly hash?: string;
}

export function headerOf(file: Buffer): Header {
  return JSON.parse(file.subarray(0, file.indexOf(10)).toString()) as Header;
}

export function entries(dir: string): string[] {
  return everything(dir).filter((name) => /^[0-9a-f]+$/.test(name));
}

export function everything(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** Drops what is too old, then the oldest until the rest is small enough. */
export function prune(dir: string, maxBytes = MAX_BYTES, maxAge = MAX_AGE): void {
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

const EXPIRED = 'expired.jsonl';

/** The command of a text that has gone. */
export function expiredArgv(dir: string, id: string): readonly string[] | undefined {
  try {
    for (const line of readFileSync(join(dir, EXPIRED), 'utf8').split('\n')) {
      const gone = line === '' ? undefined : (JSON.parse(line) as { id: string; argv: string[] });
      if (gone?.id === id) return gone.argv;
    }
  } catch {
    // Nothing has expired yet.
  }
  return undefined;
}
