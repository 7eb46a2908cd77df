/** Rows for a terminal: columns of one width, numbers to the right. */

export type Cell = string | number;

/** The last column is not padded; long cells of the others are cut at `widest` characters. */
export function tableOf(header: readonly string[], rows: readonly (readonly Cell[])[], widest = 48): string[] {
  const texts = [header, ...rows].map((row) => row.map((cell, at) => (at < row.length - 1 ? clipped(shown(cell), widest) : shown(cell))));
  const widths = header.map((_, at) => Math.max(...texts.map((row) => (row[at] ?? '').length)));
  const isNumber = header.map((_, at) => rows.every((row) => typeof row[at] === 'number'));
  return texts.map((row) =>
    row
      .map((text, at) => (isNumber[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
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
