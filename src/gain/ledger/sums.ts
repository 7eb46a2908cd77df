/** Sums per day and command, and per day and session: what reports are made of. */

import type { Saving } from '../../journal/line.ts';
import type { Account } from './charges.ts';
import type { Ledger } from './ledger.ts';

interface Sum {
  runs: number;
  unseen: number;
  failed: number;
  larger: number;
  raw: number;
  base: number;
  shown: number;
  charged: number;
  ms: number;
  own: number;
}

const NAMES = [
  'runs',
  'unseen',
  'failed',
  'larger',
  'raw',
  'base',
  'shown',
  'charged',
  'ms',
  'own',
] as const satisfies readonly (keyof Sum)[];

/** The day in UTC, so that a report does not change with the place it is read at. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** What is to be added to the ledger. */
export interface Sums {
  readonly commands: Table;
  readonly sessions: Table;
}

interface Table {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rows: Map<string, Sum>;
}

export function newSums(): Sums {
  return {
    commands: { name: 'sum', keys: ['day', 'project', 'agent', 'command', 'filter'], rows: new Map() },
    sessions: { name: 'session_sum', keys: ['day', 'project', 'agent', 'session'], rows: new Map() },
  };
}

export function sizeOf({ commands, sessions }: Sums): number {
  return commands.rows.size + sessions.rows.size;
}

/** `owner`: the run that a charge goes to; its command is charged, on the day of the charge. */
export function addTo(
  { commands, sessions }: Sums,
  run: Saving,
  { owner, ...account }: Account & { readonly owner?: { readonly command: string; readonly filter: string } | undefined },
): void {
  const { project = '', agent = '', session = '', command, filter = '' } = run;
  const where = [dayOf(run.at), project, agent];
  const own = rowOf(commands, [...where, command, filter]);
  book(run, account, own, owner ? rowOf(commands, [...where, owner.command, owner.filter]) : own);
  const of = rowOf(sessions, [...where, session]);
  book(run, account, of, of);
}

function rowOf({ rows }: Table, key: readonly string[]): Sum {
  const joined = key.join('\0');
  const known = rows.get(joined);
  if (known) return known;
  const made: Sum = { runs: 0, unseen: 0, failed: 0, larger: 0, raw: 0, base: 0, shown: 0, charged: 0, ms: 0, own: 0 };
  rows.set(joined, made);
  return made;
}

function book(run: Saving, { base, shown, charge }: Account, row: Sum, charged: Sum): void {
  row.runs++;
  if (!run.tokens) row.unseen++;
  if ((run.exit ?? 0) !== 0) row.failed++;
  row.ms += run.ms;
  row.own += run.own ?? 0;
  charged.raw += run.tokens?.[0] ?? 0;
  charged.base += base;
  charged.shown += shown;
  if (charge === 'recall' || charge === 'rerun') charged.charged += shown;
  else if (shown > base) charged.larger++;
}

/** Adds them to the ledger and begins anew. */
export function writeSums(ledger: Ledger, { commands, sessions }: Sums): void {
  for (const table of [commands, sessions]) writeTable(ledger, table);
}

function writeTable(ledger: Ledger, { name, keys, rows }: Table): void {
  const names = [...keys, ...NAMES];
  const put = ledger.prepare(
    `insert into ${name} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
     on conflict do update set ${NAMES.map((each) => `${each} = ${each} + excluded.${each}`).join(', ')}`,
  );
  for (const [key, sum] of rows) put.run(...key.split('\0'), ...NAMES.map((each) => sum[each]));
  rows.clear();
}
