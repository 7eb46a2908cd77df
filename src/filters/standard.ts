import { eslintFormats } from '../readers/eslint-formats.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'standard: every problem, by file, equal messages once with all their places',
  command: ['standard', 'semistandard', 'ts-standard'],
  unless: ['--stdin', '-h'],
  parse: (run) => eslintFormats(run.text),
} satisfies Filter;
