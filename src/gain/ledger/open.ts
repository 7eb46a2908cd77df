/** The ledger, up to date: what every view begins with. */

import { type FoldedJournal, fold } from './from-journal.ts';
import { type Ledger, withLedger } from './ledger.ts';
import { salvage } from './salvage.ts';

/** `work` gets the ledger after everything in the journal has been folded into it. */
export function withBooks<T>(work: (ledger: Ledger, folded: FoldedJournal) => T, now = Date.now()): T {
  return withLedger((ledger) => {
    const folded = fold(ledger, now);
    return work(ledger, folded);
  }, salvage);
}
