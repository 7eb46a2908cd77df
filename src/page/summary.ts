/** The first thing that is read: what was saved, net, and what that rests on. */

import type { PageData } from '../gain/page/types.ts';
import type { ModelRow, Report } from '../gain/report/types.ts';
import { h, type View } from './dom.ts';
import { counted, date, dollars, duration, full, percent } from './format.ts';

export function summary(): View<PageData> {
  const element = h('section', { class: 'summary', 'aria-label': 'Summary' });
  return { element, show: (data) => element.replaceChildren(hero(data), ...rows(data)) };
}

function hero({ report: { totals, instructions, largest } }: PageData): HTMLElement {
  const { saved, baseline, shown } = totals;
  const part = h('span', { class: 'part' });
  part.style.width = `${baseline <= 0 ? 0 : Math.max(0, Math.min(1, shown / baseline)) * 100}%`;
  const notes = [
    instructions.tokens > 0 &&
      `${full(instructions.tokens)} tokens of instruction text in ${counted(instructions.sessions, 'session')} are taken off.`,
    largest && `${percent(largest.share)} of it comes from one command, ${largest.command}.`,
  ].filter((note) => typeof note === 'string');
  return h(
    'div',
    { class: `card hero${saved < 0 ? ' loss' : ''}` },
    h('h2', {}, saved < 0 ? 'Net loss' : 'Net saved'),
    h('p', { class: 'figure' }, full(saved), h('small', {}, ' tokens')),
    h('div', { class: 'share', 'aria-hidden': 'true' }, part),
    h('ul', { class: 'legend' }, ...keys(saved)),
    h('p', {}, sentence(baseline, shown, saved)),
    ...notes.map((note) => h('p', { class: 'about' }, note)),
  );
}

function keys(saved: number): HTMLElement[] {
  const entries =
    saved < 0
      ? []
      : [
          { name: 'was read', colour: 'shown' },
          { name: 'saved', colour: 'saved' },
        ];
  return entries.map(({ name, colour }) => h('li', {}, h('span', { class: `key ${colour}` }), name));
}

function sentence(baseline: number, shown: number, saved: number): string {
  if (baseline === 0) return `${full(shown)} tokens were read; no output was seen that would have been read without rtk.`;
  const less = saved < 0 ? `${percent(-saved / baseline)} more` : `${percent(saved / baseline)} less`;
  return `${full(shown)} tokens of command output were read instead of ${full(baseline)}: ${less}.`;
}

/** Two figures in dollars have long sentences and get a row of their own. */
function rows(data: PageData): HTMLElement[] {
  const [money, others] = [moneyCards(data), runCards(data)];
  const groups = money.length > 1 ? [money, others] : [[...money, ...others]];
  return groups.map((cards) => h('div', { class: 'cards' }, ...cards));
}

function moneyCards({ report }: PageData): HTMLElement[] {
  const { floor, withRereads } = report.money;
  return [
    ...(floor ? [card('Dollars saved, at least', dollars(floor.dollars), floorText(report))] : []),
    ...(withRereads ? [card('Dollars saved, re-reads counted', dollars(withRereads.dollars), rereadsText(report))] : []),
  ];
}

function runCards({ report, ownTime, recalls, kept }: PageData): HTMLElement[] {
  const { runs, failed, larger, unseen, charged } = report.totals;
  const asked = recalls.reduce((sum, each) => sum + each.recalls + each.reruns, 0);
  const { p50, p95, runs: timed } = ownTime.all;
  return [
    card('Commands run', full(runs), `${full(failed)} failed, ${full(larger)} came out larger, ${full(unseen)} went past unseen.`),
    card('Tokens asked for again', full(charged), `already taken off; ${full(asked)} recalls and re-runs in the last ${kept} days.`),
    ...(timed > 0
      ? [card('Time rtk took for a command', duration(p50), `at the median, ${duration(p95)} or less in 95% of runs (last ${kept} days).`)]
      : []),
  ];
}

function card(title: string, figure: string, about: string): HTMLElement {
  return h('div', { class: 'card' }, h('h2', {}, title), h('p', { class: 'figure' }, figure), h('p', { class: 'about' }, about));
}

function floorText({ models, money }: Report): string {
  return `${priced(models, 'floor')}: each saved token once, at the input prices of ${date(money.prices)}.`;
}

/** Where no transcript is, the figure is the floor. */
function rereadsText({ models, money }: Report): string {
  const [all, told] = [priced(models, 'floor'), priced(models, 'withRereads')];
  const turns = 'each later turn of its session that would have read the token again, at the cached price';
  const which = all === told ? turns : `for ${told}, whose transcripts are there, ${turns}`;
  return `${all}: each saved token once, at the input prices of ${date(money.prices)}; and ${which}. It holds the floor: never add the two.`;
}

/** The models that a sum of dollars is of. */
function priced(models: readonly ModelRow[], field: 'floor' | 'withRereads'): string {
  const names = models
    .filter((row) => row[field])
    .map(({ price, name, model }) => `${price ?? name}${model === 'assumed' ? ' (assumed)' : ''}`);
  return [...new Set(names)].join(', ');
}
