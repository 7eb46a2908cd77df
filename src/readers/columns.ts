/** Tables in columns: by blanks (kubectl, docker, systemctl), by `|` (psql, mysql, aws) or by drawn borders (cli-table, pnpm). */

import { linesOf, squeeze } from '../text.ts';
import type { Shape, Table, TableRules } from '../types.ts';
import { readLog } from './log-entries.ts';

// "┌───┬───┐", "+----+------+", "----+-------", "|---|:--|", "╞═══╪═══╡", "====  ====="
const RULE = /^[\s+|\-=:_─━═│┃║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╭╮╰╯╞╪╡╟╫╢┏┳┓┣╋┫┗┻┛╇┡╈┩]{3,}$/;
// "│ a │ b │", "| a | b |", " 1 | x "
const BORDER = /[│┃║|]/;
// "| id | name |", " id | name"; "||/ Name  Version" of dpkg is none
const DRAWN = /(?:^|\s)[│┃║|](?=\s|$)/;
const OUTER = /^\s*[│┃║|]/;
// "NAME   READY   STATUS", "Package    Version", "UNIT LOAD ACTIVE SUB": no digits, no sentence
const HEADING = /^[^\d.!?;]*$/;
// "NAME", "CPU(cores)", "%CPU", "UP-TO-DATE", "CONTAINER ID"
const CAPITALS = /^\W?[\p{Lu}][\p{Lu}\W_]*(?:\([a-z]+\))?$/u;
// "error: …", "Error from server: …", "Warning: …", "W0910 12:00:00 …", "E0910 …"
const COMPLAINT = /^(?:error|warning|fatal|note|hint|info)(?::| from | \()|^[WEI]\d{4} \d\d:/i;

/** The tables of a text with what stands around them; undefined if there is none, or a row does not fit its columns. */
export function readTables(text: string, rules: TableRules = {}): Shape | undefined {
  const drop = (rules.drop ?? []).map((pattern) => new RegExp(pattern));
  const lines = linesOf(text).filter((line) => !drop.some((pattern) => pattern.test(line)));
  if (lines.some(isShared)) return undefined;
  const isHeader = headerTest(rules);
  const tables: Table[] = [];
  let head: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const read = isHeader(lines, at) ? tableAt(lines, at, isHeader, rules) : undefined;
    if (read === 'misfit') return undefined;
    if (read) {
      tables.push({ ...read.table, head: [...head, ...(read.table.head ?? [])] });
      head = [];
    } else if ((lines[at] ?? '').trim() !== '' && !RULE.test(lines[at] ?? '')) head.push(lines[at] ?? '');
    at = read ? read.end : at + 1;
  }
  const last = tables.pop();
  if (!last) return complaintsIn(lines);
  const whole = { ...last, tail: [...(last.tail ?? []), ...head] };
  return tables.length === 0 ? whole : { kind: 'parts', parts: [...tables, whole] };
}

/** Where there is no table because nothing could be asked, the tool's complaints: equal ones once. */
function complaintsIn(lines: readonly string[]): Shape | undefined {
  const complaints = lines.filter((line) => COMPLAINT.test(line)).length;
  return complaints > 2 && complaints > lines.length / 2 ? readLog(lines.join('\n')) : undefined;
}

/** "…  shop/web:1.4.2  …:", as our own tables say what rows share: such a text was read before. */
function isShared(line: string): boolean {
  return (
    line.endsWith(':') &&
    line
      .slice(0, -1)
      .split(/ {2}| \| /)
      .includes('…')
  );
}

type HeaderTest = (lines: readonly string[], at: number) => boolean;

/** Without a pattern the names of columns are told by what they look like: several cells, no digits, a row under them. */
function headerTest(rules: TableRules): HeaderTest {
  const patterns = rules.header?.map((pattern) => new RegExp(pattern));
  return (lines, at) => {
    const line = lines[at] ?? '';
    if (patterns) return patterns.some((pattern) => pattern.test(line));
    const ruled = RULE.test(lines[at + 1] ?? '');
    const cells = cellsOf(line);
    if (RULE.test(line) || cells.length < 2 || !HEADING.test(line) || COMPLAINT.test(line)) return false;
    if (BORDER.test(line) && !(ruled && BORDER.test(lines[at + 2] ?? ''))) return false;
    return cellsOf(lines[ruled ? at + 2 : at + 1] ?? '').length >= 2 && (ruled || cells.every((cell) => CAPITALS.test(cell)));
  };
}

function cellsOf(line: string): string[] {
  return BORDER.test(line) ? bordered(line, OUTER.test(line)) : spaced(line);
}

/** The cells between the borders, blank ones too: psql draws none around its rows. Blanks inside a cell are what it holds. */
function bordered(line: string, outer: boolean): string[] {
  const inner = outer ? line.trim().replace(/^[│┃║|]|[│┃║|]$/g, '') : line;
  return inner.split(/[│┃║|]/).map((cell) => cell.trim());
}

function spaced(line: string): string[] {
  return line
    .trim()
    .split(/\t+ *| {2,}/)
    .map(squeeze)
    .filter((cell) => cell !== '');
}

interface ReadTable {
  readonly table: Table;
  /** The index behind its last line. */
  readonly end: number;
}

/** The rows under the header, up to a blank line, the next header, or in a table with borders a line without. */
function tableAt(lines: readonly string[], start: number, isHeader: HeaderTest, rules: TableRules): ReadTable | 'misfit' {
  const header = lines[start] ?? '';
  const drawn = DRAWN.test(header);
  const rows: string[] = [];
  const others: string[] = [];
  let end = start + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || (rules.header && isHeader(lines, end) && !drawn)) break;
    if (drawn && ((!BORDER.test(line) && !RULE.test(line)) || isSeam(lines, end))) break;
    if (!RULE.test(line)) (drawn || !isSentence(line, spaced(header).length) ? rows : others).push(line);
  }
  const split = drawn ? byBorders([header, ...rows]) : byBlanks([header, ...rows]);
  const [names, ...cells] = split ?? [];
  if (!names) return 'misfit';
  const said = rules.replace ? cells.map((row) => row.map((cell) => replaced(cell, rules))) : cells;
  const options = { once: rules.once !== false, ...(rules.show === undefined ? {} : { cap: rules.show }) };
  return { table: { kind: 'table', header: names, rows: said, tail: others, unhealthy: rules.unhealthy ?? [], ...options }, end };
}

function replaced(cell: string, rules: TableRules): string {
  return (rules.replace ?? []).reduce((text, { pattern, with: by }) => text.replace(new RegExp(pattern, 'g'), by), cell);
}

/** The lower border of a table right above the upper one of the next. */
function isSeam(lines: readonly string[], at: number): boolean {
  return [lines[at], lines[at + 1]].every((line = '') => /^\s*[+┌└╭╰]/.test(line) && RULE.test(line));
}

/** "npm warn Unknown user config …" between rows: a complaint, or words with one blank between them where the rows have columns. */
function isSentence(line: string, names: number): boolean {
  return COMPLAINT.test(line) || (names >= 3 && spaced(line).length === 1 && / /.test(line.trim()));
}

/** As many cells in each line as there are names, or these are no columns. */
function byBorders(lines: readonly string[]): string[][] | undefined {
  const outer = OUTER.test(lines[0] ?? '');
  const cells = lines.map((line) => bordered(line, outer));
  return cells.every((row) => row.length === cells[0]?.length) ? cells : undefined;
}

/** Two blanks part cells that stand under their names; where a cell is empty or full, what is blank in every line does. */
function byBlanks(lines: readonly string[]): string[][] | undefined {
  const cells = lines.map(spaced);
  const [header = []] = lines.map(rangesOf);
  if (cells.every((row) => row.length === cells[0]?.length) && lines.every((line) => isUnder(rangesOf(line), header))) return cells;
  if (lines.some((line) => line.includes('\t')) || lines.every((line) => line === spaced(line).join('  '))) return undefined;
  const borders = bordersOf(lines);
  return borders.length === 0 ? undefined : lines.map((line) => cutAt(line, borders));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the cells of a line stand; of one with tabs nowhere. */
function rangesOf(line: string): Range[] {
  if (line.includes('\t')) return [];
  return [...line.matchAll(/\S+(?: \S+)*/g)].map(({ index, 0: cell }) => ({ start: index, end: index + cell.length }));
}

/** Each cell has a place in common with its name: `X  sad tests` under `NAME  DESCRIPTION` has none. */
function isUnder(cells: readonly Range[], header: readonly Range[]): boolean {
  return cells.every(({ start, end }, at) => start < (header[at]?.end ?? Number.POSITIVE_INFINITY) && end > (header[at]?.start ?? 0));
}

/** Between two names: a place that is blank in every line. Names with one blank or no such place between them share a column. */
function bordersOf([header = '', ...rows]: readonly string[]): number[] {
  return [...header.matchAll(/(?<=\S) {2,}(?=\S)/g)].flatMap((gap) => {
    const places = [...gap[0]].map((_, index) => gap.index + index).reverse();
    const place = places.find((at) => rows.every((row) => (row[at] ?? ' ') === ' '));
    return place === undefined ? [] : [place];
  });
}

function cutAt(line: string, borders: readonly number[]): string[] {
  const ends = [...borders, line.length];
  return ends.map((end, index) => squeeze(line.slice(index === 0 ? 0 : borders[index - 1], end)));
}
