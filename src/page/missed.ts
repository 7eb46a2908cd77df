/** What went past rtk, by the agents' own transcripts. Only a live page tells it: reading them takes its time. */

import type { MissedData } from '../gain/page/types.ts';
import { h, section } from './dom.ts';
import { counted, full, percent } from './format.ts';
import { table } from './table.ts';

type Row = MissedData['rows'][number];

export interface Missed {
  readonly element: HTMLElement;
  /** Asks once; true if there is something to show. */
  ask(): Promise<boolean>;
}

export function missed(): Missed {
  const sum = h('p', { class: 'sum' });
  const rows = table<Row>('Commands that went past rtk', COLUMNS, { none: 'Nothing was missed.' });
  const about =
    'Commands in the agents’ own transcripts for which there is a filter, and which no hook reached. “rtk discover” tells more.';
  const element = section('Missed', about, sum, rows.element);
  return {
    element,
    async ask() {
      const answer = await fetch(`/missed${location.search}`);
      if (!answer.ok) return false;
      const data = (await answer.json()) as MissedData;
      sum.textContent = summaryOf(data);
      rows.show(data.rows);
      return true;
    },
  };
}

function summaryOf({ days, sessions, commands, through, missed: count }: MissedData): string {
  if (sessions === 0) return `No transcript of the last ${counted(days, 'day')} was found.`;
  const share = commands === 0 ? '' : ` (${percent(through / commands)})`;
  return `${counted(sessions, 'session')} of the last ${counted(days, 'day')}: of ${counted(commands, 'command')} ${full(through)}${share} went through rtk, ${full(count)} were missed.`;
}

const COLUMNS = [
  { title: 'Command', of: ({ command }: Row) => command },
  { title: 'Runs', of: ({ runs }: Row) => runs, text: ({ runs }: Row) => full(runs) },
  { title: 'Tokens read', of: ({ tokens }: Row) => tokens, text: ({ tokens }: Row) => full(tokens) },
  {
    title: 'Would have saved',
    of: ({ saved }: Row) => saved ?? 0,
    text: ({ saved }: Row) => (saved === null ? 'not known' : full(saved)),
    bar: 'saved' as const,
  },
  { title: 'Why', of: ({ why }: Row) => why },
];
