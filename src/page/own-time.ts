/** What rtk itself takes of a run. */

import type { PageData } from '../gain/page/types.ts';
import { chart } from './charts.ts';
import { h, section, type View } from './dom.ts';
import { duration, full, period } from './format.ts';
import { folded, names } from './over-time.ts';
import { table } from './table.ts';

type Day = PageData['ownTime']['days'][number];

export function ownTime(): View<PageData> {
  const days = chart('A day');
  const spread = chart('Runs by milliseconds');
  const rows = table<Day>(
    'rtk’s own time by day, newest first',
    [
      { title: 'Day', of: ({ name }) => name },
      { title: 'Runs', of: ({ runs }) => runs, text: ({ runs }) => full(runs) },
      { title: 'Median', of: ({ p50 }) => p50, text: ({ p50 }) => duration(p50) },
      { title: '95% within', of: ({ p95 }) => p95, text: ({ p95 }) => duration(p95) },
      { title: 'Longest', of: ({ max }) => max, text: ({ max }) => duration(max) },
    ],
    { first: 14 },
  );
  const about = 'Milliseconds that a command took longer because of rtk, as rtk measures itself: without the start of its process.';
  const pair = h('div', { class: 'pair' }, days.element, spread.element);
  return {
    element: section('rtk’s own time', about, pair, folded('The figures as a table', rows.element)),
    show({ ownTime: { days: known, steps, all } }) {
      days.show({ ...dayPlot(known), summary: `Median of all runs ${duration(all.p50)}, 95% within ${duration(all.p95)}.` });
      spread.show({
        labels: steps.map(({ below }, index) => stepName(steps[index - 1]?.below ?? 0, below)),
        series: [{ name: 'runs', colour: 'shown', values: steps.map(({ runs }) => runs) }],
        format: full,
        summary: `Longest ${duration(all.max)}.`,
      });
      rows.show([...known].reverse());
    },
  };
}

function dayPlot(days: readonly Day[]) {
  const known = new Map(days.map((day) => [day.name, day]));
  const all = names([...known.keys()], 'days');
  return {
    labels: all.map(period),
    series: [
      { name: 'median', colour: 'saved', values: all.map((name) => known.get(name)?.p50 ?? null), line: true as const },
      { name: '95% within', colour: 'recall', values: all.map((name) => known.get(name)?.p95 ?? null), line: true as const },
    ],
    format: duration,
    fractions: true,
  };
}

function stepName(from: number, below: number | null): string {
  return below === null ? `${from}+` : `${from}–${below}`;
}
