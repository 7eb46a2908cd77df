/** Very long lines cut at words, around what was looked for, with what is left out counted. */

import { omitted } from '../marks.ts';

/** Longer lines are cut to a piece of this many characters. */
const LONGEST = 400;
const PIECE = 300;
const BEFORE = 100;

/** `wanted` is a text that the piece should show; without it the piece is the beginning. */
export function clipped(line: string, wanted = ''): string {
  if (line.length <= LONGEST) return line;
  const found = wanted === '' ? 0 : Math.max(0, line.toLowerCase().indexOf(wanted.toLowerCase()));
  const start = found + wanted.length <= PIECE ? 0 : wordStart(line, found - BEFORE);
  const end = wordEnd(line, start + PIECE);
  if (start < 0 || end < 0 || end - start > 2 * LONGEST) return line;
  const marks = [start, line.length - end].map((count) => (count > 0 ? omitted(count, 'characters', count === start ? 0 : 1) : ''));
  return `${marks[0]} ${line.slice(start, end)} ${marks[1]}`.trim();
}

/** The first place from `at` on where a word may begin: no part of a word is shown. */
function wordStart(line: string, at: number): number {
  const gap = line.slice(at).search(/[^\w\u0080-\uffff]/);
  return gap < 0 ? -1 : at + gap;
}

function wordEnd(line: string, at: number): number {
  return at >= line.length ? line.length : wordStart(line, at);
}
