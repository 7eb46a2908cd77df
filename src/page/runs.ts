/** Runs that are no success story: failed, larger than before, unseen. */

import type { PageData, UnseenRow } from '../gain/page/types.ts';
import type { HistoryRow } from '../gain/report/types.ts';
import { chart } from './charts.ts';
import { h, section, type View } from './dom.ts';
import { full, pathEnd, period, time } from './format.ts';
import { folded, names } from './over-time.ts';
import { type Column, table } from './table.ts';

export function otherRuns(): View<PageData> {
  const weeks = chart('Runs a week');
  const failed = table<HistoryRow>('The last failed runs', [
    ...WHO,
    { title: 'Exit', of: ({ exit }) => exit ?? 0, text: ({ exit }) => String(exit ?? '–') },
    ...SIZES,
  ]);
  const larger = table<HistoryRow>('The last runs that came out larger', [...WHO, ...SIZES], { none: 'No run came out larger.' });
  const unseen = table<UnseenRow>(
    'Runs whose output went past rtk',
    [
      { title: 'Command', of: ({ command }) => command },
      { title: 'Why', of: ({ why }) => why, text: ({ why }) => why || 'not noted' },
      { title: 'Runs', of: ({ runs }) => runs, text: ({ runs }) => full(runs) },
    ],
    { none: 'All output was seen.' },
  );
  const about = 'They are in every sum above. Unseen output has no tokens: it went straight to a terminal, or streamed.';
  const lists = h(
    'div',
    { class: 'lists' },
    folded('Larger than before', larger.element),
    folded('Failed', failed.element),
    folded('Unseen', unseen.element),
  );
  return {
    element: section('Failed, larger, unseen', about, weeks.element, lists),
    show(data) {
      weeks.show(weekPlot(data));
      failed.show(data.failed);
      larger.show(data.larger);
      unseen.show(data.unseen);
    },
  };
}

const WHO: readonly Column<HistoryRow>[] = [
  { title: 'Command', of: ({ command }) => command, hint: ({ filter }) => filter && `filter ${filter}` },
  { title: 'When', of: ({ at }) => new Date(at).toISOString(), text: ({ at }) => time(at) },
  { title: 'Project', of: ({ project }) => project, text: ({ project }) => pathEnd(project), hint: ({ project }) => project },
];

const SIZES: readonly Column<HistoryRow>[] = [
  { title: 'Would have been read', of: ({ baseline }) => baseline, text: ({ baseline }) => full(baseline) },
  { title: 'Was read', of: ({ shown }) => shown, text: ({ shown }) => full(shown) },
];

function weekPlot({ report }: PageData) {
  const known = new Map(report.weeks.map(({ name, figures }) => [name, figures]));
  const weeks = names([...known.keys()], 'weeks');
  const values = (field: 'failed' | 'larger' | 'unseen') => weeks.map((week) => known.get(week)?.[field] ?? 0);
  return {
    labels: weeks.map(period),
    series: [
      { name: 'failed', colour: 'negative', values: values('failed') },
      { name: 'larger', colour: 'recall', values: values('larger') },
      { name: 'unseen', colour: 'shown', values: values('unseen') },
    ],
    format: full,
    summary: 'The table under “Over time” has these figures by day, week and month.',
  };
}
