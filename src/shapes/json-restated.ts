/** JSON that only a model reads: without blanks; rows of one kind as a table; of more rows than there is room for those that are like no other. */

import { omitted, restated } from '../marks.ts';
import { type Shortened, withoutLinks } from './json-links.ts';
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
  const short = withoutLinks(values);
  const all = [values.map(minified), linked(short, withinRoom(short.values)), linked(short, tableIn(short.values))];
  const [plain = [], ...others] = all.filter((lines) => lines !== undefined);
  const best = others.sort((one, other) => lengthOf(one) - lengthOf(other))[0] ?? plain;
  const lines = lengthOf(best) + HEADING < WORTH * lengthOf(plain) ? best : plain;
  return lengthOf(lines) < text.length ? lines : undefined;
}

/** Room of a heading with its handle. */
const HEADING = 40;

interface Laid {
  /** What the lines are, where they are no JSON. */
  readonly what?: string;
  readonly lines: readonly string[];
}

/** Under a heading that says in what form the value stands. */
function linked({ links }: Shortened, laid: Laid | undefined): string[] | undefined {
  if (!laid) return undefined;
  const what = [...(laid.what === undefined ? [] : [laid.what]), ...links.map((link, at) => `~${at + 1}=${link}`)];
  return what.length === 0 ? [...laid.lines] : [restated(`${what.join('; ')}; JSON`), ...laid.lines];
}

function tableIn(values: readonly JsonNode[]): Laid | undefined {
  return values.length > 1 ? tableOfRows(values) : tableWithin(values[0]);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function tableOfRows(rows: readonly JsonNode[], front: readonly string[] = []): Laid | undefined {
  const whole = tableOf(rows);
  if (!whole) return undefined;
  const [heading = '', ...lines] = whole;
  return { what: `${rows.length} rows as a table`, lines: [...front, heading, ...fitting(rows, lines)] };
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
function withinRoom(values: readonly JsonNode[]): Laid {
  const plain = values.map(minified);
  return { lines: values.length > 1 ? fitting(values, plain) : plain };
}

/** The longest list of rows in a value becomes a table under the rest, in which `@` stands for it. */
function tableWithin(value: JsonNode | undefined): Laid | undefined {
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
