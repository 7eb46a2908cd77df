import { omitted } from '../marks.ts';
import type { Level, Table } from '../types.ts';
import { CAPS } from './caps.ts';

const CAP = CAPS.rows;
// "CrashLoopBackOff", "Error", "unhealthy", "0/1", "Exited (1) 2 hours ago", "inactive", "Terminating", "<none>" is no such word
const UNHEALTHY =
  /fail|error|crash|unhealthy|backoff|oom|evicted|unknown|conflict|denied|critical|degraded|exited \([1-9]|\b0\/[1-9]|pending|not[ -]?ready|not[ -]found|terminating|\bdead\b|\binactive\b|invalid|lost|stopped|stuck|timed? ?out|unavailable|unreachable|warning|down\b|deadline|restarting|disabled|expired|missing|deprecated|pressure|suspended|refused|orphan/i;
// "2/3": not all of them are ready
const PARTS = /^(\d+)\/(\d+)$/;

/** Rows of cells, two blanks apart (` | ` where one is empty); a column with one value is said once; rows beyond the cap are counted where they stood, but for unhealthy ones. */
export function printTable(shape: Table, level: Level): string[] {
  const cap = level === 'tight' ? Math.min(shape.cap ?? CAP.tight, CAP.tight) : (shape.cap ?? CAP[level]);
  const constant = shape.once ? constantColumns(shape) : [];
  const all = [...(shape.header ? [shape.header] : []), ...shape.rows];
  const join = all.some(needsBars) ? ' | ' : '  ';
  const line = (cells: readonly string[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1).join(join);
  const header = shape.header ? [line(shape.header)] : [];
  const sick = unhealthyTest(shape);
  const whole = namedTest(shape);
  const rows = shape.rows.map((row) => ({ text: line(whole(row) ? row : row.filter((_, at) => !constant.includes(at))), sick: sick(row) }));
  return [...(shape.head ?? []), ...header, ...once(shape, constant, join), ...capped(rows, cap), ...(shape.tail ?? [])];
}

/** Is a cell empty before the last one that is not, or are there two blanks in one? */
function needsBars(row: readonly string[]): boolean {
  const last = row.findLastIndex((cell) => cell !== '');
  return row.slice(0, last).includes('') || row.some((cell) => cell.includes('  '));
}

/** Columns under a header that say the same in each of three and more rows; at least one column varies. */
function constantColumns({ header, rows }: Table): number[] {
  const [first] = rows;
  if (!header || !first || rows.length < 3 || rows.some((row) => row.length !== header.length)) return [];
  const constant = first.flatMap((cell, at) => (cell !== '' && rows.every((row) => row[at] === cell) ? [at] : []));
  return constant.length < first.length ? constant : [];
}

/** `…  1/1  Running  …:` above rows that say what stands for `…`. */
function once({ rows }: Table, constant: readonly number[], join: string): string[] {
  const [first] = rows;
  if (!first || constant.length === 0) return [];
  const cells = first.map((cell, at) => (constant.includes(at) ? cell : '…'));
  return [`${cells.slice(0, cells.findLastIndex((cell) => cell !== '…') + 1).join(join)}:`];
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

function capped(rows: readonly { readonly text: string; readonly sick: boolean }[], cap: number): string[] {
  const shown: string[] = [];
  let hidden = 0;
  let healthy = 0;
  for (const { text, sick } of rows) {
    const keep = sick || healthy++ < cap;
    if (keep && hidden > 0) shown.push(omitted(hidden, 'rows'));
    if (keep) shown.push(text);
    hidden = keep ? 0 : hidden + 1;
  }
  return hidden > 0 ? [...shown, omitted(hidden, 'rows')] : shown;
}
