import type { Reader } from '../../types.ts';
import { readTabRows } from '../tab-rows.ts';

/** Rows of cells that are parted by tabs: every row, what all say alike once. */
export default { read: ({ text }) => readTabRows(text) } satisfies Reader;
