import { withBooks } from '../gain/books.ts';
import { PRICES } from '../gain/prices.ts';
import { reportOf } from '../gain/report.ts';
import { say } from './say.ts';

/** `rtk gain`: what was saved, net. */
export function run(_args: readonly string[]): number {
  const report = withBooks((ledger) => reportOf(ledger, {}, PRICES));
  say(JSON.stringify(report, null, 2));
  return 0;
}
