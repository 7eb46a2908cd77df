import { isNpms, NPM_HINTS, NPM_NOISE, newsOf } from '../readers/npm.ts';
import type { Filter } from '../types.ts';

export default {
  about: "npm audit: every advisory with its fix, npm's count; no advice",
  command: ['npm audit'],
  unless: ['--parseable', 'signatures'],
  noise: NPM_NOISE,
  hints: NPM_HINTS,
  parse: ({ text }) => (isNpms(text) ? { kind: 'text', lines: newsOf(text) } : undefined),
} satisfies Filter;
