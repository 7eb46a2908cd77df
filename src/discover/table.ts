/** Rows for a terminal: columns of one width, numbers to the right. */

import { laid } from '../gain/views/table.ts';

export type Cell = string | number;

/** Long cells of all columns but the last are cut at `widest` characters. */
export function tableOf(header: readonly string[], rows: readonly (readonly Cell[])[], widest = 48): string[] {
  const texts = [header, ...rows].map((row) => row.map((cell, at) => (at < row.length - 1 ? clipped(shown(cell), widest) : shown(cell))));
  const isNumber = header.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  return laid(
    texts,
    isNumber.map((number) => (number ? 'right' : 'left')),
  );
}

/** "12,345" */
export function shown(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}

/** "71 %"; a dash where there is nothing to divide by. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;
}

export function count(number: number, noun: string): string {
  return `${shown(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
