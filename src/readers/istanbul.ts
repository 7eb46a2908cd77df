/** The coverage table that istanbul's `text` report prints: jest, vitest, nyc and c8. */

import { omitted } from '../marks.ts';
import { squeeze } from '../text.ts';

// "----------|---------|----------|---------|---------|-------------------"
const RULE = /^-{3,}\|[-|]+-$/;
// " cart.js       |       0 |        0 |       0 |       0 | 1-20              "
const ROW = /^(.*?)(?<!\s)\s*\|(?:\s*[\d.]+\s*\|){1,4}/;
/** Rows of longer tables that are covered wholly are only counted. */
const WHOLE = 60;

/** Lines of a coverage table, from `at` on; 0 if there is none. */
export function coverageLength(lines: readonly string[], at: number): number {
  if (!RULE.test(lines[at] ?? '') || !/^File\s*\|/.test(lines[at + 1] ?? '')) return 0;
  let end = at + 2;
  while (RULE.test(lines[end] ?? '') || ROW.test(lines[end] ?? '')) end++;
  return end - at;
}

/** The table with its padding squeezed. */
export function coverageTable(lines: readonly string[]): string[] {
  const [rule = '', header = '', ...rest] = lines;
  const rows = rest.filter((line) => !RULE.test(line));
  const covered = rows.length <= WHOLE ? [] : rows.filter((row) => /^[^|]*(?:\|\s*100\s*){4}\|\s*$/.test(row));
  const shown = rows.filter((row) => !covered.includes(row));
  const more = covered.length > 0 ? [omitted(covered.length, 'rows')] : [];
  return [squeeze(header), rule, ...shown.map((row) => `${/^ */.exec(row)?.[0] ?? ''}${squeeze(row)}`), ...more];
}
