/** What grep, rg and git grep print: matches with or without file names, numbers, context and headings. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Level, Text } from '../types.ts';
import { clipped } from './clip.ts';
import { fairShare } from './paths.ts';

interface Hit {
  readonly file: string;
  readonly line: string;
  readonly text: string;
}

interface Found {
  readonly hits: Hit[];
  /** Lines about a file as a whole: "grep: data/a.bin: binary file matches". */
  readonly notes: string[];
}

/** Matches of which the text is shown; of the others in a file the line numbers. */
const SHOWN = CAPS.hits;
/** Files with text, files with line numbers. */
const FILES = 60;
const NAMED = 250;

// "src/a.ts:12:text", "C:\src\a.ts:12:text"
const NUMBERED = /^((?:[A-Za-z]:[\\/])?[^:]+):(\d+):/;
// "grep: a.bin: binary file matches", "Binary file a.bin matches", "a.bin: binary file matches (found "\0" byte around offset 3)"
const BINARY = /: binary file matches|^Binary file .* matches$/;
const NUMBER_ONLY = /^\d+[:-]/;

/** A name of digits alone is a line number. */
function hitOf(line: string): Hit | undefined {
  const [place, file = '', number = ''] = NUMBERED.exec(line) ?? [];
  return place === undefined || /^\d+$/.test(file) ? undefined : { file, line: number, text: line.slice(place.length) };
}

/** Matches that stand behind their place, or undefined if a line is nothing of the kind. */
export function numberedHits(text: string): Found | undefined {
  const found: Found = { hits: [], notes: [] };
  for (const line of linesOf(text)) {
    const hit = hitOf(line);
    if (BINARY.test(line)) found.notes.push(line);
    else if (hit) found.hits.push(hit);
    else return undefined;
  }
  return found.hits.length > 0 && !areTimes(found.hits) ? found : undefined;
}

/** "2026-11-20T10:12:57Z INFO …", "app.log:10:12:57 …" without line numbers: hours and minutes are no places. */
function areTimes(hits: readonly Hit[]): boolean {
  const times = hits.filter((hit) => /^\d\d$/.test(hit.line) && /^[0-5]\d(?!\d)/.test(hit.text));
  return 2 * times.length > hits.length;
}

/** Matches under the name of their file, as `--heading` prints them. */
export function headedHits(text: string): Found | undefined {
  const found: Found = { hits: [], notes: [] };
  let file = '';
  for (const line of linesOf(text)) {
    const match = /^(\d+):(.*)$/.exec(line);
    if (match && file !== '') found.hits.push({ file, line: match[1] ?? '', text: match[2] ?? '' });
    else if (BINARY.test(line)) found.notes.push(line);
    else if (line === '') file = '';
    else if (file === '' && !NUMBER_ONLY.test(line)) file = line;
    else return undefined;
  }
  return found.hits.length > 0 ? found : undefined;
}

/** Matches without numbers, `path:text`, if every line begins with a path. */
export function namedHits(text: string): Found | undefined {
  const found: Found = { hits: [], notes: [] };
  for (const line of linesOf(text)) {
    // "src/a.ts:text"; "Makefile:text" is not told from text
    const [file = ''] = /^[^\s:"'`(]+(?=:)/.exec(line) ?? [];
    if (BINARY.test(line)) found.notes.push(line);
    else if (file.includes('/') || /\.[A-Za-z]/.test(file)) found.hits.push({ file, line: '', text: line.slice(file.length + 1) });
    else return undefined;
  }
  return new Set(found.hits.map((hit) => hit.file)).size > 1 ? found : undefined;
}

/** Few matches: by folder. Many: by file, a fair share with text, the others by number. */
export function hitsShape({ hits: found, notes }: Found, level: Level, wanted: string): Text {
  const hits = found.map((hit) => ({ ...hit, text: clipped(hit.text.trim(), wanted) }));
  const lines = hits.length <= SHOWN[level] ? byFolder(hits) : byFile(hits, level);
  return { kind: 'text', content: true, lines: [...lines, ...notes] };
}

function byFolder(hits: readonly Hit[]): string[] {
  const lines: string[] = [];
  let folder = '';
  for (const hit of hits) {
    const end = hit.file.lastIndexOf('/') + 1;
    const here = hit.file.slice(0, end);
    if (here !== folder && here !== '') lines.push(here);
    const path = here === '' && folder !== '' ? `./${hit.file}` : hit.file.slice(end);
    if (here !== '') folder = here;
    lines.push(`${path}:${hit.line === '' ? '' : `${hit.line}:`}${hit.text}`);
  }
  return lines;
}

function byFile(hits: readonly Hit[], level: Level): string[] {
  const all = [...groupBy(hits, (hit) => hit.file)].map(([file, found]) => ({ file, found, texts: textsOf(found) }));
  const first = all.slice(0, FILES);
  const rest = all.slice(FILES);
  const share = fairShare(
    first.map(({ texts }) => texts.length),
    SHOWN[level],
  );
  const hidden = rest.reduce((sum, { found }) => sum + found.length, 0);
  return [
    ...first.flatMap(({ file, texts }) => [file, ...someOf(texts, share)]),
    ...rest.slice(0, NAMED).map(({ file, found }) => `${file}: ${someNumbers(found, 20)}`.trimEnd()),
    ...(hidden > 0 ? [omitted(hidden, 'matches')] : []),
  ];
}

/** Equal texts together where line numbers tell how many they are. */
function textsOf(hits: readonly Hit[]): [string, Hit[]][] {
  if (hits.some((hit) => hit.line === '')) return hits.map((hit) => [hit.text, [hit]]);
  return [...groupBy(hits, (hit) => hit.text)];
}

/** Each text behind the numbers of its lines; of the texts beyond the share only the numbers. */
function someOf(texts: readonly (readonly [string, readonly Hit[]])[], share: number): string[] {
  const shown = texts.length <= share + 1 ? texts : texts.slice(0, share);
  const others = texts
    .slice(shown.length)
    .flatMap(([, found]) => found)
    .sort((a, b) => Number(a.line) - Number(b.line));
  const lines = shown.map(([text, found]) => `${placed(found)}${text}`);
  return others.length === 0 ? lines : [...lines, `${someNumbers(others, 60)} ${omitted(others.length, 'matches')}`.trim()];
}

// "12,25:", or a blank where the search gave no numbers
function placed(hits: readonly Hit[]): string {
  const numbers = numbersOf(hits);
  if (numbers.length > 60) return `${numbers.slice(0, 60).join(',')},… ${omitted(numbers.length - 60, 'matches')}:`;
  return numbers.length === 0 ? ' ' : `${numbers.join(',')}:`;
}

function someNumbers(hits: readonly Hit[], most: number): string {
  const numbers = numbersOf(hits);
  return numbers.slice(0, most).join(' ') + (numbers.length > most ? ' …' : '');
}

function numbersOf(hits: readonly Hit[]): string[] {
  return hits.map((hit) => hit.line).filter((line) => line !== '');
}

/** Lines of context are code: nothing in them changes, the name of the file stands once above them. */
export function contextShape(text: string, level: Level): Text | undefined {
  const raw = linesOf(text);
  const files = new Set(raw.flatMap((line) => hitOf(line)?.file ?? []));
  const lines: string[] = [];
  let file = '';
  for (const line of raw) {
    const path = hitOf(line)?.file ?? [file, ...files].find((each) => isContextOf(line, each));
    if (path === undefined && line !== '--' && !BINARY.test(line)) return undefined;
    if (path !== undefined && path !== file) lines.push(path);
    if (path !== undefined) file = path;
    lines.push(path === undefined ? line : line.slice(path.length + 1));
  }
  return files.size === 0 ? undefined : { kind: 'text', content: true, lines: window(lines, CAPS.contextLines[level]) };
}

// "src/a.ts-12-text"
function isContextOf(line: string, file: string): boolean {
  return file !== '' && line.startsWith(`${file}-`) && /^-\d+-/.test(line.slice(file.length, file.length + 12));
}

/** Lines of one file: first and last of very many. */
export function window(lines: readonly string[], most: number): string[] {
  if (lines.length <= most + 10) return [...lines];
  const end = Math.floor(most / 3);
  const hidden = lines.length - most;
  return [...lines.slice(0, most - end), omitted(hidden), ...lines.slice(lines.length - end)];
}
