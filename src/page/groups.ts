/** Where it was saved: by command, filter, project and agent. */

import type { PageData } from '../gain/page/types.ts';
import type { Row } from '../gain/report/types.ts';
import { chart } from './charts.ts';
import { choice, h, section, type View } from './dom.ts';
import { full, pathEnd, percent, short } from './format.ts';
import { type Column, table } from './table.ts';

/** Bars of the chart; the table has all rows. */
const BARS = 12;

export function byCommand(): View<PageData> {
  let data: PageData | undefined;
  const draw = () => {
    if (!data) return;
    const rows = data.report[kind.chosen()];
    const ends = extremes(rows);
    bars.show({
      labels: ends.map(({ name }) => nameOf(name)),
      series: [
        {
          name: 'net saved',
          colour: 'saved',
          ...(ends.some(({ saved }) => saved < 0) ? { below: 'negative' } : {}),
          values: ends.map(({ saved }) => saved),
        },
      ],
      format: short,
      summary: `${ends.length} of ${rows.length} rows, those furthest from zero. The table beside it has all.`,
      across: true,
    });
    all.show(rows);
  };
  const kind = choice('Rows', { commands: 'Commands', filters: 'Filters' }, draw);
  const bars = chart('Most saved, and most lost', 'rows');
  const all = table(
    'By command or filter',
    columns('Name', (name) => nameOf(name)),
    { first: BARS },
  );
  const about =
    'A command is its program, subcommand and names of options; arguments are never kept. Recalls and re-runs are charged to the command that hid the text.';
  return {
    element: section('By command', about, kind.element, h('div', { class: 'pair beside' }, bars.element, all.element)),
    show(newer) {
      data = newer;
      draw();
    },
  };
}

/** The largest gains and the largest losses, in order. */
function extremes(rows: readonly Row[]): Row[] {
  return [...rows]
    .sort((a, b) => Math.abs(b.saved) - Math.abs(a.saved))
    .slice(0, BARS)
    .sort((a, b) => b.saved - a.saved);
}

export function byProject(): View<PageData> {
  const rows = table(
    'By project',
    columns('Project', (name) => (name === '' ? 'not known' : pathEnd(name))),
    { first: 8 },
  );
  return {
    element: half(section('By project', 'A repository’s root, with all its worktrees.', rows.element)),
    show: ({ report }) => rows.show(report.projects),
  };
}

export function byAgent(): View<PageData> {
  const rows = table(
    'By agent',
    columns('Agent', (name) => (name === '' ? 'none, or not known' : name)),
    { first: 8 },
  );
  return {
    element: half(section('By agent', 'Whose hook or session it was; a run by hand has none.', rows.element)),
    show: ({ report }) => rows.show(report.agents),
  };
}

function columns(title: string, shown: (name: string) => string): Column<Row>[] {
  return [
    { title, of: ({ name }) => name, text: ({ name }) => shown(name), hint: ({ name }) => name },
    { title: 'Runs', of: ({ runs }) => runs, text: ({ runs }) => full(runs) },
    { title: 'Net saved', of: ({ saved }) => saved, text: ({ saved }) => full(saved), bar: 'saved' },
    { title: 'Share', of: ({ share }) => share, text: ({ share }) => percent(share) },
  ];
}

function nameOf(name: string): string {
  return name === '' ? 'no filter' : name;
}

function half(element: HTMLElement): HTMLElement {
  element.classList.add('half');
  return element;
}
