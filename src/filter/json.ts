import type { Filter } from '../types.ts';

/** JSON that only a model reads: all of it, without blanks, rows of one kind as a table. */
export const json: Filter = {
  about: 'JSON without blanks, rows as a table',
  command: [],
  whole: true,
  parse: ({ text }) => (/^\s*[[{]/.test(text) ? { kind: 'json', text, restated: true } : undefined),
};
