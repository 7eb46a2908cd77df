/** Reads unified, combined and normal diffs, with what stands between them. */

import type { DiffFile } from '../types.ts';
import { isBundled, isOwn } from './own-files.ts';

type Hunk = DiffFile['hunks'][number];

interface Reading {
  readonly lines: readonly string[];
  at: number;
}

/** The files of a diff; text outside of hunks is kept as header lines. Undefined if a hunk is not what its header says. */
export function readPatch(lines: readonly string[]): DiffFile[] | undefined {
  const reading: Reading = { lines, at: 0 };
  const files: DiffFile[] = [];
  while (reading.at < lines.length) {
    const file = nextFile(reading);
    if (!file) return undefined;
    files.push(file);
  }
  return files;
}

/** Is there anything in these lines that a patch has? */
export function hasPatch(lines: readonly string[]): boolean {
  return lines.some(
    (line, index) => /^diff -/.test(line) || isHunkHeader(line) || (line.startsWith('--- ') && lines[index + 1]?.startsWith('+++ ')),
  );
}

function nextFile(reading: Reading): DiffFile | undefined {
  const raw = headerLines(reading);
  const hunks: Hunk[] = [];
  while (reading.at < reading.lines.length) {
    const header = reading.lines[reading.at] ?? '';
    if (!isHunkHeader(header)) break;
    const lines = header.startsWith('@') ? unifiedLines(reading, header) : normalLines(reading);
    if (!lines) return undefined;
    hunks.push({ header, lines });
  }
  if (raw.length === 0 && hunks.length === 0) return undefined;
  if (hunks.some(isInvisible)) return undefined;
  return fileOf(raw, hunks);
}

// "@@ -1,6 +1,6 @@ fn", "@@@ -5,7 -5,7 +5,11 @@@"; of a normal diff "3,5c3,4"
function isHunkHeader(line: string): boolean {
  return /^@@+ (?:-\d+(?:,\d+)? )+\+\d+(?:,\d+)? @@/.test(line) || /^\d+(?:,\d+)?[acd]\d+(?:,\d+)?$/.test(line);
}

/** Up to the next hunk or the next file. */
function headerLines(reading: Reading): string[] {
  const raw: string[] = [];
  while (reading.at < reading.lines.length) {
    const line = reading.lines[reading.at] ?? '';
    if (isHunkHeader(line) || (raw.length > 0 && startsFile(reading, raw))) break;
    raw.push(line);
    reading.at++;
  }
  return raw;
}

/** A line that cannot belong to the header above it. */
function startsFile(reading: Reading, raw: readonly string[]): boolean {
  const line = reading.lines[reading.at] ?? '';
  const above = raw.at(-1) ?? '';
  if (/^diff -/.test(line)) return true;
  if (line.startsWith('--- ') && reading.lines[reading.at + 1]?.startsWith('+++ '))
    return raw.some((each) => each.startsWith('+++ ')) || (!isGitHeader(raw[0]) && !/^diff /.test(above));
  return raw.length > 0 && isGitHeader(raw[0]) && !EXTENDED.test(line);
}

const EXTENDED =
  /^(?:index |old mode |new mode |mode |new file mode |deleted file mode |(?:dis)?similarity index |(?:rename|copy) (?:from|to) |--- |\+\+\+ |Binary files |GIT binary patch|literal \d|delta \d|$)/;

function isGitHeader(line: string | undefined): boolean {
  return line !== undefined && /^diff --(?:git|cc|combined) /.test(line);
}

/** As many lines as the header says: `--- x` within them is a removed line. */
function unifiedLines(reading: Reading, header: string): string[] | undefined {
  const parents = (/^@+/.exec(header)?.[0].length ?? 2) - 1;
  const left = [...(header.split(' @@')[0] ?? '').matchAll(/[-+]\d+(?:,(\d+))?/g)].map((range) => Number(range[1] ?? 1));
  const lines: string[] = [];
  reading.at++;
  while (reading.at < reading.lines.length) {
    const line = reading.lines[reading.at] ?? '';
    if (!line.startsWith('\\')) {
      if (left.every((count) => count <= 0)) break;
      if (!/^[-+ ]|^$/.test(line)) return undefined;
      const marks = line.slice(0, parents).padEnd(parents);
      const added = marks.includes('+');
      for (let parent = 0; parent < parents; parent++)
        if (marks[parent] === '-' || (marks[parent] === ' ' && !marks.includes('-'))) left[parent] = (left[parent] ?? 0) - 1;
      if (added || !marks.includes('-')) left[parents] = (left[parents] ?? 0) - 1;
    }
    lines.push(line);
    reading.at++;
  }
  return left.some((count) => count < 0) ? undefined : lines;
}

// "< old", "---", "> new", "\ No newline at end of file"
function normalLines(reading: Reading): string[] {
  const lines: string[] = [];
  reading.at++;
  while (reading.at < reading.lines.length && /^[<>](?: |$)|^---$|^\\/.test(reading.lines[reading.at] ?? '')) {
    lines.push(reading.lines[reading.at] ?? '');
    reading.at++;
  }
  return lines;
}

/** What was removed reads the same as what was added in its place: line ends differ, and only the raw text shows that. */
function isInvisible(hunk: Hunk): boolean {
  if (hunk.header.startsWith('@@@') || hunk.lines.some((line) => line.startsWith('\\'))) return false;
  let removed: string[] = [];
  let added: string[] = [];
  for (const line of [...hunk.lines, '']) {
    if (/^[+>]/.test(line)) added.push(line.slice(1));
    else if (line !== '---' || !/^\d/.test(hunk.header)) {
      const ended = added.length > 0 || !/^[-<]/.test(line);
      if (removed.length > 0 && added.length > 0 && ended && removed.join('\n') === added.join('\n')) return true;
      if (ended) [removed, added] = [[], []];
      if (/^[-<]/.test(line)) removed.push(line.slice(1));
    }
  }
  return false;
}

/** Characters of hunks of a file that is gone, and of one that a program writes: a glance is enough. */
const DELETED = 600;
const WRITTEN = 3000;

/** A file of a diff, its header on one line where nothing in it is unusual. */
export function fileOf(raw: readonly string[], hunks: readonly Hunk[]): DiffFile {
  const [first = '', ...rest] = raw;
  const title = titleOf(first, rest);
  const header = title === undefined ? plainHeader(raw) : [title];
  const path = nameIn(header[0] ?? '');
  const gone = raw.some((line) => line.startsWith('deleted file'));
  const limit = gone ? DELETED : title !== undefined && isBundled(path) ? WRITTEN : undefined;
  const submodule = hunks.some((hunk) => hunk.lines.some((line) => /^[-+]Subproject commit /.test(line)));
  const worth = gone ? 'deleted' : isOwn(path) || submodule ? undefined : 'generated';
  return { header, hunks, left: raw.length - (title === undefined ? header.length : 0), ...(limit && { limit }), ...(worth && { worth }) };
}

// "diff src/a.ts (new file mode 100644)", "rename a.ts => b.ts", "diff -ru old/a.ts new/a.ts"
function nameIn(title: string): string {
  const name = title.replace(/ \([^()]*\)$/, '').replace(/"$/, '');
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** `diff -ru a b` says the names, `--- a` and `+++ b` with their dates need not. */
function plainHeader(raw: readonly string[]): readonly string[] {
  const named = raw.findIndex((line) => /^diff -\w/.test(line));
  return named < 0 ? raw : raw.filter((line, index) => index <= named || !/^(?:--- |\+\+\+ )/.test(line));
}

/** The header of one file on one line; undefined if something in it does not fit. */
function titleOf(first: string, rest: readonly string[]): string | undefined {
  const path = pathOf(first);
  const plain = rest.filter((line) => !/^(?:index |--- |\+\+\+ )/.test(line) && line !== '');
  if (path === undefined || plain.some((line) => !EXTENDED.test(line) || /^(?:GIT binary|literal|delta)/.test(line))) return undefined;
  const from = after(plain, /^(?:rename|copy) from /);
  const to = after(plain, /^(?:rename|copy) to /);
  const names =
    from !== undefined && to !== undefined
      ? `${plain.some((line) => line.startsWith('copy')) ? 'copy' : 'rename'} ${from} => ${to}`
      : `diff ${path}`;
  const notes = plain
    .filter((line) => !/^(?:rename|copy) /.test(line))
    .map((line) => (line.startsWith('Binary files ') ? 'Binary files differ' : line));
  return notes.length > 0 ? `${names} (${notes.join(', ')})` : names;
}

function after(lines: readonly string[], start: RegExp): string | undefined {
  return lines.find((line) => start.test(line))?.replace(start, '');
}

/** Without `a/` and `b/`; undefined where the two sides have different names and no `rename` lines say so. */
function pathOf(first: string): string | undefined {
  // "diff --git a/x b/x", with diff.mnemonicPrefix "diff --git i/x w/x", with --no-prefix "diff --git x x"
  const same = first.startsWith('diff --git ') ? twice(first.slice('diff --git '.length)) : undefined;
  if (same !== undefined) return same;
  // "diff --cc x"
  const combined = /^diff --(?:cc|combined) (.+)$/.exec(first);
  if (combined) return combined[1];
  return /^diff --git /.test(first) ? first.slice('diff --git '.length) : undefined;
}

/** The one path that both halves name; a pattern with back-references would need quadratic time. */
function twice(names: string): string | undefined {
  const half = (names.length - 1) / 2;
  const [left, right] = [names.slice(0, half), names.slice(half + 1)];
  if (names[half] !== ' ') return undefined;
  const [, quote, from, path] = /^("?)([aciow12])\/(.+)$/.exec(left) ?? [];
  const to = /^"?([bciow12])\//.exec(right)?.[1];
  if (from !== undefined && to !== undefined && from !== to && right === `${quote}${to}/${path}`) return `${quote}${path}`;
  return left === right ? left : undefined;
}
