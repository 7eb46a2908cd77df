/** Which commands, agents, projects and models it was. */

import type { Report, Row } from '../report/types.ts';
import { bar, count, dollars, percent, printable } from './numbers.ts';
import { type Pen, signed } from './pen.ts';
import { type Align, laid, titled } from './table.ts';

interface Wanted {
  readonly limit?: number;
  readonly pen: Pen;
}

const COMMANDS = 10;
const CELLS = 12;
const ALIGNS: readonly Align[] = ['left', 'right', 'right', 'right', 'left'];

export function rankings(report: Report, { pen, limit = COMMANDS }: Wanted): string[] {
  const several = (rows: readonly Row[], noun: string) =>
    rows.length > 1 ? titled(pen('bold', `By ${noun}`), ranking(rows, { limit, pen, noun })) : [];
  return [
    ...titled(pen('bold', 'By command'), ranking(report.commands, { limit, pen, noun: 'command' })),
    ...several(report.agents, 'agent'),
    ...several(report.projects, 'project'),
    ...(report.models.length > 1 ? titled(pen('bold', 'By model'), byModel(report, pen)) : []),
  ];
}

/** The first ones, and those at the end that cost more than they saved. */
function ranking(rows: readonly Row[], { limit, pen, noun }: { limit: number; pen: Pen; noun: string }): string[] {
  const first = rows.slice(0, limit);
  const lost = rows.slice(Math.max(limit, rows.length - limit)).filter(({ saved }) => saved < 0);
  const hidden = rows.length - first.length - lost.length;
  const most = Math.max(...rows.map(({ saved }) => Math.abs(saved)));
  const cells = (row: Row) => [
    clipped(printable(row.name) || `(no ${noun})`),
    count(row.runs),
    signed(pen, row.saved, count(row.saved)),
    percent(row),
    signed(pen, row.saved, bar(row.saved, most, CELLS)),
  ];
  const header = ['', 'runs', 'saved', '%', ''].map((text) => pen('dim', text));
  const lines = laid([header, ...[...first, ...lost].map(cells)], ALIGNS);
  if (hidden > 0) lines.splice(1 + first.length, 0, pen('dim', `[+${hidden} ${noun}s: rtk gain --limit ${rows.length}]`));
  return lines;
}

function clipped(name: string): string {
  const letters = [...name];
  return letters.length <= 48 ? name : `${letters.slice(0, 23).join('')}…${letters.slice(-24).join('')}`;
}

function byModel({ models }: Report, pen: Pen): string[] {
  const header = ['', 'runs', 'saved', 'floor', 'with re-reads', ''].map((text) => pen('dim', text));
  const rows = models.map((row) => [
    printable(row.name),
    count(row.runs),
    signed(pen, row.saved, count(row.saved)),
    row.floor ? dollars(row.floor.dollars) : '–',
    row.withRereads ? dollars(row.withRereads.dollars) : '–',
    row.withRereads?.assumption ?? row.floor?.assumption ?? `no price is known (${row.model})`,
  ]);
  return laid([header, ...rows], ['left', 'right', 'right', 'right', 'right', 'left']);
}
