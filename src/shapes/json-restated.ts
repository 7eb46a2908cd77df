/** JSON that only a model reads: without blanks; rows of one kind as a table; of more rows than there is room for those that are like no other. */

import { omitted, restated } from '../marks.ts';
import { rowsThatDiffer } from './json-rows.ts';
import { tableOf } from './json-table.ts';
import { type JsonNode, jsonValues, minified } from './json-tree.ts';

/** Characters of rows, from which on rows that are like others are only counted: about 25,000 tokens. */
const ROOM = 80_000;
/** A table must be so much shorter than JSON without blanks to be worth another form. */
const WORTH = 0.93;

/** undefined if the text is no JSON, or no shorter. */
export function restatedJson(text: string): string[] | undefined {
  const values = jsonValues(text);
  if (!values) return undefined;
  const plain = values.map(minified);
  const table = values.length > 1 ? tableOfRows(values) : tableWithin(values[0]);
  const lines = table && lengthOf(table) < WORTH * lengthOf(plain) ? table : withinRoom(values, plain);
  return lengthOf(lines) < text.length ? lines : undefined;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function tableOfRows(rows: readonly JsonNode[], front: readonly string[] = []): string[] | undefined {
  const whole = tableOf(rows);
  if (!whole) return undefined;
  const [heading = '', ...lines] = whole;
  const head = [restated(`${rows.length} rows as a table; JSON`), ...front, heading];
  return [...head, ...fitting(rows, lines)];
}

/** The lines of rows of which none is left out while there is room for all. */
function fitting(rows: readonly JsonNode[], lines: readonly string[]): string[] {
  if (lengthOf(lines) <= ROOM) return [...lines];
  const kept = rowsThatDiffer(rows);
  const shown: string[] = [];
  let gap = 0;
  const close = () => {
    if (gap > 0) shown.push(omitted(gap, 'rows'));
    gap = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (!kept.has(index)) gap++;
    else {
      close();
      shown.push(line);
    }
  }
  close();
  return shown;
}

/** Several values that are no table, one a line. */
function withinRoom(values: readonly JsonNode[], plain: readonly string[]): string[] {
  return values.length > 1 ? fitting(values, plain) : [...plain];
}

/** The longest list of rows in a value becomes a table under the rest, in which `@` stands for it. */
function tableWithin(value: JsonNode | undefined): string[] | undefined {
  if (!value) return undefined;
  if (value.kind === 'list') return tableOfRows(value.items);
  const [longest] = listsIn(value, 3).sort((one, other) => minified(other).length - minified(one).length);
  if (!longest || value.kind !== 'object') return undefined;
  return tableOfRows(longest.items, [minified(without(value, longest))]);
}

type List = JsonNode & { readonly kind: 'list' };

function listsIn(node: JsonNode, depth: number): List[] {
  if (node.kind === 'list') return [node];
  return node.kind === 'object' && depth > 0 ? [...node.members.values()].flatMap((member) => listsIn(member, depth - 1)) : [];
}

function without(node: JsonNode, list: List): JsonNode {
  if (node === list) return { kind: 'scalar', text: '@' };
  if (node.kind !== 'object') return node;
  return { kind: 'object', members: new Map([...node.members].map(([key, value]) => [key, without(value, list)])) };
}
