import { eslintFormats } from '../readers/eslint-formats.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'xo: every problem, by file, equal messages once with all their places',
  command: ['xo'],
  unless: ['--print-config', '--stdin', '-h'],
  parse: (run) => eslintFormats(run.text),
} satisfies Filter;
