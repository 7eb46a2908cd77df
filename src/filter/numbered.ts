import { linesOf } from '../text.ts';
import type { Filter } from '../types.ts';

// "   123\ttext" of nl and cat -n
const PADDED = /^ +(?=\d+\t)/;

/** Lines of a file behind their numbers: the blanks before a number go, the number and the line stay. */
export const numbered: Filter = {
  about: 'numbered lines of a file, without the blanks before the numbers',
  command: [],
  quotes: true,
  whole: true,
  parse: ({ text }) => ({ kind: 'text', content: true, lines: linesOf(text).map((line) => line.replace(PADDED, '')) }),
};
