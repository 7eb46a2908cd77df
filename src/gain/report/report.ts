/** Question + ledger → Report. */

import { instructionCosts } from '../ledger/instructions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { added, costing, type FigurePart, figuresBy, NOTHING, partFor } from './figures.ts';
import { modelRows, moneyOf } from './money.ts';
import { BATCH, CACHE_WRITE, CACHED, PRICED, type Price } from './prices.ts';
import type { Figures, HistoryRow, Period, Question, RecallRow, Report, Row } from './types.ts';

/** `scripts/calibrate.ts` measured it on tools that were not in the fit. */
const ESTIMATOR = { vocabulary: 'o200k_base', errorInSum: 0.003, withinTenPercent: 0.923 };

export function reportOf(ledger: Ledger, question: Question, prices: readonly Price[]): Report {
  const part = partFor(question);
  const days = periods(ledger, part, 'day', (day) => day);
  const instructions = instructionsOf(ledger, question);
  const [sum = { name: '', ...NOTHING }] = figuresBy(ledger, part);
  const { name: _, ...whole } = sum;
  const totals = less(whole, instructions.tokens);
  const commands = ranked(figuresBy(ledger, part, 'command'));
  const models = modelRows(ledger, question, prices);
  const [first, last] = [days[0], days.at(-1)];
  const largest = largestOf(commands, totals);
  const imported = importedOf(ledger);
  return {
    schema: 'rtk.gain/1',
    question,
    ...(first && last ? { from: first.from, to: last.to } : {}),
    totals,
    instructions,
    commands,
    filters: ranked(figuresBy(ledger, part, 'filter')),
    projects: ranked(figuresBy(ledger, part, 'project')),
    agents: ranked(figuresBy(ledger, part, 'agent')),
    models,
    days,
    weeks: periods(ledger, part, MONDAY, (day) => plusDays(day, 6)),
    months: periods(ledger, part, "substr(day, 1, 7) || '-01'", endOfMonth).map((month) => ({ ...month, name: month.name.slice(0, 7) })),
    ...(largest ? { largest } : {}),
    money: { ...moneyOf(models), prices: PRICED, rates: { cached: CACHED, cacheWrite: CACHE_WRITE, batch: BATCH } },
    estimator: ESTIMATOR,
    hooks: hooksOf(ledger, question),
    ...(imported ? { imported } : {}),
  };
}

/** The Monday of a day's week. */
const MONDAY = "date(day, '-6 days', 'weekday 1')";

function ranked(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => b.saved - a.saved || b.runs - a.runs || (a.name < b.name ? -1 : 1));
}

function periods(ledger: Ledger, part: FigurePart, by: string, end: (from: string) => string): Period[] {
  return figuresBy(ledger, part, by)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, ...figures }) => ({ name, from: name, to: end(name), figures }));
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

function endOfMonth(first: string): string {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function instructionsOf(ledger: Ledger, question: Question): Report['instructions'] {
  const costs = instructionCosts(ledger, question);
  return { tokens: costs.reduce((sum, { tokens }) => sum + tokens, 0), sessions: costs.length };
}

/** Instruction text is read, too: it costs its tokens in every session. */
function less(figures: Figures, tokens: number): Figures {
  return added(figures, costing(tokens));
}

function largestOf(commands: readonly Row[], { saved }: Figures): Report['largest'] {
  const [first] = commands;
  if (!first || saved <= 0 || first.saved / saved <= 0.2) return undefined;
  return { command: first.name, share: first.saved / saved };
}

/** Hooks tell the session, and sessions their projects. */
export function hooksFor({ since = '', until = '9999', agent = '', session = '', project }: Question): FigurePart {
  const within = project === undefined ? undefined : partFor({ project }, 'session_sum');
  return {
    from: `hook where date(at / 1000, 'unixepoch') between ? and ? and (? = '' or agent = ?) and substr(session, 1, length(?)) = ?
      ${within ? `and session <> '' and session in (select session from ${within.from})` : ''}`,
    values: [since, until, agent, agent, session, session, ...(within?.values ?? [])],
  };
}

function hooksOf(ledger: Ledger, question: Question): Report['hooks'] {
  const { from, values } = hooksFor(question);
  const row = ledger
    .prepare(`select count(*) as asked, coalesce(sum(did = 'rewrote'), 0) as rewrote, coalesce(sum(own), 0) as own from ${from}`)
    .get(...values);
  const [asked, rewrote] = [Number(row?.['asked']), Number(row?.['rewrote'])];
  return { asked, rewrote, left: asked - rewrote, own: Number(row?.['own']) };
}

function importedOf(ledger: Ledger): Report['imported'] {
  const row = ledger
    .prepare('select count(*) as runs, sum(input) as input, sum(output) as output, sum(saved) as saved, sum(ms) as ms from imported')
    .get();
  const of = (name: string) => Number(row?.[name]);
  return of('runs') === 0 ? undefined : { runs: of('runs'), input: of('input'), output: of('output'), saved: of('saved'), ms: of('ms') };
}

/** The last runs, newest first. */
export function historyOf(ledger: Ledger, question: Question, limit: number): HistoryRow[] {
  const { from, values } = runsFor(question);
  return ledger
    .prepare(`select * from ${from} order by id desc limit ?`)
    .all(...values, limit)
    .map(historyRow);
}

/** Runs that failed, newest first. */
export function failuresOf(ledger: Ledger, question: Question, limit: number): HistoryRow[] {
  return runsOf(ledger, question, { limit, where: 'coalesce(exit, 0) <> 0' });
}

/** Runs for which `where` holds, newest first. */
export function runsOf(ledger: Ledger, question: Question, { limit, where }: { limit: number; where: string }): HistoryRow[] {
  const { from, values } = runsFor(question);
  return ledger
    .prepare(`select * from (select * from ${from}) where ${where} order by id desc limit ?`)
    .all(...values, limit)
    .map(historyRow);
}

/** Single runs, which are kept for `DAYS`; they have a time instead of a day. */
export function runsFor(question: Question): FigurePart {
  const { from, values } = partFor(withoutSession(question));
  const where = from.replace(/^sum/, 'run').replaceAll('day', "date(at / 1000, 'unixepoch')");
  if (question.session === undefined) return { from: where, values };
  return {
    from: `${where}${where.includes(' where ') ? ' and' : ' where'} substr(session, 1, length(?)) = ?`,
    values: [...values, question.session, question.session],
  };
}

function withoutSession({ session: _, ...rest }: Question): Question {
  return rest;
}

function historyRow(row: Record<string, unknown>): HistoryRow {
  const text = (name: string) => String(row[name] ?? '');
  const count = (name: string) => Number(row[name] ?? 0);
  return {
    at: count('at'),
    ...{ command: text('command'), filter: text('filter'), project: text('project'), agent: text('agent'), session: text('session') },
    exit: row['exit'] === null ? null : count('exit'),
    seen: count('seen') === 1,
    ...{ raw: count('raw'), baseline: count('base'), shown: count('shown'), saved: count('base') - count('shown'), ms: count('ms') },
    charge: (row['charge'] ?? null) as HistoryRow['charge'],
    handle: (row['handle'] ?? null) as string | null,
  };
}

/** Which commands hid what was asked for again. */
export function recallsOf(ledger: Ledger, question: Question): RecallRow[] {
  const { from, values } = runsFor(question);
  return ledger
    .prepare(
      `with asked as (select * from ${from})
       select coalesce(o.command, '') as command, coalesce(o.filter, '') as filter, sum(r.charge = 'recall') as recalls, sum(r.charge = 'rerun') as reruns, sum(r.shown) as tokens,
         (select count(*) from asked h where h.command = o.command and h.hidden > 0) as hid
       from asked r left join run o on o.id = r.charged_to where r.charge in ('recall', 'rerun') group by o.command, o.filter order by tokens desc`,
    )
    .all(...values)
    .map((row) => ({
      ...{ command: String(row['command']), filter: String(row['filter']), recalls: Number(row['recalls']), reruns: Number(row['reruns']) },
      ...{ tokens: Number(row['tokens']), hid: Number(row['hid']) },
    }));
}
