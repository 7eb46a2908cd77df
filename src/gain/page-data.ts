/** Question + ledger → what the page shows: the report, and what only single runs and hooks tell. */

import manifest from '../../package.json' with { type: 'json' };
import { lastUnwell } from '../health.ts';
import type { Part } from './figures.ts';
import { DAYS, type Ledger } from './ledger.ts';
import type { AskedDay, HookRow, Hooks, OwnTime, PageData, Spread, UnseenRow } from './page-types.ts';
import type { Price } from './prices.ts';
import { failuresOf, recallsOf, reportOf, runsFor, runsOf } from './report.ts';
import type { Question } from './types.ts';

/** Rows of a list of single runs, and lines of the health log. */
const ROWS = 100;
const LINES = 20;

export function pageDataOf(ledger: Ledger, question: Question, prices: readonly Price[]): PageData {
  const runs = runsFor(question);
  return {
    schema: 'rtk.page/1',
    version: manifest.version,
    at: Date.now(),
    kept: DAYS,
    report: reportOf(ledger, question, prices),
    recalls: recallsOf(ledger, question),
    failed: failuresOf(ledger, question, ROWS),
    larger: runsOf(ledger, question, { limit: ROWS, where: "shown > base and coalesce(charge, '') not in ('recall', 'rerun')" }),
    unseen: unseenIn(ledger, runs),
    asked: askedIn(ledger, runs),
    ownTime: ownTimeIn(ledger, runs),
    hooks: hooksIn(ledger, question),
    health: lastUnwell(LINES),
  };
}

function unseenIn(ledger: Ledger, { from, values }: Part): UnseenRow[] {
  return ledger
    .prepare(
      `select command, coalesce(why, '') as why, count(*) as runs from (select * from ${from}) where seen = 0 group by 1, 2 order by 3 desc, 1 limit ${ROWS}`,
    )
    .all(...values)
    .map((row) => ({ command: String(row['command']), why: String(row['why']), runs: Number(row['runs']) }));
}

function askedIn(ledger: Ledger, { from, values }: Part): AskedDay[] {
  return ledger
    .prepare(
      `select date(at / 1000, 'unixepoch') as name, sum(charge = 'recall') as recalls, sum(charge = 'rerun') as reruns
       from (select * from ${from}) where charge in ('recall', 'rerun') group by 1 order by 1`,
    )
    .all(...values)
    .map((row) => ({ name: String(row['name']), recalls: Number(row['recalls']), reruns: Number(row['reruns']) }));
}

/** Upper ends in milliseconds. */
const STEPS = [5, 10, 15, 20, 30, 50, 100, 200, 500];

/** Of runs that carry their time: older journals and imports do not. */
function ownTimeIn(ledger: Ledger, { from, values }: Part): OwnTime {
  const timed: Part = { from: `(select date(at / 1000, 'unixepoch') as day, own from (select * from ${from}) where own > 0)`, values };
  const step = STEPS.map((below, index) => `when own < ${below} then ${index}`).join(' ');
  const counts = new Map(
    ledger
      .prepare(`select case ${step} else ${STEPS.length} end as step, count(*) as runs from ${timed.from} group by 1`)
      .all(...values)
      .map((row) => [Number(row['step']), Number(row['runs'])]),
  );
  const [all = { runs: 0, p50: 0, p95: 0, max: 0 }] = spreadsBy(ledger, timed, "''");
  return {
    all,
    days: spreadsBy(ledger, timed, 'day'),
    steps: [...STEPS, null].map((below, index) => ({ below, runs: counts.get(index) ?? 0 })),
  };
}

function spreadsBy(ledger: Ledger, { from, values }: Part, by: string): (Spread & { readonly name: string })[] {
  return ledger
    .prepare(
      `with ranked as (select ${by} as name, own, row_number() over (partition by ${by} order by own) as rank, count(*) over (partition by ${by}) as runs from ${from})
       select name, runs, min(case when rank >= runs * 0.5 then own end) as p50, min(case when rank >= runs * 0.95 then own end) as p95, max(own) as max
       from ranked group by name order by name`,
    )
    .all(...values)
    .map((row) => ({
      name: String(row['name']),
      ...{ runs: Number(row['runs']), p50: Number(row['p50']), p95: Number(row['p95']), max: Number(row['max']) },
    }));
}

/** A hook knows no project. */
function hooksIn(ledger: Ledger, { since = '', until = '9999', agent = '', session = '' }: Question): Hooks {
  const part: Part = {
    from: `(select *, date(at / 1000, 'unixepoch') as day from hook where date(at / 1000, 'unixepoch') between ? and ? and (? = '' or agent = ?)
      and substr(session, 1, length(?)) = ?)`,
    values: [since, until, agent, agent, session, session],
  };
  const counted = (by: string) =>
    ledger
      .prepare(`select ${by} as name, count(*) as asked, sum(did = 'rewrote') as rewrote from ${part.from} group by 1 order by 1`)
      .all(...part.values)
      .map((row) => ({ name: String(row['name']), asked: Number(row['asked']), rewrote: Number(row['rewrote']) }));
  const spreads = new Map(spreadsBy(ledger, part, 'agent').map((row) => [row.name, row]));
  return {
    agents: counted('agent').map(({ name, asked, rewrote }): HookRow => {
      const { p50 = 0, p95 = 0, max = 0 } = spreads.get(name) ?? {};
      return { agent: name, asked, rewrote, left: asked - rewrote, p50, p95, max };
    }),
    days: counted('day').map(({ name, asked, rewrote }) => ({ name, rewrote, left: asked - rewrote })),
    reasons: ledger
      .prepare(`select coalesce(why, '') as why, count(*) as times from ${part.from} where did = 'left' group by 1 order by 2 desc, 1`)
      .all(...part.values)
      .map((row) => ({ why: String(row['why']), times: Number(row['times']) })),
  };
}
