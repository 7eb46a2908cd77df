/** What git says while it moves objects and files: progress, diffstat, files made and deleted. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy } from '../text.ts';
import type { Level } from '../types.ts';
import { statLines } from './git-stat.ts';
import { isOwn } from './own-files.ts';
import { braced, pathItems } from './paths.ts';

/** Files of a diffstat; more are counted. */
const STAT = CAPS.diffstat;

const PROGRESS: readonly RegExp[] = [
  // "Counting objects: 100% (73/73), done.", "Empfange Objekte: 100% (3/3), fertig."
  /^(?:remote: )?[^\W\d][^:|%]+: +100% \((\d+)\/\1\), \S/,
  // "remote: Compressing objects:  50% (1/2)"
  /^remote: (?:Counting|Compressing) objects: +\d+% \(\d+\/\d+\) *$/,
  // "remote: Enumerating objects: 5, done."
  /^(?:remote: )?Enumerating objects: \d+, done\. *$/,
  // "Delta compression using up to 2 threads"
  /^Delta compression using up to \d+ threads?\.?$/,
  // "remote: Total 3 (delta 1), reused 0 (delta 0), pack-reused 0"
  /^(?:remote: )?Total \d+ \(delta \d+\), reused \d+ \(delta \d+\)(?:, pack-reused \d+(?: \(from \d+\))?)? *$/,
  // "hint: You can instead skip this commit: run "git rebase --skip"."
  /^hint: (?:Resolve all conflicts manually, mark them as resolved with|After resolving the conflicts, mark them with|"git add\/rm <\w+>", then run(?: "git \S+ --continue"\.)?|"git \S+ --continue"\.|You can instead skip this commit.*|To abort and get back to the state before "git \S+(?: --abort)?".*|run "git \S+ --abort"\.)$/,
  // "Rebasing (1/4)", "remote:"
  /^Rebasing \(\d+\/\d+\)$|^remote: *$/,
];

/** The same as patterns of a filter: finished meters and standard hints say nothing. */
export const METERS: readonly string[] = PROGRESS.map((pattern) => pattern.source);

function isProgress(line: string): boolean {
  return PROGRESS.some((pattern) => pattern.test(line));
}

// " lib/m0/part10.txt             | 10 ++++++++++", " logo.png | Bin 0 -> 4521 bytes"
const STAT_LINE = /^ (\S.*?)(?<! ) +\| +(\d+(?: [+-]+)?|Bin\b.*)$/;
// " create mode 100644 src/a.ts"
const MODE_LINE = / (?:create|delete) mode \d{6} /;

// " rename src/{tui => web/components}/footer.ts (100%)"
const RENAME_LINE = /^ rename (\S.*\}\/(?:[^ {}]*\/)?)([\w.@+-]+) (\(\d+%\))$/;

/** The lines less progress, with diffstats and lists of made and deleted files made short where they stand. */
export function restated(lines: readonly string[], level: Level): string[] {
  const shown: string[] = [];
  const told = lines.map((line) => line.trimEnd()).filter((line) => !isProgress(line));
  for (const [kind, block] of blocksOf(withoutEcho(told))) {
    if (kind === 'stat') shown.push(...stat(block, STAT[level]));
    else if (kind === 'mode') shown.push(...modes(block, level));
    else if (kind === 'rename') shown.push(...renames(block));
    else if (kind === 'auto') shown.push(`Auto-merging ${braced(block.map((line) => line.slice(13))).join(' ')}`);
    else shown.push(...block);
  }
  return shown;
}

/** "Auto-merging src/a.ts" says nothing if the next line is "CONFLICT (content): Merge conflict in src/a.ts". */
function withoutEcho(lines: readonly string[]): readonly string[] {
  if (lines.filter((line) => line.startsWith('Auto-merging ')).length < 6) return lines;
  return lines.filter((line, index) => {
    const path = line.startsWith('Auto-merging ') ? line.slice(13) : undefined;
    return path === undefined || !(lines[index + 1] ?? '').endsWith(`Merge conflict in ${path}`);
  });
}

function blocksOf(lines: readonly string[]): [string, string[]][] {
  const blocks: [string, string[]][] = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.[0] === kind) last[1].push(line);
    else blocks.push([kind, [line]]);
  }
  return blocks;
}

function kindOf(line: string): string {
  if (line.length > 1000) return 'other';
  if (STAT_LINE.test(line)) return 'stat';
  if (MODE_LINE.test(line)) return 'mode';
  if (line.startsWith('Auto-merging ')) return 'auto';
  return RENAME_LINE.test(line) ? 'rename' : 'other';
}

/** The bar of pluses says no more than the number before it and which of the two there are. */
function stat(lines: readonly string[], most: number): string[] {
  const hidden = lines.length - most > 5 ? lines.length - most : 0;
  const isMine = (line: string) => isOwn(STAT_LINE.exec(line)?.[1] ?? '');
  const chosen = new Set([...lines.filter(isMine), ...lines.filter((line) => !isMine(line))].slice(0, lines.length - hidden));
  const rows = statLines(lines.filter((line) => chosen.has(line))).map((row) => row.replace(/(\d) (\+*)(-*)$/, shortBar));
  return hidden > 0 ? [...rows, ` ${omitted(hidden, 'files')}`] : rows;
}

function shortBar(_: string, digit: string, more: string, less: string): string {
  return `${digit} ${more.slice(0, 1)}${less.slice(0, 1)}`.trimEnd();
}

function modes(lines: readonly string[], level: Level): string[] {
  return [...groupBy(lines, (line) => MODE_LINE.exec(line)?.[0] ?? '')].flatMap(([mode, found]) => {
    const paths = pathItems(
      found.map((line) => line.replace(mode, '')),
      level,
    ).map(({ path }) => path);
    return braced(paths).map((path) => mode + path);
  });
}

/** Names that moved the same way, twenty a line. */
function renames(lines: readonly string[]): string[] {
  const groups = groupBy(lines, (line) => line.replace(RENAME_LINE, '$1\n$3'));
  return [...groups].flatMap(([key, found]) => {
    const [way = '', similar = ''] = key.split('\n');
    return braced(found.map((line) => way + line.replace(RENAME_LINE, '$2'))).map((path) => ` rename ${path} ${similar}`);
  });
}
