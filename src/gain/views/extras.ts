/** What a view shows beside the report. */

import type { HistoryRow, RecallRow } from '../types.ts';

export interface Extras {
  readonly history?: readonly HistoryRow[];
  readonly failures?: readonly HistoryRow[];
  readonly recalls?: readonly RecallRow[];
  /** Transcripts that were read now, and those left for another time; absent where there is none. */
  readonly transcripts?: { readonly read: number; readonly left: number };
}
