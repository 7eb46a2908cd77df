import type { Reader } from '../../types.ts';
import { tap } from '../tap.ts';

/** TAP: failed assertions with difference and place, printed lines, the counts. */
export default {
  // "        not ok 1 - rounded sum", "      Error: rounds to cents", "    operator: fail"
  noise: ['^\\s*not ok \\d', '^\\s+Error: ', '^\\s+operator: '],
  read: ({ text }) => tap(text),
} satisfies Reader;
