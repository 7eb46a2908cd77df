/** What ls prints: blocks of names or of long rows, one block an operand or folder. */

import { groupBy, linesOf } from '../text.ts';

export interface ListingBlock {
  /** The folder, as the line `folder:` names it. */
  readonly folder?: string;
  /** "total 340", "insgesamt 340", "总计 340" */
  readonly total?: string;
  readonly rows: readonly string[];
}

// "total 340", "insgesamt 96", "总计 96"
const TOTAL = /^\p{L}+:? \d[\d.,]*[KMGTP]?$/u;

/** The blocks of a listing. A line that ends in a colon names a folder if it stands first or behind an empty line. */
export function blocksOf(text: string): ListingBlock[] {
  const blocks: { folder?: string; total?: string; rows: string[] }[] = [];
  let above = '';
  for (const line of linesOf(text)) {
    const last = blocks.at(-1);
    if (above === '' && line.endsWith(':')) blocks.push({ folder: line.slice(0, -1), rows: [] });
    else if (line !== '' && last && last.rows.length === 0 && last.total === undefined && TOTAL.test(line)) last.total = line;
    else if (line !== '' && last && !(above === '' && last.rows.length > 0)) last.rows.push(line);
    else if (line !== '') blocks.push(TOTAL.test(line) ? { total: line, rows: [] } : { rows: [line] });
    above = line;
  }
  return blocks;
}

interface Row {
  readonly mode: string;
  readonly links: string;
  readonly owner: string;
  readonly size: string;
  readonly date: string;
  readonly name: string;
}

// "-rw-r--r-- 1 root root  4096 Nov 20 14:42 name", "crw-rw-rw- 1 root root 1, 3 20. Nov 14:42 null", "… 2026-11-20 14:42:01.123456789 +0000 name"
const ROW =
  /^((?: *[\d.,]+[KMGTP]? +(?:[\d.,]+[KMGTP]? +)?)?[bcdlpsD-][rwxsStTl-]{9}[.+@]?) +(\d+) +(\S+ +\S+) +(\d+(?:, *\d+)?|[\d.,]+[KMGTP]?) +((?:\p{L}{2,5}\.? +\d{1,2}|\d{1,2}\.? +\p{L}{2,5}\.?|\d{1,2}月 ?\d{1,2}日?) +(?:\d\d:\d\d|\d{4})|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d(?:\.\d+)?(?: [+-]\d{4})?)?)?|\d\d-\d\d \d\d:\d\d) (.+)$/u;

/** Long rows by mode, what is the same in all rows of a group said once above them; undefined if a row is of another form. */
export function longRows(rows: readonly string[], sorted: boolean): string[] | undefined {
  const read: Row[] = [];
  let odd = 0;
  for (const row of rows) {
    const match = ROW.exec(row);
    const last = read.at(-1);
    if (!match && last && odd++ < rows.length / 20) {
      // a name with a line break goes on here
      read.splice(-1, 1, { ...last, name: `${last.name}\n${row}` });
      continue;
    }
    if (!match) return undefined;
    const [mode = '', links = '', owner = '', size = '', date = '', name = ''] = match
      .slice(1)
      .map((cell, index) => (index === 5 ? cell : cell.replace(/ +/g, ' ').trim()));
    read.push({ mode, links, owner, size, date, name });
  }
  const groups = sorted ? runsOf(read) : [...groupBy(read, kindOf).values()];
  return groups.flatMap(printed);
}

const FIELDS = ['mode', 'links', 'owner', 'size', 'date', 'name'] as const;

function kindOf(row: Row): string {
  return `${row.mode} ${row.owner}`;
}

/** Neighbours of one kind: the order of a sorted listing stays. */
function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last?.[0] && kindOf(last[0]) === kindOf(row)) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** `drwxr-xr-x … root root 4096:` above rows that begin with what stands for `…`. */
function printed(rows: readonly Row[]): string[] {
  const [first] = rows;
  if (!first) return [];
  if (rows.length === 1) return [cells(first, () => true).join(' ')];
  const same = (field: keyof Row) => rows.every((row) => row[field] === first[field]);
  const shared = FIELDS.map((field) => (field !== 'name' && same(field) ? first[field] : '…'))
    .join(' ')
    .replace(/(?<! …)(?: …)+$/, '');
  const varied = rows.map((row) => cells(row, (field) => field === 'name' || !same(field)).join(' '));
  return [`${shared}:`, ...(varied.every((row, index) => row === rows[index]?.name) ? inRows(varied) : varied).map((row) => ` ${row}`)];
}

/** Ten names a line; a name with a blank stands alone. */
export function inRows(names: readonly string[]): string[] {
  const lines: string[] = [];
  let row: string[] = [];
  const flush = () => {
    if (row.length > 0) lines.push(row.join(' '));
    row = [];
  };
  for (const name of names) {
    if (/\s/.test(name)) {
      flush();
      lines.push(name);
    } else if (row.push(name) === 10) flush();
  }
  flush();
  return lines;
}

function cells(row: Row, shown: (field: keyof Row) => boolean): string[] {
  return FIELDS.filter((field) => shown(field)).map((field) => row[field]);
}
