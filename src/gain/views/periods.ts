/** Days, weeks and months. */

import { added, NOTHING } from '../report/figures.ts';
import type { Figures, Period } from '../report/types.ts';
import { bar, count, duration, percent } from './numbers.ts';
import { type Pen, signed } from './pen.ts';
import { type Align, laid } from './table.ts';

interface Wanted {
  readonly pen: Pen;
  readonly limit?: number | undefined;
}

const CELLS = 40;
const DAYS = 30;

/** The last `limit` ones, and the sum over all. */
export function periodTable(periods: readonly Period[], { name, pen, limit = periods.length }: Wanted & { name: string }): string[] {
  if (periods.length === 0) return [];
  const cells = (title: string, figures: Figures) => [
    title,
    ...[figures.runs, figures.baseline, figures.shown].map(count),
    signed(pen, figures.saved, count(figures.saved)),
    percent(figures),
    duration(figures.ms),
  ];
  const header = [name, 'runs', 'without rtk', 'read', 'saved', '%', 'time'].map((text) => pen('dim', text));
  const shown = periods.slice(-limit);
  const total = periods.reduce<Figures>((sum, { figures }) => added(sum, figures), NOTHING);
  const aligns: Align[] = ['left', 'right', 'right', 'right', 'right', 'right', 'right'];
  const rows = [header, ...shown.map((period) => cells(period.name, period.figures)), cells('all', total)];
  return withEarlier(laid(rows, aligns), { hidden: periods.length - shown.length, all: periods.length, name, pen, at: 1 });
}

export function graph(days: readonly Period[], { pen, limit = DAYS }: Wanted): string[] {
  const shown = days.slice(-limit);
  const most = Math.max(...shown.map(({ figures }) => Math.abs(figures.saved)));
  const rows = shown.map(({ name, figures: { saved } }) => [
    name,
    signed(pen, saved, bar(saved, most, CELLS)),
    signed(pen, saved, count(saved)),
  ]);
  return withEarlier(laid(rows, ['left', 'left', 'right']), {
    hidden: days.length - shown.length,
    all: days.length,
    name: 'day',
    pen,
    at: 0,
  });
}

interface Earlier {
  readonly hidden: number;
  readonly all: number;
  readonly name: string;
  readonly pen: Pen;
  readonly at: number;
}

function withEarlier(lines: readonly string[], { hidden, all, name, pen, at }: Earlier): string[] {
  if (hidden === 0) return [...lines];
  return [...lines.slice(0, at), pen('dim', `[+${hidden} earlier ${name}s: --limit ${all}]`), ...lines.slice(at)];
}
