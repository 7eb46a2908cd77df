import { omitted } from '../marks.ts';
import type { Diff, DiffFile, Level } from '../types.ts';
import { CAPS } from './caps.ts';
import { type Share, sharesOf } from './diff-budget.ts';
import { formsOf, MARKER } from './diff-lines.ts';

/** Characters of hunks in all: about 10,000 tokens. */
const BUDGET = CAPS.diff;
/** So many files in a row of which nothing is shown stand on one line, and at most so many. */
const FEW = 4;
const ROW = 20;

/**
 * Headers, hunk headers and every changed line. Of the context goes what follows the last change of a hunk, so that lines can still be
 * counted from the hunk header; they are counted at the end. Beyond the budget files are cut, the least worth first, each with its count.
 */
export function printDiff(shape: Diff, level: Level, window = Number.POSITIVE_INFINITY): string[] {
  const forms = shape.files.map((file) => formsOf(file, level));
  const files = level === 'lossless' ? shape.files.map(({ limit: _, ...file }) => file) : shape.files;
  const around =
    [shape.head ?? [], ...files.map((file) => file.header), shape.tail ?? []].flat().join('\n').length + MARKER * (files.length + 2);
  const shares = sharesOf(files, forms, Math.min(BUDGET[level], Math.max(window - around, window / 4)));
  const trailing = files.reduce((sum, file, index) => sum + (file.left ?? 0) + (forms[index]?.trailing ?? 0), 0);
  const end = trailing > 0 ? [omitted(trailing)] : [];
  return [...(shape.head ?? []), ...printFiles(files, shares), ...end, ...(shape.tail ?? [])];
}

function printFiles(files: readonly DiffFile[], shares: readonly Share[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at < files.length; ) {
    const share = shares[at] ?? { lines: [], hidden: 0 };
    const run = namedTogether(files, shares, at);
    if (run.length >= FEW) lines.push(rowOf(run, shares.slice(at, at + run.length)));
    else lines.push(...printFile(files[at]?.header ?? [], share));
    at += run.length >= FEW ? run.length : 1;
  }
  return lines;
}

/** Of a file of which nothing is shown the count stands behind its name. */
function printFile(header: readonly string[], { lines, hidden }: Share): string[] {
  const mark = hidden > 0 ? omitted(hidden) : '';
  if (mark !== '' && lines.length === 0 && header.length > 0) return [...header.slice(0, -1), `${header.at(-1)} ${mark}`];
  return [...header, ...lines.map((line) => line.text), ...(mark === '' ? [] : [mark])];
}

// "diff src/old/a.ts (deleted file mode 100644)"
const TITLE = /^(diff )((?:[\w.@+\-~%=#]+\/)*)([\w.@+\-~%=#]+)( \([\w ]+\))?$/;

interface Title {
  readonly folder: string;
  readonly name: string;
  readonly note: string;
}

/** Neighbours of one folder of which nothing is shown and the same is said. */
function namedTogether(files: readonly DiffFile[], shares: readonly Share[], from: number): Title[] {
  const run: Title[] = [];
  for (let at = from; at < files.length && run.length < ROW; at++) {
    const share = shares[at];
    const [header, ...more] = files[at]?.header ?? [];
    const [, , folder = '', name = '', note = ''] = TITLE.exec(header ?? '') ?? [];
    if (name === '' || more.length > 0 || !share || share.hidden === 0 || share.lines.length > 0) break;
    if (run[0] && (run[0].folder !== folder || run[0].note !== note)) break;
    run.push({ folder, name, note });
  }
  return run;
}

function rowOf(run: readonly Title[], shares: readonly Share[]): string {
  const hidden = shares.reduce((sum, share) => sum + share.hidden, 0);
  const [first] = run;
  return `diff ${first?.folder}{${run.map((title) => title.name).join(',')}}${first?.note} ${omitted(hidden)}`;
}
