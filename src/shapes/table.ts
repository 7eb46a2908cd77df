import { omitted } from '../marks.ts';
import type { Level, Table } from '../types.ts';

const CAP = { lossless: Number.POSITIVE_INFINITY, normal: 200, tight: 40 };
// "CrashLoopBackOff", "Error", "unhealthy", "0/1", "exited (1)"
const UNHEALTHY = /fail|error|crash|unhealthy|backoff|oom|evicted|unknown|conflict|denied|critical|degraded|exited \([1-9]|\b0\/[1-9]/i;

/** Rows of cells, two blanks apart; rows beyond the cap are counted where they stood, but for unhealthy ones. */
export function printTable(shape: Table, level: Level): string[] {
  const cap = Math.min(shape.cap ?? CAP[level], CAP[level]);
  const lines = shape.rows.map((row) => row.join('  ').trimEnd());
  const header = shape.header ? [shape.header.join('  ').trimEnd()] : [];
  return [...(shape.head ?? []), ...header, ...capped(lines, cap, 'rows'), ...(shape.tail ?? [])];
}

function capped(lines: readonly string[], cap: number, noun: string): string[] {
  const shown: string[] = [];
  let hidden = 0;
  for (const [index, line] of lines.entries()) {
    const keep = index < cap || UNHEALTHY.test(line);
    if (keep && hidden > 0) shown.push(omitted(hidden, noun));
    if (keep) shown.push(line);
    hidden = keep ? 0 : hidden + 1;
  }
  return hidden > 0 ? [...shown, omitted(hidden, noun)] : shown;
}
