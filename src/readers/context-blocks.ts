/** Reads matches with lines of context: numbered, under headings, or behind names alone. */

export interface ContextLine {
  readonly file: string;
  /** `:` of a match, `-` of context, `=` of a function's line. */
  readonly mark: string;
  readonly number?: number;
  readonly text: string;
  /** Behind `--`. */
  readonly apart: boolean;
}

/** Neighbouring lines of one file. */
export type ContextBlock = readonly ContextLine[];

/** Undefined if the names of the files cannot be told for sure. */
export function readBlocks(raw: readonly string[]): ContextBlock[] | undefined {
  return numberedBlocks(raw) ?? headedBlocks(raw) ?? namedBlocks(raw);
}

/** The blocks, each of one file whose numbers go up by one; undefined unless there is exactly one way to read every line so. */
function numberedBlocks(raw: readonly string[]): ContextBlock[] | undefined {
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

function sizeOfWay(ways: readonly ContextBlock[]): number {
  return ways.length === 1 ? (ways[0]?.length ?? 0) : 0;
}

/** For each block the ways to read it, the longest ones. Without `--` between them blocks may follow each other: `git grep -W`. */
function waysOf(raw: readonly string[]): ContextBlock[][] {
  const found: ContextBlock[][] = [];
  for (let at = 0; at < raw.length; ) {
    const line = raw[at] ?? '';
    const ways = line === '--' ? [] : placesIn(line).map((place) => readWay(raw, at, place));
    const longest = Math.max(0, ...ways.map((way) => way.length));
    if (line !== '--') found.push(ways.filter((way) => way.length === longest));
    at += Math.max(1, longest);
  }
  return found;
}

// "src/a.ts:12:", "src/a.ts-12-", of ag "src/a.ts:12-", "12:": every place that a line may begin with
function placesIn(line: string): { file: string; number: number }[] {
  return [...line.slice(0, 1000).matchAll(/(?:^|[:=-])(\d+)(?=[:=-])/g)].flatMap((found) => {
    const at = found.index;
    const [whole, number = ''] = found;
    const before = whole.length === number.length ? '' : (whole[0] ?? '');
    const after = line[at + whole.length];
    return before === '' || before === after || (before === ':' && after === '-')
      ? [{ file: line.slice(0, at), number: Number(number) }]
      : [];
  });
}

function readWay(lines: readonly string[], from: number, { file, number }: { file: string; number: number }): ContextLine[] {
  const read: ContextLine[] = [];
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

function lineOf(line: string, file: string): (Omit<ContextLine, 'apart'> & { readonly number: number }) | undefined {
  if (!line.startsWith(file)) return undefined;
  const [place, before = '', number = '', mark = ''] = /^([:=-]?)(\d+)([:=-])/.exec(line.slice(file.length, file.length + 20)) ?? [];
  const fits = file === '' ? before === '' : before === mark || (before === ':' && mark === '-');
  if (place === undefined || !fits) return undefined;
  return { file, mark, number: Number(number), text: line.slice(file.length + place.length) };
}

/** A heading stands first and behind an empty line; every other line has its number. */
function headedBlocks(raw: readonly string[]): ContextBlock[] | undefined {
  const blocks: ContextLine[][] = [];
  let file = '';
  for (const [index, line] of raw.entries()) {
    const own = file === '' ? undefined : lineOf(line, '');
    if (line === '') file = '';
    else if (file === '') {
      file = line;
      blocks.push([]);
    } else if (line === '--') blocks.push([]);
    else if (own) blocks.at(-1)?.push({ ...own, file, apart: raw[index - 1] === '--' });
    else return undefined;
  }
  const found = blocks.filter((block) => block.length > 0);
  return found.some((block) => block.some((line) => line.mark !== ':')) ? found : undefined;
}

/** Between two `--` all lines begin with one name, a match among them: there must be exactly one such name. */
function namedBlocks(raw: readonly string[]): ContextBlock[] | undefined {
  const parts: string[][] = [[]];
  for (const line of raw) {
    if (line === '--') parts.push([]);
    else parts.at(-1)?.push(line);
  }
  const blocks = parts.filter((part) => part.length > 0).map(namedBlock);
  return blocks.length > 0 && blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function namedBlock(part: readonly string[]): ContextBlock | undefined {
  const [first = ''] = part;
  // "src/a.ts-text": a name has a folder or an ending, and no blank
  const [start = ''] = /^\S{1,400}/.exec(first) ?? [];
  const names = [...start.matchAll(/[:-]/g)].map(({ index }) => first.slice(0, index)).filter((name) => /[/.]/.test(name));
  const fitting = names.filter(
    (name) =>
      part.every((line) => line.startsWith(name) && /[:-]/.test(line[name.length] ?? '')) && part.some((line) => line[name.length] === ':'),
  );
  const [file] = fitting;
  if (file === undefined || fitting.length > 1) return undefined;
  return part.map((line, index) => ({ file, mark: line[file.length] ?? '', text: line.slice(file.length + 1), apart: index === 0 }));
}
