/** What stands at the head of every view: which runs, what they would have cost, what they did cost. */

import type { Question, Report } from '../report/types.ts';
import { count, dollars, duration, parts, percent, plural, printable } from './numbers.ts';
import { type Pen, signed } from './pen.ts';
import { laid } from './table.ts';

export function summary(report: Report, pen: Pen): string[] {
  const rows = [...tokenRows(report, pen), ...runRows(report), ...moneyRows(report, pen)];
  return [pen('bold', `rtk gain: ${scopeOf(report)}`), '', ...laid(rows, ['left', 'right', 'left']), ...remarks(report, pen)];
}

function scopeOf({ question, from, to }: Report): string {
  const days = from === undefined ? '' : `, ${from === to ? from : `${from} to ${to}`} (days in UTC)`;
  return `${aboutWhat(question) || 'all runs'}${days}`;
}

/** `project /home/dev/app, agent codex`. */
export function aboutWhat(question: Question): string {
  const { since, until, model: _, ...rest } = question;
  const named = Object.entries(rest).map(([name, value]) => `${name} ${printable(value)}`);
  return [...named, ...(since ? [`since ${since}`] : []), ...(until ? [`until ${until}`] : [])].join(', ');
}

function tokenRows({ totals, instructions }: Report, pen: Pen): string[][] {
  const costs = [
    ...(totals.charged > 0 ? [`${count(totals.charged)} for recalls and re-runs`] : []),
    ...(instructions.tokens > 0 ? [`${count(instructions.tokens)} for instructions in ${plural(instructions.sessions, 'session')}`] : []),
  ];
  return [
    ['without rtk', `${count(totals.baseline)} tokens`, `of ${count(totals.raw)} that the commands printed`],
    ['read', `${count(totals.shown)} tokens`, costs.length > 0 ? `of them ${costs.join(', ')}` : ''],
    ['saved, net', signed(pen, totals.saved, `${count(totals.saved)} tokens`), signed(pen, totals.saved, percent(totals))],
  ];
}

function runRows({ totals, hooks }: Report): string[][] {
  const { runs, unseen, failed, larger, ms, own } = totals;
  const kinds = [
    ...(unseen > 0 ? [`${count(unseen)} unseen (no tokens counted)`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(larger > 0 ? [`${count(larger)} larger than without rtk`] : []),
  ];
  const each = runs > 0 ? `${(own / runs).toFixed(1)} ms a run; the commands took ${duration(ms)} in all` : '';
  return [
    ['runs', count(runs), kinds.join(', ')],
    ["rtk's own time", duration(own), each],
    ...(hooks.asked > 0
      ? [['hooks', `${count(hooks.asked)} asked`, `${count(hooks.rewrote)} rewrote, ${count(hooks.left)} left, ${duration(hooks.own)}`]]
      : []),
  ];
}

function moneyRows({ money, models }: Report, pen: Pen): string[][] {
  const sums = Object.entries({ floor: money.floor, 'with re-reads': money.withRereads }).flatMap(([name, sum]) =>
    sum ? [[name, signed(pen, sum.dollars, dollars(sum.dollars)), printable(sum.assumption)]] : [],
  );
  const unpriced = models
    .filter(({ price, saved }) => price === undefined && saved !== 0)
    .map(({ name, saved }) => `${printable(name)} (${count(saved)} tokens)`);
  return unpriced.length === 0
    ? sums
    : [...sums, ['no price', '–', `${unpriced.join(', ')}: add it to [prices] in config.toml, or ask for another one: --model`]];
}

function remarks({ largest, estimator, money }: Report, pen: Pen): string[] {
  return [
    '',
    ...(largest ? [`\`${printable(largest.command)}\` alone is ${parts(largest.share)} of what was saved.`] : []),
    ...(money.floor && money.withRereads ? [pen('dim', 'The two sums of dollars are two answers to one question: never add them.')] : []),
    pen(
      'dim',
      `Tokens are estimates of ${estimator.vocabulary}, ${parts(estimator.errorInSum)} off in sum; ${Math.round(estimator.withinTenPercent * 100)} of 100 outputs are within 10 %.`,
    ),
  ];
}
