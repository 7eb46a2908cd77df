/** Days, weeks or months: what would have been read, what was read, and the difference. */

import type { PageData } from '../gain/page/types.ts';
import type { Figures, Period } from '../gain/report/types.ts';
import { chart } from './charts.ts';
import { choice, h, section, type View } from './dom.ts';
import { full, percent, period, short } from './format.ts';
import { table } from './table.ts';

type Unit = 'days' | 'weeks' | 'months';

export function overTime(): View<PageData> {
  let data: PageData | undefined;
  let chosen = false;
  const units = choice<Unit>('Period', { days: 'Days', weeks: 'Weeks', months: 'Months' }, () => {
    chosen = true;
    draw();
  });
  const net = chart('Net saved', 'tall');
  const both = chart('Tokens read without rtk, and with it', 'tall');
  const rows = periodTable();
  const draw = () => {
    if (!data) return;
    if (!chosen) units.choose(unitFor(data.report.days));
    const unit = units.chosen();
    const periods = withoutGaps(data.report[unit], unit);
    net.show({ ...netPlot(periods), summary: summaryOf(periods) });
    both.show({ ...bothPlot(periods), summary: summaryOf(periods) });
    rows.show([...data.report[unit]].reverse());
  };
  const about =
    'Tokens. Net: what recalls, re-runs and rtk’s own markers cost is taken off on the day they were read, so that a day can end below zero.';
  const element = section(
    'Over time',
    about,
    units.element,
    h('div', { class: 'pair' }, net.element, both.element),
    folded('The figures as a table', rows.element),
  );
  return {
    element,
    show(newer) {
      data = newer;
      draw();
    },
  };
}

export function folded(title: string, ...children: readonly Node[]): HTMLElement {
  return h('details', {}, h('summary', {}, title), ...children);
}

function unitFor(days: readonly Period[]): Unit {
  const span = withoutGaps(days, 'days').length;
  if (span <= 92) return 'days';
  return span <= 400 ? 'weeks' : 'months';
}

interface Point {
  readonly name: string;
  readonly figures?: Figures;
}

/** A day without runs is a day, too. */
function withoutGaps(periods: readonly Period[], unit: Unit): Point[] {
  const known = new Map(periods.map(({ name, figures }) => [name, figures]));
  return names(
    periods.map(({ name }) => name),
    unit,
  ).map((name) => {
    const figures = known.get(name);
    return figures ? { name, figures } : { name };
  });
}

/** All names from the first to the last. */
export function names(known: readonly string[], unit: Unit): string[] {
  const [first, last] = [known[0], known.at(-1)];
  const found: string[] = [];
  for (let name = first; name !== undefined && last !== undefined && name <= last; name = after(name, unit)) found.push(name);
  return found;
}

function after(name: string, unit: Unit): string {
  const [year = 0, month = 1, day = 1] = name.split('-').map(Number);
  if (unit === 'months') return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
  return new Date(Date.UTC(year, month - 1, day + (unit === 'weeks' ? 7 : 1))).toISOString().slice(0, 10);
}

function netPlot(points: readonly Point[]) {
  const values = points.map(({ figures }) => figures?.saved ?? 0);
  const below = values.some((value) => value < 0) ? { below: 'negative' } : {};
  return {
    labels: points.map(({ name }) => period(name)),
    series: [{ name: 'net saved', colour: 'saved', ...below, values }],
    format: short,
  };
}

function bothPlot(points: readonly Point[]) {
  return {
    labels: points.map(({ name }) => period(name)),
    series: [
      { name: 'was read', colour: 'shown', values: points.map(({ figures }) => figures?.shown ?? 0), width: 0.5 },
      { name: 'would have been read', colour: 'baseline', values: points.map(({ figures }) => figures?.baseline ?? 0), width: 1 },
    ],
    format: short,
  };
}

function summaryOf(points: readonly Point[]): string {
  const saved = points.map(({ figures }) => figures?.saved ?? 0);
  const below = saved.filter((value) => value < 0).length;
  return `${points.length} periods, in all ${full(saved.reduce((a, b) => a + b, 0))} tokens net; ${below} below zero. The table below has every figure.`;
}

function periodTable() {
  return table<Period>(
    'Figures by period, newest first',
    [
      { title: 'Period', of: ({ name }) => name },
      { title: 'Runs', of: ({ figures }) => figures.runs, text: ({ figures }) => full(figures.runs) },
      { title: 'Would have been read', of: ({ figures }) => figures.baseline, text: ({ figures }) => full(figures.baseline) },
      { title: 'Was read', of: ({ figures }) => figures.shown, text: ({ figures }) => full(figures.shown) },
      { title: 'of it asked again', of: ({ figures }) => figures.charged, text: ({ figures }) => full(figures.charged) },
      { title: 'Net saved', of: ({ figures }) => figures.saved, text: ({ figures }) => full(figures.saved) },
      { title: 'Share', of: ({ figures }) => figures.share, text: ({ figures }) => percent(figures.share) },
      { title: 'Failed', of: ({ figures }) => figures.failed, text: ({ figures }) => full(figures.failed) },
      { title: 'Larger', of: ({ figures }) => figures.larger, text: ({ figures }) => full(figures.larger) },
      { title: 'Unseen', of: ({ figures }) => figures.unseen, text: ({ figures }) => full(figures.unseen) },
    ],
    { first: 14 },
  );
}
