/** What of a damaged ledger stands nowhere else: the sums of days that the journals do not reach, and what was imported. */

import { DatabaseSync } from 'node:sqlite';
import { journalFiles, linesFrom } from '../../journal/files.ts';
import { inTransaction, type Ledger } from './ledger.ts';
import { dayOf } from './sums.ts';

/** Copies every row that can be read; the runs of the journals are folded again afterwards. */
export function salvage(ledger: Ledger, damaged: string): void {
  let old: Ledger;
  try {
    old = new DatabaseSync(damaged, { readOnly: true });
  } catch {
    return;
  }
  const first = firstDay();
  inTransaction(ledger, () => {
    copy(old, ledger, 'sum', (row) => first === undefined || String(row['day']) < first);
    copy(old, ledger, 'session_sum', (row) => first === undefined || String(row['day']) < first);
    copy(old, ledger, 'imported', () => true);
  });
  close(old);
}

type Row = Record<string, string | number | bigint | Uint8Array | null>;

/** Stops where the file cannot be read any further. */
function copy(from: Ledger, to: Ledger, table: string, wanted: (row: Row) => boolean): void {
  try {
    for (const row of from.prepare(`select * from ${table}`).iterate() as Iterable<Row>) {
      if (!wanted(row)) continue;
      const names = Object.keys(row);
      to.prepare(`insert or ignore into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`).run(
        ...Object.values(row),
      );
    }
  } catch {
    // What came before it is kept.
  }
}

function close(ledger: Ledger): void {
  try {
    ledger.close();
  } catch {
    // It is damaged.
  }
}

/** The first day that the journals tell of. */
function firstDay(): string | undefined {
  for (const file of journalFiles()) {
    for (const { line } of linesFrom(file, 0)) if (line) return dayOf(line.at);
  }
  return undefined;
}
