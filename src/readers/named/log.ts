import type { Reader } from '../../types.ts';
import { readLog } from '../log-entries.ts';

/** Logs: equal entries said once with the first and the last time, distinct errors and warnings all shown. */
export default { read: ({ text }, { log }) => readLog(text, log) } satisfies Reader;
