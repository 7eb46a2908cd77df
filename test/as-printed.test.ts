import { expect, it } from 'vitest';
import { asPrinted } from '../src/filter/as-printed.ts';
import { omitted } from '../src/marks.ts';

it('quoted lines get their blank lines and the blanks at their ends back', () => {
  expect(asPrinted(['a', 'b', '', 'c'], ['a', '', '', 'b  ', 'c', 'x'])).toEqual(['a', '', '', 'b  ', 'c']);
});

it('lines that are not the tool’s, and gaps of which nothing is known, stay as they are', () => {
  expect(asPrinted(['== a', 'a', 'b'], ['a', 'x', '', 'b'])).toEqual(['== a', 'a', 'b']);
  expect(asPrinted(['b', 'a', ''], ['a', '', 'b'])).toEqual(['b', 'a', '']);
});

it('a mark counts the blank lines of its gap, too; few equal lines come back', () => {
  const rows = Array.from({ length: 12 }, (_, n) => `row ${n}`);
  expect(asPrinted(['a', omitted(12), 'b'], ['a', ...rows, '', '', 'b'])).toEqual(['a', omitted(14), 'b']);
  expect(asPrinted(['a', omitted(3), 'b'], ['a', 'a', 'a', 'a', 'b'])).toEqual(['a', 'a', 'a', 'a', 'b']);
  expect(asPrinted(['a', omitted(2, 'frames'), 'b'], ['a', 'x', 'y', 'b'])).toEqual(['a', omitted(2, 'frames'), 'b']);
});
