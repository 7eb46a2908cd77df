/** Output too large to read whole: kept on disk as it streams, shown as its beginning, its errors and its end, with counts. */

import { evidenceIn, saysPlace } from '../filter/evidence.ts';
import { plain } from '../filter/plain.ts';
import { omitted } from '../marks.ts';
import { templateOf } from '../shapes/log.ts';
import { cut, linesOf } from '../text.ts';

const HEAD = 4 * 1024;
const TAIL = 8 * 1024;
const ERRORS = 200;
// Parts of the words of evidence.ts that a fast byte search can look for.
const NEEDLES = ['rror', 'RROR', 'ail', 'AIL', 'atal', 'anic', 'xception', 'CONFLICT', 'egmentation'];

/** What is remembered of a stream of any length. */
export interface Digest {
  lines: number;
  /** The last line has no end yet: a very long one comes in several blocks. */
  open: boolean;
  /** Lines that have been shown or counted. */
  next: number;
  bytes: number;
  head: Buffer[];
  headBytes: number;
  tail: Buffer;
  readonly errors: Found[];
  readonly kinds: Set<string>;
  /** The last line that said a folder, and the last one that is shown. */
  folder?: Found | undefined;
  shownFolder?: string;
}

interface Found {
  readonly line: string;
  readonly at: number;
}

export function newDigest(): Digest {
  return { lines: 0, open: false, next: 0, bytes: 0, head: [], headBytes: 0, tail: Buffer.alloc(0), errors: [], kinds: new Set() };
}

/** Cuts chunks at line ends without copying them; a line longer than 1 MiB is cut. */
export interface Lines {
  /** Blocks of whole lines. */
  blocks(chunk: Buffer): Buffer[];
  /** What is behind the last line end. */
  rest(): Buffer;
}

export function wholeLines(): Lines {
  let rest: Buffer = Buffer.alloc(0);
  return {
    blocks(chunk) {
      const end = chunk.lastIndexOf(10) + 1;
      if (end === 0) rest = Buffer.concat([rest, chunk]);
      if (end === 0) return rest.length < 1024 * 1024 ? [] : [take()];
      const first = rest.length > 0 ? chunk.indexOf(10) + 1 : 0;
      const begun = first > 0 ? [Buffer.concat([take(), chunk.subarray(0, first)])] : [];
      rest = Buffer.from(chunk.subarray(end));
      return end > first ? [...begun, chunk.subarray(first, end)] : begun;
    },
    rest: take,
  };

  function take(): Buffer {
    const taken = rest;
    rest = Buffer.alloc(0);
    return taken;
  }
}

/** A block of whole lines; the last of all may lack its end. */
export function addTo(digest: Digest, block: Buffer): void {
  digest.bytes += block.length;
  const first = digest.lines - (digest.open ? 1 : 0);
  if (digest.errors.length < ERRORS) for (const found of errorLines(block)) addError(digest, found, block, first);
  digest.folder = folderIn(block, block.length, first) ?? digest.folder;
  digest.open = block.at(-1) !== 10;
  digest.lines = first + newlines(block) + (digest.open ? 1 : 0);
  if (digest.headBytes < HEAD) {
    digest.head.push(Buffer.from(block.subarray(0, HEAD - digest.headBytes)));
    digest.headBytes += Math.min(block.length, HEAD - digest.headBytes);
  }
  digest.tail = block.length >= TAIL ? Buffer.from(block.subarray(-TAIL)) : Buffer.concat([digest.tail, block]).subarray(-TAIL);
}

/** An error stands behind the line that says its folder; of one kind in one folder the first is shown. */
function addError(digest: Digest, found: { text: string; start: number }, block: Buffer, first: number): void {
  const folder = folderIn(block, found.start, first) ?? digest.folder;
  const kind = `${folder?.line ?? ''}\n${templateOf(found.text)}`;
  if (digest.kinds.has(kind) || evidenceIn(found.text, []).length === 0) return;
  digest.kinds.add(kind);
  const line = cut(found.text, 500).replace(/\ufffd$/, '');
  const title = folder && folder.line !== digest.shownFolder ? folder : undefined;
  if (title) digest.shownFolder = title.line;
  const before = digest.errors.at(-1)?.at ?? -1;
  const late = title && (title.at < digest.next || title.at <= before);
  if (title && !late) digest.errors.push(title);
  digest.errors.push({ line: title && late ? `${title.line}\n${line}` : line, at: first + newlines(block.subarray(0, found.start)) });
}

/** Lines that are looked at for a folder, backwards. */
const LOOKS = 50;

function folderIn(block: Buffer, before: number, first: number): Found | undefined {
  let at = before;
  for (let n = 0; n < LOOKS && at > 0; n++) {
    const hit = block.lastIndexOf('make[', at - 1);
    if (hit < 0) return undefined;
    const start = block.lastIndexOf(10, hit) + 1;
    const end = block.indexOf(10, hit);
    const line = plain(block.subarray(start, Math.min(end < 0 ? block.length : end, start + 4096)).toString('utf8'));
    if (end >= 0 && end < before && saysPlace(line)) return { line, at: first + newlines(block.subarray(0, start)) };
    at = start;
  }
  return undefined;
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

/** Errors that came since the last call, and how many other lines: what is said of them while the stream goes on. */
export function dueLines(digest: Digest, until = digest.lines): string[] {
  const lines: string[] = [];
  for (const { line, at } of digest.errors) {
    if (at < digest.next || at >= until) continue;
    if (at > digest.next) lines.push(omitted(at - digest.next));
    lines.push(line);
    digest.next = at + 1;
  }
  if (until > digest.next) lines.push(omitted(until - digest.next));
  digest.next = Math.max(digest.next, until);
  return lines;
}

/** What is left to say once the stream has ended: errors and the last lines with counted gaps. */
export function restLines(digest: Digest): string[] {
  const tail = linesOf(plain(digest.tail.toString('utf8'))).slice(1);
  const tailFrom = Math.max(digest.next, digest.lines - tail.length);
  const due = dueLines(digest, tailFrom);
  return [...due, ...tail.slice(Math.max(0, tail.length - (digest.lines - tailFrom)))];
}
