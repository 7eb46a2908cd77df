import { eslintFormats } from '../readers/eslint-formats.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'eslint: every problem, by file, equal messages once with all their places',
  command: ['eslint', 'eslint_d'],
  unless: [
    '--print-config',
    '--inspect-config',
    '--init',
    '--env-info',
    '--debug',
    '-h',
    '-v',
    '-f=tap',
    '--format=tap',
    '-f=jslint-xml',
    '--format=jslint-xml',
  ],
  parse: (run) => eslintFormats(run.text),
} satisfies Filter;
