import { omitted } from '../marks.ts';
import { clip } from '../text.ts';
import type { Diff, DiffFile, Level } from '../types.ts';
import { CAPS } from './caps.ts';

/** Characters of hunks in all: about 10,000 tokens. Beyond it small files still come in full, and large ones are cut with their count. */
const BUDGET = CAPS.diff;
/** Context lines kept before a change; of a gap between two changes these many on each side. */
const LEAD = 3;
/** Characters of a line that are shown: minified files have lines without end. */
const LONGEST = 1200;

/** Characters that a marker takes. */
const MARKER = 40;

type Hunk = DiffFile['hunks'][number];

/**
 * Headers, hunk headers and every changed line. Of the context goes what follows the last change of a hunk, so that lines can still be
 * counted from the hunk header; they are counted at the end, cut hunks where they were cut.
 */
export function printDiff(shape: Diff, level: Level, window = Number.POSITIVE_INFINITY): string[] {
  const files = shape.files.map((file) => laidOut(file, level));
  const around =
    [shape.head ?? [], ...files.map((file) => file.header), shape.tail ?? []].flat().join('\n').length + MARKER * (files.length + 2);
  const share = fairShare(
    files.map((file) => Math.min(file.size, file.limit)),
    Math.min(BUDGET[level], Math.max(window - around, window / 4)),
  );
  const lines = files.flatMap((file) => [...file.header, ...withinBudget(file, Math.min(share, file.limit))]);
  const trailing = files.reduce((sum, file) => sum + file.trailing, 0);
  const end = [trailing > 0 ? omitted(trailing) : '', ...(shape.tail ?? [])];
  return [...(shape.head ?? []), ...lines, ...end.filter((line, index) => index > 0 || line !== '')];
}

/** One line to print, and how many raw lines it stands for. */
interface Line {
  readonly text: string;
  readonly raw: number;
}

interface LaidOut {
  readonly header: readonly string[];
  readonly lines: readonly Line[];
  readonly size: number;
  readonly limit: number;
  /** Context lines and header lines that are not shown. */
  readonly trailing: number;
}

function laidOut(file: DiffFile, level: Level): LaidOut {
  let trailing = file.left ?? 0;
  const lines = file.hunks.flatMap((hunk) => {
    const whole = level === 'lossless' ? hunk.lines : withoutTrailing(hunk);
    trailing += hunk.lines.length - whole.length;
    return [{ text: hunk.header, raw: 1 }, ...gapsCounted(whole, columnsOf(hunk), level)];
  });
  const size = lines.reduce((sum, line) => sum + line.text.length + 1, 0);
  return { header: file.header, lines, size, limit: level === 'lossless' ? size : (file.limit ?? size), trailing };
}

/** A hunk that changes nothing (`\ No newline` apart) is left as it is. */
function withoutTrailing(hunk: Hunk): readonly string[] {
  const columns = columnsOf(hunk);
  const last = hunk.lines.findLastIndex((line) => !isContext(line, columns));
  return last < 0 ? hunk.lines : hunk.lines.slice(0, last + 1);
}

/** Context farther than `LEAD` lines from a change is counted where it was, if that is worth a marker. */
function gapsCounted(lines: readonly string[], columns: number, level: Level): Line[] {
  const shown: Line[] = [];
  let gap: string[] = [];
  const flush = () => {
    const before = shown.length > 0 ? LEAD : 0;
    const hidden = gap.length - before - LEAD;
    const cut = hidden > 2 && level !== 'lossless';
    const show = (line: string) => shown.push({ text: shortened(line), raw: 1 });
    if (cut) {
      gap.slice(0, before).forEach(show);
      shown.push({ text: omitted(hidden, 'context lines'), raw: hidden });
      gap.slice(-LEAD).forEach(show);
    } else gap.forEach(show);
    gap = [];
  };
  for (const line of lines) {
    if (isContext(line, columns)) gap.push(line);
    else {
      flush();
      shown.push({ text: shortened(line), raw: 1 });
    }
  }
  return shown.concat(gap.map((text) => ({ text, raw: 1 })));
}

/** Columns of `+` and `-`: one for each parent, `@@@` has two. */
function columnsOf(hunk: Hunk): number {
  return Math.max(1, (/^@*/.exec(hunk.header)?.[0].length ?? 0) - 1);
}

function isContext(line: string, columns: number): boolean {
  return line.slice(0, columns).trim() === '';
}

function shortened(line: string): string {
  if (line.length <= LONGEST) return line;
  const cut = clip(line, LONGEST / 2);
  return `${cut}${omitted(line.length - cut.length, 'characters', 1)}`;
}

/** The share that each may have at most, so that the sum of what each takes keeps within `budget`. */
function fairShare(sizes: readonly number[], budget: number): number {
  let left = budget;
  const sorted = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}

/** Lines up to the room that there is; what is cut is counted. */
function withinBudget(file: LaidOut, room: number): string[] {
  if (file.size <= room) return file.lines.map((line) => line.text);
  const shown: string[] = [];
  let size = 0;
  for (const [index, line] of file.lines.entries()) {
    size += line.text.length + 1;
    if (size <= room) shown.push(line.text);
    else return [...shown, omitted(file.lines.slice(index).reduce((sum, each) => sum + each.raw, 0))];
  }
  return shown;
}
