import type { Reader } from '../../types.ts';
import { searchShape } from '../search.ts';

/** Matches of a search: by folder; of many a share with text, the others by line number. */
export default { read: searchShape } satisfies Reader;
