import { eslintFormats } from '../readers/eslint-formats.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'stylelint: every problem, by file, equal messages once with all their places',
  command: ['stylelint'],
  unless: ['--print-config', '-h', '-v', '-f=tap', '--formatter=tap', '-f=json', '--formatter=json', '--custom-formatter', '--stdin'],
  parse: (run) => eslintFormats(run.text),
} satisfies Filter;
