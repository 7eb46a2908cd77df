/** Reads rows of cells that are parted by tabs, as tools print them for programs: what many rows say alike is said once. */

import { linesOf } from '../text.ts';
import type { Table } from '../types.ts';

/** Fewer rows are left as they are. */
const FEW = 4;
/** A beginning or an end that the cells of a column share is said once if it is at least this long. */
const SHARED = 6;
const SAID = '…';
/** "Showing 30 open merge requests on acme/shopkit. (Page 1)" and a blank line may stand around the rows. */
const AROUND = 4;

/** Undefined if the lines are no such rows. A row that matches a pattern of `unhealthy` is said whole. */
export function readTabRows(text: string, unhealthy: readonly string[] = []): Table | undefined {
  const all = linesOf(text);
  const [from, to] = [all.findIndex((line) => line.includes('\t')), all.findLastIndex((line) => line.includes('\t')) + 1];
  const lines = all.slice(Math.max(from, 0), to);
  const rows = lines.map((line) => line.split('\t'));
  const width = rows[0]?.length ?? 0;
  if (rows.length < FEW || all.length - rows.length > AROUND || !rows.every((row) => row.length === width)) return undefined;
  const columns = rows[0]?.map((_, at) => columnOf(rows.map((row) => row[at] ?? ''))) ?? [];
  if (columns.every(({ said }) => said === SAID)) return undefined;
  const shown = columns.filter(({ cells }) => cells !== undefined);
  const patterns = unhealthy.map((pattern) => new RegExp(pattern));
  const whole = (line: string) => patterns.some((pattern) => pattern.test(line));
  return {
    kind: 'table',
    head: [...around(all.slice(0, from)), columns.map(({ said }) => said).join(' | ')],
    rows: lines.map((line, at) => [whole(line) ? line : shown.map(({ cells }) => cells?.[at] ?? '').join('\t')]),
    tail: around(all.slice(to)),
  };
}

function around(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '');
}

interface Column {
  /** What all of its rows say, `…` for what each says. */
  readonly said: string;
  /** What each row says; undefined if they say all the same. */
  readonly cells?: readonly string[];
}

function columnOf(cells: readonly string[]): Column {
  const first = cells[0] ?? '';
  if (cells.every((cell) => cell === first)) return { said: first };
  const folder = sharedFolder(cells);
  if (folder !== undefined)
    return { said: folder + SAID, cells: cells.map((cell) => (cell.startsWith(folder) ? SAID + cell.slice(folder.length) : cell)) };
  const end = sharedEnd(cells);
  return end.length < SHARED
    ? { said: SAID, cells }
    : { said: SAID + end, cells: cells.map((cell) => cell.slice(0, cell.length - end.length)) };
}

/** "https://github.com/acme/shopkit/actions/runs/19734081662/job/" of most cells. */
function sharedFolder(cells: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const folder = /^https?:/.test(cell) ? cell.slice(0, cell.lastIndexOf('/') + 1) : '';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  counts.delete('');
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && most[1] >= FEW && most[1] * 2 > cells.length ? most[0] : undefined;
}

/** " +0000 UTC" of all cells, from a blank on. */
function sharedEnd(cells: readonly string[]): string {
  let end = cells[0] ?? '';
  for (const cell of cells) while (!cell.endsWith(end)) end = end.slice(1);
  const blank = end.indexOf(' ');
  return blank < 0 || cells.some((cell) => cell.length <= end.length - blank) ? '' : end.slice(blank);
}
