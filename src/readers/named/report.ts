import type { Reader } from '../../types.ts';
import { readReport } from '../report.ts';

/** Reports of test runs: failures in full, what passed dropped, the verdict last. */
export default { read: ({ text }, { tests }) => readReport(text, tests) } satisfies Reader;
