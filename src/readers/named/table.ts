import type { Reader } from '../../types.ts';
import { readTables } from '../columns.ts';

/** Columns: padding squeezed, a column with one value said once, unhealthy rows always shown. */
export default { read: ({ text }, { table }) => readTables(text, table) } satisfies Reader;
