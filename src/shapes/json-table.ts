/**
 * Rows of JSON as a table that reads back as the same value: the keys once, what is the same in all rows once, a row a line.
 * `{id,name,owner.login,type=User}` and `1,shop,anna`; an empty cell is a key that the row has not, `""` the empty text.
 */

import { isSame, type JsonNode, jsonValueAt, minified } from './json-tree.ts';

type Row = JsonNode & { readonly kind: 'object' };

/** Keys from the row down to a value, as they are spelled. */
type Path = readonly string[];

/** Rows from which on a table is worth its heading. */
const FEWEST = 3;
/** Cells without a value, of all. */
const GAPS = 0.75;

/** The lines of a table; undefined if the rows do not read back as they were, or are none. */
export function tableOf(rows: readonly JsonNode[]): string[] | undefined {
  const objects = rows.filter((row) => row.kind === 'object');
  if (objects.length < rows.length || rows.length < FEWEST) return undefined;
  const flat = objects.map(flattened);
  const names = [...new Set(flat.flatMap((row) => [...row.keys()]))];
  if (names.length === 0 || flat.reduce((sum, row) => sum + row.size, 0) < (1 - GAPS) * names.length * rows.length) return undefined;
  const once = new Map(names.flatMap((name) => shared(name, flat)));
  const columns = names.filter((name) => !once.has(name));
  if (columns.length === 0) return undefined;
  const heading = `{${[...columns, ...[...once].map(([name, cell]) => `${name}=${cell}`)].join(',')}}`;
  const lines = [heading, ...flat.map((row) => columns.map((name) => row.get(name) ?? '').join(','))];
  return readsBack(lines, rows) ? lines : undefined;
}

function readsBack(lines: readonly string[], rows: readonly JsonNode[]): boolean {
  const back = rowsOf(lines);
  return back?.length === rows.length && rows.every((row, at) => back[at] !== undefined && isSame(row, back[at]));
}

/** The cell that all rows have. */
function shared(name: string, rows: readonly ReadonlyMap<string, string>[]): [string, string][] {
  const cell = rows[0]?.get(name);
  return cell !== undefined && rows.every((row) => row.get(name) === cell) ? [[name, cell]] : [];
}

/** `owner.login` → its cell. Objects in objects are laid flat, lists and empty objects stay one cell. */
function flattened(row: Row): Map<string, string> {
  const cells = new Map<string, string>();
  addCells(row, '', cells);
  return cells;
}

function addCells(row: Row, front: string, cells: Map<string, string>): void {
  for (const [key, value] of row.members) {
    const name = front + nameOf(key);
    if (value.kind === 'object' && value.members.size > 0) addCells(value, `${name}.`, cells);
    else cells.set(name, cellOf(value));
  }
}

// "id", "merge_commit_sha", "x-rate"
const NAME = /^"([A-Za-z_$][\w$-]*)"$/;
const names = new Map<string, string>();

/** Keys come again in every row. */
function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = NAME.exec(key)?.[1] ?? key;
  if (names.size < 5_000) names.set(key, name);
  return name;
}

// What could be taken for another cell, for a number or a word of JSON, is quoted: ",", "1.5", "null", " a", "[x"
const PLAIN = /^(?!(?:true|false|null|-?\d[\d.eE+-]*)$)[^\s,"[{=}\\\0-\x1f][^,"=}\\\0-\x1f]*$/;

function cellOf(node: JsonNode): string {
  if (node.kind !== 'scalar' || node.text[0] !== '"') return minified(node);
  const inner = node.text.slice(1, -1);
  return PLAIN.test(inner) && !/\s$/.test(inner) ? inner : node.text;
}

/** The rows that a table stands for; undefined if it is none. */
export function rowsOf([heading = '', ...lines]: readonly string[]): JsonNode[] | undefined {
  try {
    const columns = columnsOf(heading);
    return columns && lines.map((line) => rowOf(line, columns));
  } catch {
    return undefined;
  }
}

interface Column {
  readonly path: Path;
  readonly value?: JsonNode;
}

function columnsOf(heading: string): Column[] | undefined {
  if (!heading.startsWith('{') || !heading.endsWith('}')) return undefined;
  const columns: Column[] = [];
  for (let at = 1; at < heading.length; at++) {
    const path: string[] = [];
    for (at--; path.length === 0 || heading[at] === '.'; ) {
      const key = keyAt(heading, at + 1);
      path.push(key.text);
      at = key.end;
    }
    const cell = heading[at] === '=' ? cellAt(heading, at + 1, ',}') : undefined;
    columns.push({ path, ...(cell?.value ? { value: cell.value } : {}) });
    at = cell?.end ?? at;
  }
  return columns;
}

function keyAt(text: string, at: number): { text: string; end: number } {
  if (text[at] === '"') {
    const { value, end } = jsonValueAt(text, at);
    return { text: minified(value), end };
  }
  const [name = ''] = /^[\w$-]+/.exec(text.slice(at, at + 500)) ?? [];
  if (name === '') throw new Error('no key');
  return { text: `"${name}"`, end: at + name.length };
}

/** `ends`: the letters behind a cell. An empty cell has no value. */
function cellAt(text: string, at: number, ends: string): { value?: JsonNode; end: number } {
  if (/["[{]/.test(text[at] ?? '')) return jsonValueAt(text, at);
  const stops = [...ends].map((stop) => text.indexOf(stop, at)).filter((stop) => stop >= 0);
  const end = stops.length > 0 ? Math.min(...stops) : text.length;
  const cell = text.slice(at, end);
  if (cell === '') return { end };
  const isWord = /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(cell);
  return { value: { kind: 'scalar', text: isWord ? cell : `"${cell}"` }, end };
}

type Open = { kind: 'object'; members: Map<string, JsonNode> };

function rowOf(line: string, columns: readonly Column[]): JsonNode {
  const row: Open = { kind: 'object', members: new Map() };
  let at = 0;
  for (const { path, value: once } of columns) {
    let value = once;
    if (!value) {
      const cell = cellAt(line, at, ',');
      ({ value } = cell);
      at = cell.end + 1;
    }
    if (value) place(row, path, value);
  }
  if (at < line.length) throw new Error('more cells than columns');
  return row;
}

function place(row: Open, path: Path, value: JsonNode): void {
  let here = row;
  for (const key of path.slice(0, -1)) {
    const next = here.members.get(key) ?? { kind: 'object', members: new Map() };
    if (next.kind !== 'object') throw new Error('two values in one place');
    here.members.set(key, next);
    here = next as Open;
  }
  const last = path.at(-1) ?? '';
  if (here.members.has(last)) throw new Error('two values in one place');
  here.members.set(last, value);
}
