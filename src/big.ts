/** Output too large to read whole: kept on disk as it streams, shown as its beginning, its errors and its end, with counts. */

import { evidenceIn } from './evidence.ts';
import { plain } from './plain.ts';
import { templateOf } from './shapes/log.ts';
import { linesOf, omitted } from './text.ts';

/** Bytes held in memory before output is folded as it streams. */
export const HOLD = 8 * 1024 * 1024;

const HEAD = 4 * 1024;
const TAIL = 8 * 1024;
const ERRORS = 200;
// Parts of the words of evidence.ts that a fast byte search can look for.
const NEEDLES = ['rror', 'RROR', 'ail', 'AIL', 'atal', 'anic', 'xception', 'CONFLICT', 'egmentation'];

/** What is remembered of a stream of any length. */
export interface Digest {
  lines: number;
  bytes: number;
  head: Buffer[];
  headBytes: number;
  tail: Buffer;
  readonly errors: { readonly line: string; readonly at: number }[];
  readonly kinds: Set<string>;
  rest: Buffer;
}

export function newDigest(): Digest {
  return { lines: 0, bytes: 0, head: [], headBytes: 0, tail: Buffer.alloc(0), errors: [], kinds: new Set(), rest: Buffer.alloc(0) };
}

/** Whole lines only; what is behind the last line end waits for the next chunk (cut where a line is longer than 1 MiB). */
export function addTo(digest: Digest, chunk: Buffer): void {
  digest.bytes += chunk.length;
  const end = chunk.lastIndexOf(10) + 1;
  if (end === 0 && digest.rest.length < 1024 * 1024) {
    digest.rest = Buffer.concat([digest.rest, chunk]);
    return;
  }
  const block = digest.rest.length > 0 ? Buffer.concat([digest.rest, chunk.subarray(0, end)]) : chunk.subarray(0, end);
  digest.rest = Buffer.from(chunk.subarray(end));
  addBlock(digest, block);
}

function addBlock(digest: Digest, block: Buffer): void {
  const first = digest.lines;
  if (digest.errors.length < ERRORS) for (const found of errorLines(block)) addError(digest, found, block, first);
  digest.lines += newlines(block);
  if (digest.headBytes < HEAD) {
    digest.head.push(Buffer.from(block.subarray(0, HEAD - digest.headBytes)));
    digest.headBytes += Math.min(block.length, HEAD - digest.headBytes);
  }
  digest.tail = block.length >= TAIL ? Buffer.from(block.subarray(-TAIL)) : Buffer.concat([digest.tail, block]).subarray(-TAIL);
}

function addError(digest: Digest, found: { text: string; start: number }, block: Buffer, first: number): void {
  const kind = templateOf(found.text);
  if (digest.kinds.has(kind) || evidenceIn(found.text, []).length === 0) return;
  digest.kinds.add(kind);
  digest.errors.push({ line: found.text.slice(0, 500), at: first + newlines(block.subarray(0, found.start)) });
}

/** Lines that may tell of a failure, at most 50 a block and needle. */
function errorLines(block: Buffer): { text: string; start: number }[] {
  const found = new Map<number, string>();
  for (const needle of NEEDLES) {
    let at = block.indexOf(needle);
    for (let n = 0; at >= 0 && n < 50; n++) {
      const start = block.lastIndexOf(10, at) + 1;
      const end = block.indexOf(10, at);
      found.set(start, plain(block.subarray(start, Math.min(end < 0 ? block.length : end, start + 4096)).toString('utf8')));
      at = end < 0 ? -1 : block.indexOf(needle, end);
    }
  }
  return [...found].sort((a, b) => a[0] - b[0]).map(([start, text]) => ({ start, text }));
}

function newlines(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(10); at >= 0; at = block.indexOf(10, at + 1)) count++;
  return count;
}

/** The lines shown at once, when the output has turned out to be large. */
export function headLines(digest: Digest): string[] {
  return linesOf(plain(Buffer.concat(digest.head).toString('utf8'))).slice(0, -1);
}

/** Everything behind the head: errors and the end with counted gaps. Call once the stream has ended. */
export function restLines(digest: Digest): string[] {
  if (digest.rest.length > 0) addBlock(digest, Buffer.concat([digest.rest, Buffer.from('\n')]));
  const shown = headLines(digest).length;
  const tail = linesOf(plain(digest.tail.toString('utf8'))).slice(1);
  const tailFrom = Math.max(shown, digest.lines - tail.length);
  const lines: string[] = [];
  let next = shown;
  for (const { line, at } of digest.errors) {
    if (at < next || at >= tailFrom) continue;
    if (at > next) lines.push(omitted(at - next));
    lines.push(line);
    next = at + 1;
  }
  if (tailFrom > next) lines.push(omitted(tailFrom - next));
  return [...lines, ...tail.slice(Math.max(0, tail.length - (digest.lines - tailFrom)))];
}
