/** The files of the store: what stands in its folder, and how an entry begins. */

import { closeSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { openRegular } from '../io/open-regular.ts';
import { stateDir } from '../io/paths.ts';
import { readRegular } from '../io/safe-read.ts';
import { isObject } from '../json.ts';

export const MAX_BYTES = 256 * 1024 * 1024;
export const MAX_AGE = 14 * 24 * 3600 * 1000;

export interface StoreEntry {
  readonly argv: readonly string[];
  readonly exit: number;
  /** Bytes of stdout; what follows in `data` is stderr; then both as they arrived, unless one of them is empty. */
  readonly stdout: number;
  readonly stderr: number;
  readonly masked: boolean;
  /** Bytes behind the first line, or of `<id>.z`: with fewer or more it is damaged. Entries of earlier versions lack it. */
  readonly length?: number;
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

export interface EntryFile {
  readonly header: Header;
  readonly data: Buffer;
}

/** undefined for a file that is damaged, and for what is no file. */
export function entryFile(path: string): EntryFile | undefined {
  try {
    const file = readRegular(path, MAX_BYTES);
    const header = file && headerIn(file);
    return file && header && { header, data: file.subarray(file.indexOf(10) + 1) };
  } catch {
    return undefined;
  }
}

/** The header alone, and the size of the whole file. */
export function headerOf(path: string): { readonly header: Header; readonly size: number } | undefined {
  const file = openRegular(path);
  if (!file) return undefined;
  try {
    const start = Buffer.alloc(Math.min(file.size, 4096));
    const header = headerIn(start.subarray(0, readSync(file.fd, start, 0, start.length, 0))) ?? entryFile(path)?.header;
    return header && { header, size: file.size };
  } finally {
    closeSync(file.fd);
  }
}

function headerIn(file: Buffer): Header | undefined {
  const end = file.indexOf(10);
  if (end < 0) return undefined;
  try {
    const header: unknown = JSON.parse(file.toString('utf8', 0, end));
    return isHeader(header) ? header : undefined;
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is Header {
  if (!isObject(value)) return false;
  const { argv, exit, stdout, stderr, length } = value;
  const sizes = [exit, stdout, stderr, length ?? 0];
  return Array.isArray(argv) && argv.every((word) => typeof word === 'string') && sizes.every((size) => Number.isInteger(size));
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
