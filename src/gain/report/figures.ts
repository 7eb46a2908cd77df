/** Sums out of the ledger, by whatever is asked. */

import type { Ledger } from '../ledger/ledger.ts';
import type { Figures, Question, Row } from './types.ts';

const COLUMNS = ['runs', 'unseen', 'failed', 'larger', 'raw', 'base', 'shown', 'charged', 'ms', 'own'] as const;

/** What stands behind `from`, and its values. */
export interface FigurePart {
  readonly from: string;
  readonly values: readonly string[];
}

/** The rows that a question is about. A session's runs are looked up one by one, all else in the sums of days. */
export function partFor(question: Question, table: 'sum' | 'session_sum' = 'sum'): FigurePart {
  const { session, since, until, project, agent } = question;
  const conditions: [string, ...string[]][] = [
    ...(since ? [['day >= ?', since] as [string, string]] : []),
    ...(until ? [['day <= ?', until] as [string, string]] : []),
    ...(agent ? [['agent = ?', agent] as [string, string]] : []),
    ...(project
      ? [["(project = ? or substr(project, 1, length(?) + 1) = ? || '/')", project, project, project] as [string, ...string[]]]
      : []),
    ...(session ? [["session <> '' and session >= ? and session < ? || char(1114111)", session, session] as [string, ...string[]]] : []),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.map(([text]) => text).join(' and ')}` : '';
  return { from: `${session === undefined ? table : `(${RUNS})`}${where}`, values: conditions.flatMap(([, ...values]) => values) };
}

/** Runs in the form of sums; what a run is charged for stands under the command that it is charged to. */
const RUNS = `select date(r.at / 1000, 'unixepoch') as day, r.project, r.agent, r.session, coalesce(o.command, r.command) as command, coalesce(o.filter, r.filter) as filter,
  1 as runs, 1 - r.seen as unseen, coalesce(r.exit, 0) <> 0 as failed, (coalesce(r.charge, '') not in ('recall', 'rerun') and r.shown > r.base) as larger,
  0 as rereads, r.raw, r.base, r.shown, case when r.charge in ('recall', 'rerun') then r.shown else 0 end as charged, r.ms, r.own
  from run r left join run o on o.id = r.charged_to`;

/** Sums of all rows; without `by` one. */
export function figuresBy(ledger: Ledger, part: FigurePart, by?: string): Row[] {
  const name = by ?? "''";
  const sums = COLUMNS.map((column) => `coalesce(sum(${column}), 0) as ${column}`).join(', ');
  return ledger
    .prepare(`select ${name} as name, ${sums} from ${part.from}${by === undefined ? '' : ` group by ${by}`}`)
    .all(...part.values)
    .map((row) => ({ name: String(row['name']), ...figuresOf((column) => Number(row[column])) }));
}

function figuresOf(of: (column: (typeof COLUMNS)[number]) => number): Figures {
  const saved = of('base') - of('shown');
  return {
    ...{ runs: of('runs'), unseen: of('unseen'), failed: of('failed'), larger: of('larger') },
    ...{ raw: of('raw'), baseline: of('base'), shown: of('shown'), charged: of('charged') },
    saved,
    share: of('base') === 0 ? 0 : saved / of('base'),
    ...{ ms: Math.round(of('ms')), own: Math.round(of('own')) },
  };
}

export function added(one: Figures, other: Figures): Figures {
  const sum = (name: keyof Figures) => one[name] + other[name];
  const [baseline, saved] = [sum('baseline'), sum('saved')];
  return {
    ...{ runs: sum('runs'), unseen: sum('unseen'), failed: sum('failed'), larger: sum('larger'), raw: sum('raw') },
    ...{ baseline, shown: sum('shown'), charged: sum('charged'), saved, share: baseline === 0 ? 0 : saved / baseline },
    ...{ ms: sum('ms'), own: sum('own') },
  };
}

export const NOTHING: Figures = figuresOf(() => 0);

/** What was read without being the output of a command. */
export function costing(tokens: number): Figures {
  return { ...NOTHING, shown: tokens, saved: -tokens };
}
