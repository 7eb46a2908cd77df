/** Files of JSON lines of any size: one line is held at a time, and what cannot be read is skipped and counted. */

import { closeSync, readSync } from 'node:fs';
import { openRegular } from '../io/open-regular.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

const BLOCK = 256 * 1024;
/** Bytes of a line; longer ones are no event of a session. */
const LONGEST = 32 * 1024 * 1024;
const NEWLINE = 10;

/** The objects of the lines for which `wanted` is true; `damaged` is told how many lines were none. */
export function* recordsOf(file: string, wanted: (line: string) => boolean, damaged?: (lines: number) => void): Generator<JsonObject> {
  let broken = 0;
  for (const line of linesOf(file)) {
    if (line !== undefined && (line.trim() === '' || (line.endsWith('}') && !wanted(line)))) continue;
    const record = line === undefined ? undefined : parsed(line);
    if (record) yield record;
    else broken++;
  }
  if (broken > 0) damaged?.(broken);
}

/** The first line as an object; undefined if it is none. */
export function headOf(file: string): JsonObject | undefined {
  for (const line of linesOf(file)) return line === undefined ? undefined : parsed(line);
  return undefined;
}

/** undefined for a line that is too long, and for a file that cannot be opened. */
function* linesOf(file: string): Generator<string | undefined> {
  const fd = opened(file);
  if (fd === undefined) {
    yield undefined;
    return;
  }
  try {
    yield* linesFrom(fd);
  } finally {
    closeSync(fd);
  }
}

function* linesFrom(fd: number): Generator<string | undefined> {
  let parts: Buffer[] = [];
  let size = 0;
  const line = (end: Buffer): string | undefined => {
    const text =
      size > LONGEST
        ? undefined
        : Buffer.concat([...parts, end])
            .toString('utf8')
            .replace(/\r$/, '');
    parts = [];
    size = 0;
    return text;
  };
  for (;;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const count = readSync(fd, block, 0, BLOCK, null);
    if (count === 0) break;
    let start = 0;
    for (let end = block.indexOf(NEWLINE); end >= 0 && end < count; end = block.indexOf(NEWLINE, start)) {
      yield line(block.subarray(start, end));
      start = end + 1;
    }
    size += count - start;
    if (size <= LONGEST) parts.push(block.subarray(start, count));
    else parts = [];
  }
  if (size > 0) yield line(Buffer.alloc(0));
}

function opened(file: string): number | undefined {
  return openRegular(file)?.fd;
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
