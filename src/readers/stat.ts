/** Reads `--stat`: what it pads to columns is not padded. */

import type { Shape } from '../types.ts';

// " src/a.ts      | 12 ++++++------", " logo.png | Bin 3000 -> 3000 bytes", " {a => b}/c.ts | 0"
const ROW = /^ (.*\S) +\| +(\d+(?: [+-]+)?|Bin(?: \d+ -> \d+ bytes)?|Unmerged)$/;
// " 2 files changed, 12 insertions(+), 3 deletions(-)"
const TOTAL = /^ \d+ files? changed(?:, \d+ insertions?\(\+\))?(?:, \d+ deletions?\(-\))?$/;

export function readStat(lines: readonly string[]): Shape | undefined {
  if (!lines.some((line) => TOTAL.test(line)) || !lines.some((line) => ROW.test(line))) return undefined;
  return { kind: 'text', lines: lines.map(statLine), content: true };
}

export function isStat(line: string): boolean {
  return ROW.test(line) || TOTAL.test(line);
}

export function isTotal(line: string): boolean {
  return TOTAL.test(line);
}

/** ` src/a.ts | 12 ++++++------` */
export function statLine(line: string): string {
  const row = ROW.exec(line);
  return row ? `${row[1]} | ${row[2]}` : line.trimStart();
}
