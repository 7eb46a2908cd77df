/** Question + ledger → what the page shows: the report, and what only single runs and hooks tell. */

import manifest from '../../../package.json' with { type: 'json' };
import { lastUnwell } from '../../io/health.ts';
import { DAYS, type Ledger } from '../ledger/ledger.ts';
import { dayOf } from '../ledger/sums.ts';
import type { FigurePart } from '../report/figures.ts';
import type { Price } from '../report/prices.ts';
import { failuresOf, hooksFor, recallsOf, reportOf, runsFor, runsOf } from '../report/report.ts';
import type { Question } from '../report/types.ts';
import type { AskedDay, HookRow, Hooks, OwnTime, PageData, Spread, UnseenRow } from './types.ts';

/** Rows of a list of single runs, and lines of the health log. */
const ROWS = 100;
const LINES = 20;

export interface Known {
  readonly prices: readonly Price[];
  /** Transcripts of sessions that have not been read yet. */
  readonly unread: number;
}

export function pageDataOf(ledger: Ledger, question: Question, { prices, unread }: Known): PageData {
  const runs = runsFor(question);
  return {
    schema: 'rtk.page/1',
    version: manifest.version,
    at: Date.now(),
    kept: DAYS,
    unread,
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

function unseenIn(ledger: Ledger, { from, values }: FigurePart): UnseenRow[] {
  return ledger
    .prepare(
      `select command, coalesce(why, '') as why, count(*) as runs from (select * from ${from}) where seen = 0 group by 1, 2 order by 3 desc, 1 limit ${ROWS}`,
    )
    .all(...values)
    .map((row) => ({ command: String(row['command']), why: String(row['why']), runs: Number(row['runs']) }));
}

function askedIn(ledger: Ledger, { from, values }: FigurePart): AskedDay[] {
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
function ownTimeIn(ledger: Ledger, { from, values }: FigurePart): OwnTime {
  const timed = timesBy(ledger, { from: `(select at, own from ${from})`, values }, 'at / 86400000');
  const all = [...timed.values()].flat().sort((a, b) => a - b);
  const ends = [...STEPS, Number.POSITIVE_INFINITY].map((below) => countBelow(all, below));
  return {
    all: spreadOf(all),
    days: [...timed]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([day, times]) => ({ name: dayOf(Number(day) * 86_400_000), ...spreadOf(times) })),
    steps: ends.map((end, index) => ({ below: STEPS[index] ?? null, runs: end - (ends[index - 1] ?? 0) })),
  };
}

/** Rising milliseconds by whatever is asked; SQLite's own ranks take four times as long. */
function timesBy(ledger: Ledger, { from, values }: FigurePart, by: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const row of ledger.prepare(`select ${by} as name, own from ${from} where own > 0 order by own`).iterate(...values)) {
    const name = String(row['name']);
    const times = found.get(name);
    if (times) times.push(Number(row['own']));
    else found.set(name, [Number(row['own'])]);
  }
  return found;
}

function spreadOf(times: readonly number[]): Spread {
  const at = (part: number) => times[Math.ceil(times.length * part) - 1] ?? 0;
  return { runs: times.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

function countBelow(times: readonly number[], end: number): number {
  const index = times.findIndex((time) => time >= end);
  return index < 0 ? times.length : index;
}

function hooksIn(ledger: Ledger, question: Question): Hooks {
  const { from, values } = hooksFor(question);
  const part: FigurePart = { from: `(select *, date(at / 1000, 'unixepoch') as day from ${from})`, values };
  const counted = (by: string) =>
    ledger
      .prepare(`select ${by} as name, count(*) as asked, sum(did = 'rewrote') as rewrote from ${part.from} group by 1 order by 1`)
      .all(...part.values)
      .map((row) => ({ name: String(row['name']), asked: Number(row['asked']), rewrote: Number(row['rewrote']) }));
  const times = timesBy(ledger, part, 'agent');
  return {
    agents: counted('agent').map(({ name, asked, rewrote }): HookRow => {
      const { p50, p95, max } = spreadOf(times.get(name) ?? []);
      return { agent: name, asked, rewrote, left: asked - rewrote, p50, p95, max };
    }),
    days: counted('day').map(({ name, asked, rewrote }) => ({ name, rewrote, left: asked - rewrote })),
    reasons: ledger
      .prepare(`select coalesce(why, '') as why, count(*) as times from ${part.from} where did = 'left' group by 1 order by 2 desc, 1`)
      .all(...part.values)
      .map((row) => ({ why: String(row['why']), times: Number(row['times']) })),
  };
}
