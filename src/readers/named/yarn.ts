import type { Reader } from '../../types.ts';
import { readInstall } from '../yarn.ts';

/** What `yarn install` and its kin print. */
export default { hints: ['^\\[\\d/\\d\\] \\w+ \\w+\\.\\.\\.$'], read: ({ text }) => readInstall(text) } satisfies Reader;
