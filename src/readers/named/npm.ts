import type { Reader } from '../../types.ts';
import { isNpms, NPM_HINTS, NPM_NOISE, newsOf } from '../npm.ts';

/** npm's own words: warnings once each, errors, counts; no help and funding. */
export default {
  noise: NPM_NOISE,
  hints: NPM_HINTS,
  read: ({ text }) => (isNpms(text) ? { kind: 'text', lines: newsOf(text) } : undefined),
} satisfies Reader;
