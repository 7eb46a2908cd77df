import type { Reader } from '../../types.ts';
import { readFindings } from '../findings.ts';

/** Findings of linters and compilers: by file, equal messages once, no code frames. */
export default { noise: ['^\\s*\\d+ ?[|│] '], read: ({ text }) => readFindings(text) } satisfies Reader;
