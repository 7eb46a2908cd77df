/** The lines of a file's hunks, with more or less context around the changes. */

import { omitted } from '../marks.ts';
import { clip } from '../text.ts';
import type { DiffFile, Level } from '../types.ts';

/** Characters of a line that are shown: minified files have lines without end. */
const LONGEST = 1200;
/** Characters that a marker takes. */
export const MARKER = 48;
/** Context lines kept before a change; of a gap between two changes these many on each side. The first is what a diff with room has. */
const LEADS = [3, 1, 0] as const;

type Hunk = DiffFile['hunks'][number];

/** One line to print, and how many raw lines it stands for. */
export interface HunkLine {
  readonly text: string;
  readonly raw: number;
}

export interface HunkForm {
  readonly lines: readonly HunkLine[];
  readonly size: number;
}

/** A form for each of `LEADS`, and the context lines at the ends of hunks, which none of them has. */
export function formsOf(file: DiffFile, level: Level): { readonly forms: readonly HunkForm[]; readonly trailing: number } {
  let trailing = 0;
  const hunks = file.hunks.map((hunk) => {
    const lines = level === 'lossless' ? hunk.lines : withoutTrailing(hunk);
    trailing += hunk.lines.length - lines.length;
    return { hunk, lines };
  });
  const forms = (level === 'lossless' ? [Number.POSITIVE_INFINITY] : LEADS).map((lead) =>
    formOf(hunks.flatMap(({ hunk, lines }) => [{ text: hunk.header, raw: 1 }, ...gapsCounted(lines, columnsOf(hunk), lead)])),
  );
  return { forms, trailing };
}

function formOf(lines: readonly HunkLine[]): HunkForm {
  return { lines, size: lines.reduce((sum, line) => sum + lengthOf(line), 0) };
}

/** With its marker filled in. */
export function lengthOf({ text, raw }: HunkLine): number {
  return (raw > 1 ? MARKER : text.length) + 1;
}

/** A hunk that changes nothing (`\ No newline` apart) is left as it is. */
function withoutTrailing(hunk: Hunk): readonly string[] {
  const columns = columnsOf(hunk);
  const last = hunk.lines.findLastIndex((line) => !isContext(line, columns));
  return last < 0 ? hunk.lines : hunk.lines.slice(0, last + 1);
}

/** Context farther than `lead` lines from a change is counted where it was, if that is worth a marker. */
function gapsCounted(lines: readonly string[], columns: number, lead: number): HunkLine[] {
  const shown: HunkLine[] = [];
  let gap: string[] = [];
  const flush = () => {
    const before = shown.length > 0 ? lead : 0;
    const hidden = gap.length - before - lead;
    const show = (line: string) => shown.push({ text: shortened(line), raw: 1 });
    if (hidden > 2) {
      gap.slice(0, before).forEach(show);
      shown.push({ text: omitted(hidden, 'context lines'), raw: hidden });
      gap.slice(gap.length - lead).forEach(show);
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

/** Columns of `+` and `-`: one for each parent, `@@@` has two; none where changes stand within lines. */
function columnsOf(hunk: Hunk): number {
  if (hunk.words) return 0;
  return Math.max(1, (/^@*/.exec(hunk.header)?.[0].length ?? 0) - 1);
}

function isContext(line: string, columns: number): boolean {
  return columns === 0 ? !/\[-|\{\+/.test(line) : line.slice(0, columns).trim() === '';
}

function shortened(line: string): string {
  if (line.length <= LONGEST) return line;
  const cut = clip(line, LONGEST / 2);
  return `${cut}${omitted(line.length - cut.length, 'characters', 1)}`;
}
