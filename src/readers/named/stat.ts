import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { readStat } from '../git-stat.ts';

/** `--stat`: files by folder with their counts, without padding. */
export default { read: ({ text }) => readStat(linesOf(text)) } satisfies Reader;
