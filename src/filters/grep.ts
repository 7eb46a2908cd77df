import { searchShape } from '../readers/search.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'grep: matches by folder; of many a share with text, the others by line number',
  command: ['grep', 'egrep', 'fgrep', 'zgrep'],
  quotes: true,
  whole: true,
  unless: ['-z', '-Z', '--null-data', '-T', '--initial-tab', '--line-buffered'],
  // 1: no match; 2: a file could not be read, which grep says on stderr
  answers: [1, 2],
  stderr: 'apart',
  parse: searchShape,
} satisfies Filter;
