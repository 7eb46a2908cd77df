/** What a view shows beside the report. */

import type { Scan } from '../rereads.ts';
import type { HistoryRow, RecallRow } from '../types.ts';

export interface Extras {
  readonly history?: readonly HistoryRow[];
  readonly failures?: readonly HistoryRow[];
  readonly recalls?: readonly RecallRow[];
  /** Absent where there is no transcript. */
  readonly transcripts?: Scan;
}
