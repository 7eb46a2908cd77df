/** Very long lines cut at words, around what was looked for, with what is left out counted. */

import { omitted } from '../marks.ts';

/** Longer lines are cut to a piece of this many characters. */
const LONGEST = 400;
const PIECE = 300;
const BEFORE = 100;

/** `wanted` are texts of which the piece should show the first that occurs; without one the piece is the beginning. */
export function clipped(line: string, wanted: readonly string[] = []): string {
  if (line.length <= LONGEST) return line;
  const [found, length] = occurrence(line, wanted);
  const start = found + length <= PIECE ? 0 : wordStart(line, found - BEFORE, found);
  const end = wordEnd(line, Math.max(start + PIECE, found + length));
  if (start < 0 || end < 0 || end - start > 2 * LONGEST) return line.length <= 4 * LONGEST ? line : omitted(line.length, 'characters', 1);
  const marks = [start, line.length - end].map((count) => (count > 0 ? omitted(count, 'characters', count === start ? 0 : 1) : ''));
  return `${marks[0]}${line.slice(start, end)}${marks[1]}`;
}

/** Where the first wanted text that there is stands, as a word if possible; the beginning if there is none. */
function occurrence(line: string, wanted: readonly string[]): [number, number] {
  const lower = line.toLowerCase();
  for (const text of wanted) {
    const first = lower.indexOf(text.toLowerCase());
    if (first >= 0) return [asWord(lower, text.toLowerCase(), first), text.length];
  }
  return [0, 0];
}

function asWord(line: string, text: string, first: number): number {
  for (let at = first; at >= 0; at = line.indexOf(text, at + 1))
    if (!/\w/.test(line[at - 1] ?? '') && !/\w/.test(line[at + text.length] ?? '')) return at;
  return first;
}

/** The first place from `at` up to `last` where a word begins: no part of a word is shown. Else the last such place before. */
function wordStart(line: string, at: number, last: number): number {
  const gap = line.slice(at, last).search(/[^\w\u0080-\uffff]/);
  if (gap >= 0) return at + gap;
  for (let before = at; before > at - LONGEST && before > 0; before--) if (/[^\w\u0080-\uffff]/.test(line[before - 1] ?? '')) return before;
  return -1;
}

function wordEnd(line: string, at: number): number {
  if (at >= line.length) return line.length;
  const gap = line.slice(at, at + 2 * LONGEST).search(/[^\w\u0080-\uffff]/);
  if (gap >= 0) return at + gap;
  return line.length - at <= 2 * LONGEST ? line.length : -1;
}
