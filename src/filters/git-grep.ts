import { searchShape } from '../readers/search.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'git grep: matches by folder; of many a share with text, the others by line number',
  command: ['git grep'],
  quotes: true,
  whole: true,
  unless: ['-z', '-q', '--quiet', '-O', '--open-files-in-pager'],
  answers: [1],
  stderr: 'apart',
  parse: searchShape,
} satisfies Filter;
