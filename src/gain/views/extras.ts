/** What a view shows beside the report. */

import type { Scan } from '../ledger/rereads.ts';
import type { HistoryRow, RecallRow } from '../report/types.ts';

export interface Extras {
  readonly history?: readonly HistoryRow[];
  readonly failures?: readonly HistoryRow[];
  readonly recalls?: readonly RecallRow[];
  /** Absent where there is no transcript. */
  readonly transcripts?: Scan;
}
