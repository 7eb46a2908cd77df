/** Matches with lines of context around them: nothing in a line changes, the name of the file stands once above its lines. */

import { omitted } from '../marks.ts';
import { linesOf } from '../text.ts';
import type { Run, Text } from '../types.ts';
import { clipped } from './clip.ts';
import { hitsShape } from './hits-shown.ts';
import { isNote } from './search-hits.ts';

/** Characters that are shown; of longer texts context goes before matches. */
const ROOM = { lossless: Number.POSITIVE_INFINITY, normal: 15_000, tight: 5_000 };
/** Lines of context that are tried around each match. */
const AROUND = [10, 5, 3, 2, 1];

interface Line {
  readonly file: string;
  /** `:` of a match, `-` of context, `=` of a function's line. */
  readonly mark: string;
  readonly number: number;
  readonly text: string;
  /** Behind `--`. */
  readonly apart: boolean;
}

/** Lines between two `--`. */
type Block = readonly Line[];

/** Undefined if the names of the files cannot be told for sure. */
export function contextShape(text: string, run: Run, wanted: readonly string[]): Text | undefined {
  const raw = linesOf(text);
  const notes = raw.filter(isNote);
  const blocks = readBlocks(raw.filter((line) => !isNote(line)));
  if (!blocks) return undefined;
  const room = Math.min(ROOM[run.level], (run.window ?? Number.POSITIVE_INFINITY) * 0.8);
  const show = (line: string) => clipped(line, wanted);
  const whole = printed(blocks, show);
  if (sizeOf(whole) <= room) return { kind: 'text', content: true, lines: [...whole, ...notes] };
  const all = blocks.flat().filter((line) => line.mark !== ':').length;
  for (const around of AROUND) {
    const some = blocks.flatMap((block) => near(block, around));
    const lines = printed(some, show);
    const gone = all - some.flat().filter((line) => line.mark !== ':').length;
    if (sizeOf(lines) <= room) return { kind: 'text', content: true, lines: [...lines, omitted(gone, 'context lines'), ...notes] };
  }
  const hits = blocks.flat().filter((line) => line.mark === ':');
  const bare = hits.map(({ file, number, text: own }) => ({ file, line: String(number), text: own }));
  const shape = hitsShape({ hits: bare, notes }, run, wanted);
  return { ...shape, lines: [...shape.lines, ...(all > 0 ? [omitted(all, 'context lines')] : [])] };
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** The blocks, each of one file whose numbers go up by one; undefined unless there is exactly one way to read every line so. */
function readBlocks(raw: readonly string[]): Block[] | undefined {
  const ways = waysOf(raw);
  const known = new Set(ways.flatMap((each) => (each.length === 1 || sizeOfWay(each) > 1 ? (each[0]?.[0]?.file ?? []) : [])));
  const blocks = ways.map((each) => {
    const some = each.length === 1 ? each : each.filter(([line]) => known.has(line?.file ?? ''));
    return some.length === 1 ? some[0] : undefined;
  });
  if (!blocks.every((block) => block !== undefined)) return undefined;
  const marks = new Set(blocks.flatMap((block) => block.map((line) => line.mark)));
  return marks.has(':') && marks.size > 1 ? blocks : undefined;
}

function sizeOfWay(ways: readonly Block[]): number {
  return ways.length === 1 ? (ways[0]?.length ?? 0) : 0;
}

/** For each block the ways to read it, the longest ones. Without `--` between them blocks may follow each other: `git grep -W`. */
function waysOf(raw: readonly string[]): Block[][] {
  const found: Block[][] = [];
  for (let at = 0; at < raw.length; ) {
    const line = raw[at] ?? '';
    const ways = line === '--' ? [] : placesIn(line).map((place) => readWay(raw, at, place));
    const longest = Math.max(0, ...ways.map((way) => way.length));
    if (line !== '--') found.push(ways.filter((way) => way.length === longest));
    at += Math.max(1, longest);
  }
  return found;
}

// "src/a.ts:12:", "src/a.ts-12-", "12:": every place that a line may begin with
function placesIn(line: string): { file: string; number: number }[] {
  return [...line.slice(0, 1000).matchAll(/(?:^|[:=-])(\d+)(?=[:=-])/g)].flatMap((found) => {
    const at = found.index;
    const [whole, number = ''] = found;
    const before = whole.length === number.length ? '' : (whole[0] ?? '');
    const after = line[at + whole.length];
    return before === '' || before === after ? [{ file: line.slice(0, at), number: Number(number) }] : [];
  });
}

function readWay(lines: readonly string[], from: number, { file, number }: { file: string; number: number }): Line[] {
  const read: Line[] = [];
  let next = number;
  for (let at = from; at < lines.length; at++) {
    const own = lineOf(lines[at] ?? '', file);
    const goesOn = own && (own.number === next || (read.at(-1)?.mark === '=' && own.number > next));
    if (!own || !goesOn) break;
    read.push({ ...own, apart: at === from && lines[at - 1] === '--' });
    next = own.number + 1;
  }
  return read;
}

function lineOf(line: string, file: string): Omit<Line, 'apart'> | undefined {
  if (!line.startsWith(file)) return undefined;
  const [place, before = '', number = '', mark = ''] = /^([:=-]?)(\d+)([:=-])/.exec(line.slice(file.length, file.length + 20)) ?? [];
  if (place === undefined || before !== (file === '' ? '' : mark)) return undefined;
  return { file, mark, number: Number(number), text: line.slice(file.length + place.length) };
}

/** The lines of a block that are so near to a match; where lines between them are gone, blocks of their own. */
function near(block: Block, around: number): Block[] {
  const kept = new Set<number>();
  for (const [index, line] of block.entries())
    if (line.mark !== '-') for (let each = index - around; each <= index + around; each++) kept.add(each);
  const blocks: Line[][] = [[]];
  for (const [index, line] of block.entries()) {
    if (kept.has(index)) blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length) blocks.push([]);
  }
  return blocks.filter((each) => each.length > 0);
}

function printed(blocks: readonly Block[], show: (text: string) => string): string[] {
  const lines: string[] = [];
  let file: string | undefined;
  for (const block of blocks) {
    const own = block[0]?.file ?? '';
    if (file !== undefined && (own === file || block[0]?.apart)) lines.push('--');
    if (own !== file && own !== '') lines.push(own);
    file = own;
    for (const line of block) lines.push(`${line.number}${line.mark}${show(line.text)}`);
  }
  return lines;
}
