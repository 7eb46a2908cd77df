import type { Reader } from '../../types.ts';
import { readScripts, SCRIPT_HINTS, SCRIPT_NOISE } from '../scripts.ts';

/** What `npm run` and its kin print around the tools of a script; each tool is read by its own filter. */
export default { noise: SCRIPT_NOISE, hints: SCRIPT_HINTS, read: readScripts } satisfies Reader;
