/** Lays matches out. Few: by folder. Many: what is the same in several files once, then a fair share of every file, the user's own first. */

import { hasMark, omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy } from '../text.ts';
import type { Run, Text } from '../types.ts';
import { clipped } from './clip.ts';
import { type ChosenTexts, chosenTexts, PLACES, type Texts, textsOf } from './hits-chosen.ts';
import type { Hit, Hits } from './search-hits.ts';

/** Up to so many matches all are shown. */
const ALL = CAPS.hits;
/** Characters of texts that are shown of more. */
const ROOM = CAPS.hitTexts;
/** Numbers that a file's row holds, files that are named without a text. */
const NUMBERS = 60;
const NAMED = 250;
/** Of very many matches fewer numbers are named. */
const CROWD = 1_500;
const FEWER = 15;
/** Characters of a mark, with the numbers before it. */
const MARK = 80;
/** Files of one text from which on it is said once. */
const SHARED = 3;

/** `wanted` are texts around which long lines are shown. */
export function hitsShape({ hits, notes }: Hits, { level, window }: Run, wanted: readonly string[]): Text {
  const show = (text: string) => clipped(text, wanted);
  const shared = sharedTexts(hits);
  const once = new Set(shared.flatMap((text) => text.hits));
  const others = hits.filter((hit) => !once.has(hit));
  const few = hits.length <= ALL[level] ? [...shared.flatMap((text) => sharedLines(text, show)), ...byFolder(others, show)] : undefined;
  const fits = (lines: readonly string[]) => window === undefined || sizeOf(lines) <= window - sizeOf(notes) - MARK;
  if (few && fits(few)) return { kind: 'text', content: true, lines: [...few, ...notes] };
  let lines: string[] = [];
  for (let room = Math.min(ROOM[level], window ?? Number.POSITIVE_INFINITY); room > MARK; room /= 2) {
    lines = byFile(chosenTexts(shared, others, room), hits, show);
    if (fits(lines)) break;
  }
  return { kind: 'text', content: true, lines: [...lines, ...notes] };
}

/** With a handle in each mark. */
function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1 + (hasMark(line) ? 24 : 0), 0);
}

/** Texts that stand in several files. Names that braces could change do not take part. */
function sharedTexts(hits: readonly Hit[]): Texts[] {
  const plain = hits.filter((hit) => hit.file !== '' && !hit.unclear && /^[^\s{},:]+$/.test(hit.file) && hit.text.trim() !== '');
  return [...groupBy(plain, (hit) => hit.text)].filter(([, found]) => areShared(found)).map(([text, found]) => ({ text, hits: found }));
}

/** Without numbers a text that a file has twice would be said once. */
function areShared(found: readonly Hit[]): boolean {
  const files = new Set(found.map((hit) => hit.file)).size;
  return files >= SHARED && (files === found.length || found.every((hit) => hit.line !== ''));
}

/** `src/locales/{ar.ts:50,az.ts:51 60}:text`; of very many places the first, the others counted. */
function sharedLines({ text, hits }: Texts, show: (text: string) => string): string[] {
  const some = hits.slice(0, PLACES);
  const folder = commonFolder(some.map((hit) => hit.file));
  const places = [...groupBy(some, (hit) => hit.file)].map(([file, found]) => nameOf(file.slice(folder.length), numbersOf(found)));
  const more = hits.length - some.length;
  return [`${folder}{${places.join(',')}}:${show(text)}`, ...(more > 0 ? [omitted(more, 'more matches of this text')] : [])];
}

function commonFolder(files: readonly string[]): string {
  let [folder = ''] = files;
  for (const file of files)
    while (!file.startsWith(folder) || !folder.endsWith('/')) {
      if (folder === '') return '';
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    }
  return folder;
}

function byFolder(hits: readonly Hit[], show: (text: string) => string): string[] {
  const lines: string[] = [];
  let folder = '';
  for (const hit of hits) {
    const end = hit.file.lastIndexOf('/') + 1;
    const here = hit.file.slice(0, end);
    if (here !== folder && here !== '') lines.push(here);
    const path = here === '' && folder !== '' ? `./${hit.file}` : hit.file.slice(end);
    if (here !== '') folder = here;
    lines.push(hit.unclear ? path + hit.text : `${path === '' ? '' : `${path}:`}${hit.line === '' ? '' : `${hit.line}:`}${show(hit.text)}`);
  }
  return lines;
}

function byFile({ shared, texts }: ChosenTexts, hits: readonly Hit[], show: (text: string) => string): string[] {
  const unclear = hits.filter((hit) => hit.unclear);
  const said = new Set([...shared.flatMap((text) => text.hits), ...unclear]);
  const bare: (readonly [string, readonly Hit[]])[] = [];
  const lines: string[] = [];
  const most = hits.length > CROWD ? FEWER : NUMBERS;
  let numbered = 0;
  for (const [file, found] of groupBy(hits, (hit) => hit.file)) {
    const rows = texts.get(file) ?? [];
    const shown = new Set(rows.flatMap((row) => row.hits));
    const rest = found.filter((hit) => !said.has(hit) && !shown.has(hit));
    const all = isShort(rest) ? [...rows, ...textsOf(rest)] : rows;
    if (rows.length === 0 && rest.length > 0) bare.push([file, rest]);
    if (rows.length === 0) continue;
    const left = restOf(isShort(rest) ? [] : rest, most);
    numbered += left.numbered;
    lines.push(...(file === '' ? [] : [file]), ...all.map((row) => placed(row) + show(row.text)), ...repeatsOf(all), ...left.lines);
  }
  const whole = unclear.slice(0, NUMBERS).map((hit) => show(hit.file + hit.text));
  if (unclear.length > whole.length) whole.push(omitted(unclear.length - whole.length, 'more matches of this kind'));
  return [...shared.flatMap((text) => sharedLines(text, show)), ...lines, ...whole, ...namesOf(bare, most, numbered)];
}

// "12,25:", or the colon alone where the search gave no numbers: the file's name before it makes the printed line
function placed({ hits }: Texts): string {
  const numbers = numbersOf(hits);
  if (numbers.length > NUMBERS)
    return `${numbers.slice(0, NUMBERS).join(',')},… ${omitted(numbers.length - NUMBERS, 'more of this text')}:`;
  return numbers.length === 0 ? ':' : `${numbers.join(',')}:`;
}

/** Is a mark as long as what it would stand for? */
function isShort(hits: readonly Hit[]): boolean {
  return hits.reduce((sum, hit) => sum + hit.text.length + 6, 0) <= MARK;
}

/** Where there are no numbers, a text that a file has again is only counted. */
function repeatsOf(rows: readonly Texts[]): string[] {
  const again = rows.reduce((sum, { hits }) => sum + hits.slice(1).filter((hit) => hit.line === '').length, 0);
  return again > 0 ? [omitted(again, 'repeats of these matches')] : [];
}

/** "751 973": lines whose texts one mark at the end stands for; a mark here counts the lines that are not named. */
function restOf(hits: readonly Hit[], most: number): { readonly lines: readonly string[]; readonly numbered: number } {
  if (hits.length === 0) return { lines: [], numbered: 0 };
  const { numbers, count } = placesOf(hits, most);
  if (numbers.length === 0) return { lines: [omitted(hits.length, 'matches')], numbered: 0 };
  const more = hits.length - count;
  return { lines: [numbers.join(' '), ...(more > 0 ? [omitted(more, 'more matches')] : [])], numbered: count };
}

/** The first numbers, and how many matches stand there. */
function placesOf(hits: readonly Hit[], most: number): { readonly numbers: readonly string[]; readonly count: number } {
  const numbers = numbersOf(hits)
    .sort((a, b) => Number(a) - Number(b))
    .slice(0, most);
  const named = new Set(numbers);
  return { numbers, count: hits.filter((hit) => named.has(hit.line)).length };
}

/** The files of which no text is shown, by folder, with the numbers of their lines; `numbered` matches stand by number under other files. */
function namesOf(bare: readonly (readonly [string, readonly Hit[]])[], most: number, numbered: number): string[] {
  const places = bare.slice(0, NAMED).map(([file, hits]) => ({ file, hits, ...placesOf(hits, most) }));
  const count = places.reduce((sum, place) => sum + (place.numbers.length > 0 ? place.count : place.hits.length), 0);
  const more = bare.reduce((sum, [, hits]) => sum + hits.length, 0) - count;
  const folders = [...groupBy(places, ({ file }) => file.slice(0, file.lastIndexOf('/') + 1))];
  return [
    ...folders.flatMap(([folder, found]) => rowsOf(folder, found)),
    ...(count + numbered > 0 ? [omitted(count + numbered, 'matches by place only')] : []),
    ...(more > 0 ? [omitted(more, 'more matches')] : []),
  ];
}

interface Place {
  readonly file: string;
  readonly numbers: readonly string[];
}

/** Up to ten files a line. */
function rowsOf(folder: string, places: readonly Place[]): string[] {
  const rows: string[] = [];
  const plain = places.filter(({ file }) => /^[^\s{},:]+$/.test(file));
  const name = ({ file, numbers }: Place) => nameOf(file.slice(folder.length), numbers);
  for (let i = 0; i < plain.length; i += 10) {
    const some = plain.slice(i, i + 10).map(name);
    rows.push(some.length > 1 && folder !== '' ? `${folder}{${some.join(',')}}` : some.map((each) => folder + each).join(', '));
  }
  return [...rows, ...places.filter((place) => !plain.includes(place)).map((place) => folder + name(place))];
}

function nameOf(file: string, numbers: readonly string[]): string {
  return numbers.length > 0 ? `${file}:${numbers.join(' ')}` : file;
}

/** Each once: with `-o` a line may match several times. */
function numbersOf(hits: readonly Hit[]): string[] {
  return [...new Set(hits.map((hit) => hit.line))].filter((line) => line !== '');
}
