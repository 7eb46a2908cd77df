/** Commits, with what `--stat`, `--name-only` or `-p` says of each, as a shape; long histories are counted from where they do not fit. */

import { linesOf, omitted } from '../text.ts';
import type { DiffFile, Level, Shape } from '../types.ts';
import { bodyLines, type Commit, readCommits } from './commits.ts';
import { hasPatch, readPatch } from './patch.ts';
import { isStat, isTotal, statLines } from './stat.ts';

/** Characters of titles, bodies and names in all: about 5,000 tokens. */
export const BUDGET = { lossless: Number.POSITIVE_INFINITY, normal: 18_000, tight: 8_000 };
/** Characters of raw patches, beyond which later commits are only counted. */
export const PATCHES = { lossless: Number.POSITIVE_INFINITY, normal: 60_000, tight: 24_000 };

export function readHistory(text: string, level: Level): Shape | undefined {
  const read = readCommits(linesOf(text));
  if (!read) return undefined;
  return read.commits.some((commit) => hasPatch(commit.rest)) ? withPatches(read, level) : withoutPatches(read, level);
}

interface Read {
  readonly before: readonly string[];
  readonly commits: readonly Commit[];
}

/** What there is room for of each of `count` commits. */
export function roomFor(count: number, level: Level): { body: number; files: number } {
  return { body: Math.max(160, (BUDGET[level] * 0.6) / count), files: Math.max(5, Math.floor(160 / count)) };
}

function withoutPatches({ before, commits }: Read, level: Level): Shape {
  const room = roomFor(commits.length, level);
  const shown: string[] = [];
  let size = 0;
  for (const [index, commit] of commits.entries()) {
    const lines = [commit.title, ...bodyLines(commit.body, room.body), ...restLines(commit.rest, room.files)];
    size += lines.join('\n').length + 1;
    if (size > BUDGET[level] && index > 0)
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

/** Stat rows and names up to `files`, the totals in any case; anything else as it is. */
export function restLines(rest: readonly string[], files: number): string[] {
  const lines = rest.filter((line) => line !== '');
  const totals = lines.filter(isTotal).map((line) => ` ${line}`);
  const rows = lines.filter((line) => !isTotal(line));
  const capped = rows.length > files + 2 && rows.every((line) => isStat(line) || totals.length === 0);
  const shown = statLines(capped ? rows.slice(0, files) : rows).map((line) => `  ${line}`);
  return [...shown, ...(capped ? [`  ${omitted(rows.length - files, 'files')}`] : []), ...totals];
}

function withPatches({ before, commits }: Read, level: Level): Shape | undefined {
  const room = roomFor(commits.length, level);
  const files: DiffFile[] = [];
  let size = 0;
  for (const [index, commit] of commits.entries()) {
    const start = commit.rest.findIndex((_, line) => hasPatch(commit.rest.slice(line, line + 2)));
    const patch = start < 0 ? [] : readPatch(commit.rest.slice(start).filter((line, at, all) => line !== '' || at < all.length - 1));
    if (!patch) return undefined;
    const above = start < 0 ? commit.rest : commit.rest.slice(0, start);
    size += commit.rest.join('\n').length;
    if (size > PATCHES[level] && index > 0) return { kind: 'diff', head: before, files, tail: [commitsOmitted(commits.slice(index))] };
    files.push({ header: [commit.title, ...bodyLines(commit.body, room.body), ...restLines(above, room.files)], hunks: [] }, ...patch);
  }
  return { kind: 'diff', head: before, files };
}
