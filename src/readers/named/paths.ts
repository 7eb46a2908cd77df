import type { Reader } from '../../types.ts';
import { foundPaths } from '../found-paths.ts';

/** One path a line: by folder; in long lists a share of every folder, the rest counted. */
export default { read: foundPaths } satisfies Reader;
