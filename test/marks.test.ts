/** The mark that stands for an omission until the core fills in its handle. */

import { expect, it } from 'vitest';
import { countedBy, hasMark, isMark, marksIn, omitted, withHandle, withoutMarks } from '../src/marks.ts';

it.each([
  [omitted(37), '[+37 lines: rtk recall 3f9a2c]'],
  [omitted(3, 'matches', 9), '[+3 matches: rtk recall 3f9a2c]'],
  [`a.ts ${omitted(2, 'places')} b`, 'a.ts [+2 places: rtk recall 3f9a2c] b'],
  ['no mark', 'no mark'],
])('%j is filled in as %s', (text, filled) => {
  expect(withHandle(text, '3f9a2c')).toBe(filled);
});

it.each([
  ['plain', false, false, { things: 0, lines: 0 }, 'plain'],
  [omitted(4), true, true, { things: 4, lines: 4 }, ''],
  [`x ${omitted(3, 'matches', 9)}`, true, false, { things: 3, lines: 9 }, 'x '],
  [`${omitted(1)}${omitted(2, 'hits', 5)}`, true, true, { things: 3, lines: 6 }, ''],
] as const)('%j', (text, has, begins, counted, without) => {
  expect([hasMark(text), isMark(text), withoutMarks(text)]).toEqual([has, begins, without]);
  expect(countedBy(text)).toMatchObject(counted);
  expect(marksIn(text).join('').length + without.length).toBe(text.length);
});

it('without a handle a text with a mark is none', () => {
  expect(withHandle(omitted(2), undefined)).toBeUndefined();
  expect(withHandle('whole', undefined)).toBe('whole');
});
