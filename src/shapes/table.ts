import { omitted } from '../marks.ts';
import type { Level, Table } from '../types.ts';
import { CAPS } from './caps.ts';
import { groupsOf, type RowGroup } from './table-groups.ts';

const CAP = CAPS.rows;
// "CrashLoopBackOff", "Error", "unhealthy", "0/1", "Exited (1) 2 hours ago", "inactive", "Terminating", "<none>" is no such word
const UNHEALTHY =
  /fail|error|crash|unhealthy|backoff|oom|evicted|unknown|conflict|denied|critical|degraded|exited \([1-9]|\b0\/[1-9]|pending|not[ -]?ready|not[ -]found|terminating|\bdead\b|\binactive\b|invalid|lost|stopped|stuck|timed? ?out|unavailable|unreachable|warning|down\b|deadline|restarting|disabled|expired|missing|deprecated|pressure|suspended|refused|orphan/i;
// "2/3": not all of them are ready
const PARTS = /^(\d+)\/(\d+)$/;

/** Rows of cells, two blanks apart (` | ` in a row with an empty cell); what rows share is said once above them; rows beyond the cap are counted where they stood, but for unhealthy ones. */
export function printTable(shape: Table, level: Level): string[] {
  const cap = level === 'tight' ? Math.min(shape.cap ?? CAP.tight, CAP.tight) : (shape.cap ?? CAP[level]);
  const header = shape.header ? [lineOf(shape.header)] : [];
  const sick = unhealthyTest(shape);
  const whole = namedTest(shape);
  const rows: Row[] = [];
  for (const { shared, from, to } of shape.once && shape.header ? groupsOf(shape.rows, shape.header.length) : [ALL]) {
    const group = shape.rows.slice(from, to);
    let above = shared.length > 0 ? [sharedLine(group[0] ?? [], shared)] : [];
    // under a line of what they share rows are indented, unless all rows are
    const indent = above.length > 0 && (group.length < shape.rows.length || group.some(whole)) ? ' ' : '';
    for (const row of group) {
      if (whole(row)) rows.push({ text: lineOf(row), sick: sick(row) });
      else {
        rows.push({ text: indent + lineOf(row.filter((_, at) => !shared.includes(at))), sick: sick(row), above });
        above = [];
      }
    }
  }
  return [...(shape.head ?? []), ...header, ...capped(rows, cap), ...(shape.tail ?? [])];
}

const ALL: RowGroup = { shared: [], from: 0, to: Number.POSITIVE_INFINITY };

function lineOf(cells: readonly string[]): string {
  const last = cells.findLastIndex((cell) => cell !== '');
  return cells
    .slice(0, last + 1)
    .join(cells.slice(0, last).includes('') || cells.some((cell) => cell.includes('  ')) ? ' | ' : '  ')
    .trimEnd();
}

/** `…  1/1  Running  …:` above rows that say what stands for `…`. */
function sharedLine(row: readonly string[], shared: readonly number[]): string {
  const cells = row.map((cell, at) => (shared.includes(at) ? cell : '…'));
  const last = Math.max(
    cells.findLastIndex((cell) => cell !== '…'),
    cells.indexOf('…'),
  );
  return `${lineOf(cells.slice(0, last + 1))}:`;
}

interface Row {
  readonly text: string;
  readonly sick: boolean;
  /** What it shares with the rows under it, said in front of it; absent where it says all itself. */
  readonly above?: readonly string[];
}

/** A row that the filter names as unhealthy is said whole. */
function namedTest({ unhealthy = [] }: Table): (row: readonly string[]) => boolean {
  const patterns = unhealthy.map((pattern) => new RegExp(pattern));
  return (row) => patterns.some((pattern) => pattern.test(row.join('  ')));
}

function unhealthyTest({ header = [], unhealthy = [] }: Table): (row: readonly string[]) => boolean {
  const named = namedTest({ kind: 'table', rows: [], unhealthy });
  const restarts = header.findIndex((name) => /^restarts?$/i.test(name));
  return (row) => {
    const text = row.join('  ');
    if (UNHEALTHY.test(text) || named(row)) return true;
    if (restarts >= 0 && /^[1-9]/.test(row[restarts] ?? '')) return true;
    return row.some((cell) => {
      const [, ready, wanted] = PARTS.exec(cell) ?? [];
      return ready !== wanted;
    });
  };
}

function capped(rows: readonly Row[], cap: number): string[] {
  const shown: string[] = [];
  let hidden = 0;
  let healthy = 0;
  let above: readonly string[] = [];
  for (const row of rows) {
    const keep = row.sick || healthy++ < cap;
    if (row.above && (row.above.length > 0 || !row.text.startsWith(' '))) above = row.above;
    if (keep && hidden > 0) shown.push(omitted(hidden, 'rows'));
    if (keep) shown.push(...(row.above ? above : []), row.text);
    if (keep && row.above) above = [];
    hidden = keep ? 0 : hidden + 1;
  }
  return hidden > 0 ? [...shown, omitted(hidden, 'rows')] : shown;
}
