import type { Reader } from '../../types.ts';
import { readStates } from '../states.ts';

/** Rows of a state and a path (`M src/a.js`): paths by their state and folder. */
export default { read: ({ text }) => readStates(text) } satisfies Reader;
