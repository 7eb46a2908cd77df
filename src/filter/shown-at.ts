/** Which line of a result says a line of the raw text. */

import { withoutMarks } from '../marks.ts';
import { groupBy } from '../text.ts';
import { wordsIn } from './words.ts';

/** Words that may stand before or behind a restated line: a path and its place, a verdict. */
const MOST = 8;
/** So many words in a row are no chance. */
const SURE = 3;

/** Per raw line the line of the result that says it, where one can be told; lines that stand in the result in another number than in the raw text cannot. */
export function shownAt(raw: readonly string[], lines: readonly string[]): (number | undefined)[] {
  const keys = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) for (const key of keysOf(line)) keys.set(key, [...(keys.get(key) ?? []), at]);
  const found = raw.map((line) => keyOf(line, keys));
  const times = groupBy(
    found.flatMap((key, at) => (key === undefined ? [] : [{ key, at }])),
    ({ key }) => key,
  );
  const shown: (number | undefined)[] = raw.map(() => undefined);
  for (const [key, same] of times) {
    const places = keys.get(key) ?? [];
    if (places.length === same.length) for (const [n, { at }] of same.entries()) shown[at] = places[n];
  }
  return shown;
}

/** A line of the result as its words: whole, without the verdict before it, without the place behind it, the message behind its name. */
function keysOf(line: string): Set<string> {
  const bare = withoutMarks(line).replace(/^\s*(?:FAIL|ERROR) /, '');
  const unplaced = bare.replace(/ \([^()]*\)$/, '');
  const message = unplaced.slice(unplaced.indexOf(' - ') + 1);
  return new Set([line, bare, unplaced, message].map((each) => wordsIn(each).join(' ')).filter((key) => key !== ''));
}

/** The key under which a raw line stands in the result: all its words, or all but a few at one of its ends. */
function keyOf(line: string, keys: ReadonlyMap<string, unknown>): string | undefined {
  const words = wordsIn(line);
  const whole = words.join(' ');
  if (keys.has(whole)) return whole;
  for (let left = 1; left <= Math.min(MOST, words.length - SURE); left++) {
    const [end, start] = [words.slice(left).join(' '), words.slice(0, -left).join(' ')];
    if (keys.has(end)) return end;
    if (keys.has(start)) return start;
  }
  return undefined;
}
