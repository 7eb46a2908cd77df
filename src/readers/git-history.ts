/** Commits, with what `--stat`, `--name-only` or `-p` says of each, as a shape; long histories are counted from where they do not fit. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy, linesOf } from '../text.ts';
import type { DiffFile, Run, Shape } from '../types.ts';
import { bodyLines, type Commit, readCommits } from './git-commits.ts';
import { isStat, isTotal, statLines } from './git-stat.ts';
import { isOwn } from './own-files.ts';
import { hasPatch, readPatch } from './patch.ts';
import { braced } from './paths.ts';

/** Characters of titles, bodies and names in all: about 5,000 tokens. */
const BUDGET = CAPS.history;
/** Raw patches may be so many times as long, before those of later commits are only counted. */
const PATCHES = 4;
/** Of the window of a reader this is left for the last marks. */
const RESERVE = 400;

/** Characters that a history may take. */
export function budgetOf(run: Run): number {
  return Math.min(BUDGET[run.level], Math.max((run.window ?? Number.POSITIVE_INFINITY) - RESERVE, RESERVE));
}

export function readHistory(text: string, budget: number): Shape | undefined {
  const read = readCommits(linesOf(text));
  return read && historyOf(read, budget);
}

export interface HistoryRead {
  readonly before: readonly string[];
  readonly commits: readonly Commit[];
}

export function historyOf(read: HistoryRead, budget: number): Shape | undefined {
  return read.commits.some((commit) => hasPatch(commit.rest)) ? withPatches(read, budget) : withoutPatches(read, budget);
}

/** What there is room for of each of `count` commits. */
export function roomFor(count: number, budget: number): { body: number; files: number } {
  return { body: Math.max(160, budget / 3 / count), files: Math.max(5, Math.floor(160 / count)) };
}

function withoutPatches({ before, commits }: HistoryRead, budget: number): Shape {
  const room = roomFor(commits.length, budget);
  const shown: string[] = [];
  let size = 0;
  for (const [index, commit] of commits.entries()) {
    const lines = [commit.title, ...bodyLines(commit.body, room.body), ...restLines(commit.rest, room.files)];
    size += lines.join('\n').length + 1;
    if (size > budget && index > 0)
      return { kind: 'text', content: true, lines: [...before, ...shown, commitsOmitted(commits.slice(index))] };
    shown.push(...lines);
  }
  return { kind: 'text', content: true, lines: [...before, ...shown] };
}

export function commitsOmitted(commits: readonly { readonly lines: number }[]): string {
  return omitted(
    commits.length,
    'commits',
    commits.reduce((sum, commit) => sum + commit.lines, 0),
  );
}

/** Stat rows and names up to `files`, hand-written ones first, the totals in any case; anything else as it is. */
export function restLines(rest: readonly string[], files: number): string[] {
  const lines = rest.filter((line) => line !== '');
  const totals = lines.filter(isTotal);
  const rows = lines.filter((line) => !isTotal(line));
  const capped = rows.length > files + 2 && rows.every((line) => isStat(line) || totals.length === 0);
  const some = capped ? ownFirst(rows, files) : rows;
  const shown = (named(some) ?? statLines(some)).map((line) => ` ${line}`);
  return [...shown, ...(capped ? [` ${omitted(rows.length - files, 'files')}`] : []), ...totals];
}

function ownFirst(rows: readonly string[], most: number): string[] {
  const isMine = (row: string) => isOwn(row.replace(/(?<! ) +\|.*$/, '').replace(/^.*\t/, ''));
  const chosen = new Set([...rows.filter(isMine), ...rows.filter((row) => !isMine(row))].slice(0, most));
  return rows.filter((row) => chosen.has(row));
}

/** So many names stand one on a line. */
const FEW = 12;
// "src/a.ts", "M\tsrc/a.ts"
const NAME = /^(?:([ACDMTUX])\t)?([^\s|]+)$/;

/** Many bare names by folder, behind what happened to them; undefined if a row says more. */
function named(rows: readonly string[]): string[] | undefined {
  const names = rows.map((row) => NAME.exec(row));
  if (rows.length <= FEW || !names.every((name) => name !== null)) return undefined;
  return [...groupBy(names, ([, status = '']) => status)].flatMap(([status, found]) =>
    braced(found.map(([, , path = '']) => path)).map((line) => (status === '' ? line : `${status} ${line}`)),
  );
}

function withPatches({ before, commits }: HistoryRead, budget: number): Shape | undefined {
  const room = roomFor(commits.length, budget);
  const files: DiffFile[] = [];
  let [titles, patches] = [0, 0];
  for (const [index, commit] of commits.entries()) {
    patches += commit.rest.join('\n').length;
    const read = patches > PATCHES * budget && index > 0 ? undefined : patchOf(commit);
    if (read === 'unknown') return undefined;
    const rest = read ? restLines(read.above, room.files) : [` ${omitted(commit.rest.length)}`];
    const header = [commit.title, ...bodyLines(commit.body, room.body), ...rest];
    titles += header.join('\n').length;
    if (titles > budget && index > 0) return { kind: 'diff', head: before, files, tail: [commitsOmitted(commits.slice(index))] };
    files.push({ header, hunks: [] });
    for (const file of read?.patch ?? []) files.push(file);
  }
  return { kind: 'diff', head: before, files };
}

/** The patch of a commit, and what stands above it. */
function patchOf({ rest }: Commit): { above: readonly string[]; patch: readonly DiffFile[] } | 'unknown' {
  const start = rest.findIndex((_, line) => hasPatch(rest.slice(line, line + 2)));
  if (start < 0) return { above: rest, patch: [] };
  const patch = readPatch(rest.slice(start, rest.at(-1) === '' ? -1 : undefined));
  return patch ? { above: rest.slice(0, start), patch } : 'unknown';
}
