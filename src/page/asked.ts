/** What hid text that was asked for again: where a filter is too greedy. */

import type { PageData } from '../gain/page/types.ts';
import type { RecallRow } from '../gain/report/types.ts';
import { chart } from './charts.ts';
import { h, section, type View } from './dom.ts';
import { full, percent, period } from './format.ts';
import { names } from './over-time.ts';
import { table } from './table.ts';

export function askedAgain(): View<PageData> {
  const days = chart('Recalls and re-runs a day');
  const rows = table<RecallRow>(
    'What hid text that was asked for again',
    [
      {
        title: 'Command',
        of: ({ command }) => command,
        text: ({ command }) => command || 'no longer known',
        hint: ({ filter }) => filter && `filter ${filter}`,
      },
      { title: 'Hid text', of: ({ hid }) => hid, text: ({ hid }) => full(hid) },
      { title: 'Recalls', of: ({ recalls }) => recalls, text: ({ recalls }) => full(recalls) },
      { title: 'Re-runs', of: ({ reruns }) => reruns, text: ({ reruns }) => full(reruns) },
      { title: 'Asked / hid', of: rate, text: (row) => (row.hid === 0 ? '–' : percent(rate(row))) },
      { title: 'Tokens', of: ({ tokens }) => tokens, text: ({ tokens }) => full(tokens), bar: 'recall' },
    ],
    { none: 'Nothing that was hidden has been asked for again.' },
  );
  const about =
    'A recall gives hidden text back; a re-run asks raw or wider for the same within the next few calls. Both cost what they print.';
  return {
    element: section('Hidden text that was asked for again', about, h('div', { class: 'pair beside' }, days.element, rows.element)),
    show({ asked, recalls }) {
      const known = new Map(asked.map((day) => [day.name, day]));
      const all = names([...known.keys()], 'days');
      days.show({
        labels: all.map(period),
        series: [
          { name: 'recalls', colour: 'recall', values: all.map((name) => known.get(name)?.recalls ?? 0) },
          { name: 're-runs', colour: 'rerun', values: all.map((name) => known.get(name)?.reruns ?? 0) },
        ],
        format: full,
        summary: 'The table beside it tells them by command.',
        stacked: true,
      });
      rows.show(recalls);
    },
  };
}

function rate({ recalls, reruns, hid }: RecallRow): number {
  return hid === 0 ? 0 : (recalls + reruns) / hid;
}
