import type { Reader } from '../../types.ts';
import { eslintFormats } from '../eslint-formats.ts';

/** What eslint and its kin print in any of their formats. */
export default { read: ({ text }) => eslintFormats(text) } satisfies Reader;
