import { isNpms, NPM_HINTS, NPM_NOISE, newsOf } from '../readers/npm.ts';
import type { Filter } from '../types.ts';

export default {
  about: 'npm install: warnings once each, errors, what was added; no help and funding',
  command: [
    'npm install',
    'npm ci',
    'npm uninstall',
    'npm update',
    'npm dedupe',
    'npm prune',
    'npm link',
    'npm rebuild',
    'npm install-test',
    'npm publish',
    'npm version',
  ],
  unless: ['--parseable'],
  noise: NPM_NOISE,
  hints: NPM_HINTS,
  parse: ({ text }) => (isNpms(text) ? { kind: 'text', lines: newsOf(text) } : undefined),
} satisfies Filter;
