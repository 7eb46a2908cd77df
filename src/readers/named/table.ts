import type { Reader } from '../../types.ts';
import { readTables } from '../columns.ts';
import { readTabRows } from '../tab-rows.ts';

/** Columns: padding squeezed, a column with one value said once, unhealthy rows always shown; cells parted by tabs need no header. */
export default { read: ({ text }, { table }) => readTabRows(text, table?.unhealthy) ?? readTables(text, table) } satisfies Reader;
