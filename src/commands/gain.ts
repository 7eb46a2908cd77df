import { withBooks } from '../gain/books.ts';
import { PRICES } from '../gain/prices.ts';
import { reportOf } from '../gain/report.ts';
import { say } from './say.ts';

/** `rtk gain`: what was saved, net. */
export async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'export') return (await import('./gain-export.ts')).run(args.slice(1));
  const report = withBooks((ledger) => reportOf(ledger, {}, PRICES));
  say(JSON.stringify(report, null, 2));
  return 0;
}
