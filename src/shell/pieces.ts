/** Which command of a line printed which part of its text, where the parts show it themselves: from the beginning, and from the end, up to one that does not. */

import { linesOf } from '../text.ts';
import type { Part } from './parts.ts';
import { endOfPatch } from './patch-end.ts';
import { type LineStep, type StepKind, stepsOf } from './steps.ts';

/** undefined where no part of the text is proven to be one command's. */
export function piecesOf(line: string, text: string): Part[] | undefined {
  if (text.includes('\r') || text.includes('\0')) return undefined;
  const steps = stepsOf(line)?.filter(({ kind }) => kind !== 'silent');
  if (!steps || steps.length === 0 || steps.every(isOpen)) return undefined;
  const whole = linesOf(text);
  const lines = whole.slice(0, whole.findLastIndex((each) => !NOTE.test(each)) + 1);
  const start = lines.findIndex((each) => !NOTE.test(each));
  const [front, from, left] = fromFront(steps, lines, Math.max(0, start));
  const [back, to] = fromBack(left, lines, from);
  const middle = left.slice(0, left.length - back.length);
  // What nobody claims is of an open command: without one the text is not what the line should have printed.
  if (from < to && !middle.some(isOpen)) return undefined;
  const all = filled([...front, ...back], whole.length);
  if (all.every((piece) => piece.line === undefined)) return undefined;
  const end = text.endsWith('\n') ? '\n' : '';
  return all.map((piece): Part => {
    const own = whole.slice(piece.from, piece.to).join('\n') + (piece.to < whole.length ? '\n' : end);
    return piece.line === undefined ? { line, text: own } : { line: piece.line, text: own, proven: piece.kind };
  });
}

// Agents' own words above and below: "Warning: truncated output (original token count: 20235)", "Total output lines: 908", "<shellId: 2 completed …>"
const NOTE = /^(?:Warning: truncated output \(original token count: \d+\)|Total output lines: \d+|<shellId: [^>]*>|)$/;

function isOpen({ kind }: LineStep): boolean {
  return kind === 'open' || kind === 'tasks';
}

interface Piece {
  readonly line: string | undefined;
  readonly kind: StepKind;
  readonly from: number;
  readonly to: number;
}

function raw(from: number, to: number): Piece {
  return { line: undefined, kind: 'open', from, to };
}

/** The pieces, and between them what nobody claims. */
function filled(pieces: readonly Piece[], length: number): Piece[] {
  const all: Piece[] = [];
  let at = 0;
  for (const piece of pieces.filter(({ from, to }) => from < to)) {
    all.push(raw(at, piece.from), piece);
    at = piece.to;
  }
  return [...all, raw(at, length)].filter(({ from, to }) => from < to);
}

function fromFront(steps: readonly LineStep[], lines: readonly string[], start: number): [Piece[], number, readonly LineStep[]] {
  const pieces: Piece[] = [];
  let at = start;
  for (const [index, step] of steps.entries()) {
    const rest = steps.slice(index);
    // Agents that run commands side by side put a blank line between their texts.
    if (index > 0 && lines[at] === '' && at > 0 && !isOpen(step)) at++;
    const isLast = rest.length === 1;
    const own = { line: step.line, kind: step.kind, from: at };
    // The agent may have cut a patch in its middle: if only patches are left to come, all that is left is theirs.
    if (
      rest.every(({ kind }) => kind === 'patch') &&
      lines[at]?.startsWith('diff --git ') &&
      (isLast || endOfPatch(lines, at, false) === undefined)
    )
      return [[...pieces, { ...own, to: lines.length }], lines.length, []];
    const end = isOpen(step) ? undefined : endOf(step, lines, at, isLast);
    if (end === undefined || (isLast && end < lines.length)) return [pieces, at, rest];
    pieces.push({ ...own, to: end });
    at = end;
  }
  return [pieces, at, []];
}

/** A part at the end begins where its text reads as one command's up to the last line, and the line above does not. */
function fromBack(steps: readonly LineStep[], lines: readonly string[], least: number): [Piece[], number] {
  const pieces: Piece[] = [];
  let to = lines.length;
  for (const step of steps.toReversed()) {
    const start = isOpen(step) ? undefined : startOf(step, lines, least, to, to === lines.length);
    if (start === undefined || start === to) break;
    pieces.unshift({ line: step.line, kind: step.kind, from: start, to });
    to = start;
  }
  return [pieces, to];
}

function startOf(step: LineStep, lines: readonly string[], least: number, to: number, isLast: boolean): number | undefined {
  const own = lines.slice(0, to);
  if (step.kind === 'patch') {
    for (let at = least; at < to; at++) if (own[at]?.startsWith('diff --git ') && endOf(step, own, at, isLast) === to) return at;
    return undefined;
  }
  let at = to;
  while (at > least && isOf(step, own[at - 1] ?? '') && goesOn(step, own[at - 1] ?? '', own[at])) at--;
  return at;
}

/** Numbers go up by one, but for the parts that `sed -n` leaves out; a file's own numbers above them do not. */
function goesOn({ kind, cut }: LineStep, above: string, below: string | undefined): boolean {
  if (kind !== 'numbered' || below === undefined) return true;
  const [one, other] = [Number.parseInt(above, 10), Number.parseInt(below, 10)];
  return cut ? one < other : one === other - 1;
}

/** Where the text of a step ends that begins at a line; undefined if that cannot be told. */
function endOf(step: LineStep, lines: readonly string[], from: number, isLast: boolean): number | undefined {
  if (step.kind === 'patch') {
    const end = endOfPatch(lines, from, isLast);
    return end === undefined && step.cut && !isLast ? undefined : end;
  }
  let at = from;
  while (at < lines.length && isOf(step, lines[at] ?? '')) at++;
  return step.kind === 'hits' ? endOfSearch(lines, from, at) : at;
}

/** A search comes to each file once, and goes down in it: where a file comes again, or a number falls, another one begins. */
function endOfSearch(lines: readonly string[], from: number, to: number): number {
  const seen = new Set<string>();
  let [above, number] = ['', 0];
  for (let at = from; at < to; at++) {
    const [, file = '', own = '0'] = PLACE.exec(lines[at] ?? '') ?? [];
    if (file === above ? Number(own) < number : seen.has(file)) return at;
    seen.add(file);
    [above, number] = [file, Number(own)];
  }
  return to;
}

// "src/a.ts:12:text"
const PLACE = /^([^\s:][^:]*):(\d+):/;

// " internal/sem/x.go | 12 ++--", " 3 files changed, 24 insertions(+)", "a.go:12: trailing whitespace."
const STAT = /^ ?\S.* \| +(?:\d+ ?[+-]*|Bin .*)$|^ \d+ files? changed|^\S+:\d+: (?:trailing whitespace|space before tab|new blank line)/;
// "## main...origin/main", " M src/a.ts", "?? new/", "R  a -> b"
const STATUS = /^## \S|^[ MTADRCU?!]{2} \S/;
// "1f2e3d4 Say it", a whole hash
const COMMIT = /^[0-9a-f]{7,40}(?: \S|$)/;
// "* main 1f2e3d4 [origin/main] Say it", "  topic 1f2e3d4 Try it"
const BRANCH = /^[*+ ] (?:\([^)]*\)|\S+) +[0-9a-f]{7,40} /;
// "   123\ttext"
const NUMBERED = /^ {0,8}\d+\t/;

function isOf(step: LineStep, line: string): boolean {
  if (step.kind === 'stat') return STAT.test(line);
  if (step.kind === 'status') return STATUS.test(line);
  if (step.kind === 'branches') return BRANCH.test(line);
  if (step.kind === 'commits') return COMMIT.test(line);
  if (step.kind === 'numbered') return NUMBERED.test(line);
  return step.kind === 'hits' && isHit(line, step.operands);
}

/** "src/a.ts:12:text" below a path of the search; "12:text" where it has one file. */
function isHit(line: string, operands: readonly string[]): boolean {
  const [, ...paths] = operands;
  const [place, file] = PLACE.exec(line) ?? [];
  if (place === undefined || file === undefined) return false;
  if (/^\d+$/.test(file)) return false;
  if (paths.length === 0) return /[./]/.test(file);
  return paths.some((path) => {
    const folder = path.endsWith('/') ? path.slice(0, -1) : path;
    return (
      folder === '.' ||
      file === folder ||
      file.startsWith(`${folder}/`) ||
      (/[*?[]/.test(path) && file.startsWith(path.replace(/[*?[].*$/, '')))
    );
  });
}
