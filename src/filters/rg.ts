import { searchShape } from '../readers/search.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'rg: matches by folder; of many a share with text, the others by line number',
  command: ['rg', 'ag'],
  whole: true,
  unless: [
    '-0',

    '--quiet',

    '--byte-offset',
    '--passthru',
    '--passthrough',
    '--vimgrep',
    '--stats',
    '--debug',
    '--trace',

    '--pretty',
    '--line-buffered',

    '-U',
    '--multiline',
    '--multiline-dotall',
    '--field-match-separator',
    '--type-list',
  ],
  // 1: no match; 2: a file could not be read, which rg says on stderr
  answers: [1, 2],
  stderr: 'apart',
  parse: searchShape,
} satisfies Filter;
