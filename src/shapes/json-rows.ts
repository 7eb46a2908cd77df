/** Which of very many rows are like no other: the first, the last, rare keys, rare values, numbers far off, words of errors. */

import type { JsonNode } from './json-tree.ts';

/** A column of which so few values make up so much says what is usual. */
const FEW = 5;
const MOST = 0.8;
/** A key that fewer rows have is rare. */
const RARE = 0.2;
const FAR = 2;
const ENDS = 3;

const ERROR = /error|fail|fatal|panic|exception|denied|refused|timeout|unhealthy|critical|invalid|suspended|deleted|revoked|expired/i;

/** The indices of the rows that are shown. */
export function rowsThatDiffer(rows: readonly JsonNode[]): Set<number> {
  const kept = new Set([...rows.keys()].filter((at) => at < ENDS || at >= rows.length - ENDS));
  for (const [index, row] of rows.entries()) if (ERROR.test(valuesOf(row).join('\n'))) kept.add(index);
  for (const cells of columnsOf(rows).values()) for (const index of unusual(cells, rows.length)) kept.add(index);
  return kept;
}

type Cells = ReadonlyMap<number, string>;

function columnsOf(rows: readonly JsonNode[]): Map<string, Map<number, string>> {
  const columns = new Map<string, Map<number, string>>();
  const add = (node: JsonNode, path: string, index: number): void => {
    if (node.kind === 'object') for (const [key, value] of node.members) add(value, `${path}.${key}`, index);
    if (node.kind !== 'scalar') return;
    const cells = columns.get(path) ?? new Map<number, string>();
    columns.set(path, cells.set(index, node.text));
  };
  for (const [index, row] of rows.entries()) add(row, '', index);
  return columns;
}

function unusual(cells: Cells, count: number): number[] {
  if (cells.size < RARE * count) return [...cells.keys()];
  return [...rareValues(cells), ...farNumbers(cells)];
}

function rareValues(cells: Cells): number[] {
  const times = new Map<string, number>();
  for (const cell of cells.values()) times.set(cell, (times.get(cell) ?? 0) + 1);
  const usual = [...times].sort((one, other) => other[1] - one[1]).slice(0, FEW);
  const covered = usual.filter(([, each]) => each > 1).reduce((sum, [, each]) => sum + each, 0);
  if (covered < MOST * cells.size) return [];
  const names = new Set(usual.filter(([, each]) => each > 0.02 * cells.size).map(([name]) => name));
  return [...cells].filter(([, cell]) => !names.has(cell)).map(([index]) => index);
}

function farNumbers(cells: Cells): number[] {
  const numbers = [...cells].filter(([, cell]) => /^-?\d/.test(cell)).map(([index, cell]) => [index, Number(cell)] as const);
  if (numbers.length < cells.size) return [];
  const mean = numbers.reduce((sum, [, value]) => sum + value, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, [, value]) => sum + (value - mean) ** 2, 0) / numbers.length);
  return numbers.filter(([, value]) => Math.abs(value - mean) > FAR * spread).map(([index]) => index);
}

function valuesOf(node: JsonNode): string[] {
  if (node.kind === 'scalar') return node.text.startsWith('"') ? [node.text] : [];
  return (node.kind === 'list' ? node.items : [...node.members.values()]).flatMap(valuesOf);
}
