import { readInstall } from '../readers/yarn.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'yarn install: warnings, errors, what was added; no steps',
  command: ['yarn install', 'yarn add', 'yarn remove', 'yarn upgrade', 'yarn up', 'yarn dedupe', 'yarn link'],
  unless: ['--verbose'],
  noise: ['^info Visit https://yarnpkg\\.com/', '^\\s+at .*(?:yarn/lib/cli\\.js|yarn-\\d[\\w.-]*\\.c?js)'],
  hints: ['^info Visit https://yarnpkg\\.com/', '^\\[\\d/\\d\\] \\w+ \\w+\\.\\.\\.$'],
  parse: ({ text }) => readInstall(text),
} satisfies Filter;
