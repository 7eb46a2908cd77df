import { linesOf } from '../../text.ts';
import type { Reader } from '../../types.ts';
import { METERS, restated } from '../git-changes.ts';
import { groupedRefs } from '../git-refs.ts';

/** What git says while it moves commits: no progress, new refs on one line a kind, diffstats without bars. */
export default {
  hints: METERS,
  read: ({ text, level }) => ({ kind: 'text', lines: groupedRefs(restated(linesOf(text), level), level) }),
} satisfies Reader;
