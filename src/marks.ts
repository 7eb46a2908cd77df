/** The mark that stands in a result where something was left out; written and read here alone, until the core fills it in as a marker. */

/** A place where something was left out. The core puts the count and the way back in: `[+37 lines: rtk recall 3f9a2c]`. */
export function omitted(count: number, noun = 'lines', lines = count): string {
  return `\0+${count} ${noun}|${lines}\0`;
}

/** A place where a text stands in another form, of which nothing is hidden: `[400 rows as a table; JSON: rtk recall 3f9a2c]`. */
export function restated(what: string): string {
  return `\0${what}\0`;
}

// "\0+37 lines|37\0": the count, its noun, the raw lines that it stands for
const MARK = /\0\+(\d+) ([^|\0]*)\|(\d+)\0/g;
// "\0400 rows as a table; JSON\0"
const RESTATED = /\0([^+|\0][^|\0]*)\0/g;
/** What stands in a text that went through rtk. */
export const MARKER = /\[(?:\+\d[\d,]* [\w ]+|[^[\]\n]{1,2000}; JSON): rtk recall [0-9a-f]{4,}\]/;

/** What a mark counts where equal findings have more places than are shown. */
export const PLACES = 'places';

/** Does a mark stand for places of findings that are shown? */
export function hidesPlaces(text: string): boolean {
  return text.includes(` ${PLACES}|`);
}

/** Does the text hold a mark? */
export function hasMark(text: string): boolean {
  return text.includes('\0');
}

/** Does the line begin with a mark? */
export function isMark(line: string): boolean {
  return line.startsWith('\0');
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(/\0[^\0]*\0/g, '');
}

/** The marks of a text, as they stand. */
export function marksIn(text: string): string[] {
  return text.match(/\0[^\0]*\0/g) ?? [];
}

/** What the marks of a text count: things by their nouns, and raw lines. */
export function countedBy(text: string): { readonly things: number; readonly lines: number } {
  let [things, lines] = [0, 0];
  if (hasMark(text))
    for (const [, count, , raw] of text.matchAll(MARK)) {
      things += Number(count);
      lines += Number(raw);
    }
  return { things, lines };
}

/** `text` up to `end`, no mark cut in two. */
export function beforeMark(text: string): string {
  return text.split('\0').length % 2 === 0 ? text.slice(0, text.lastIndexOf('\0')) : text;
}

/** The text with the marks of `omitted()` filled in; undefined if there is a mark and no handle. */
export function withHandle(text: string, handle: string | undefined): string | undefined {
  if (!hasMark(text)) return text;
  if (handle === undefined) return undefined;
  return text
    .replace(MARK, (_, count: string, noun: string) => `[+${count} ${noun}: rtk recall ${handle}]`)
    .replace(RESTATED, (_, what: string) => `[${what}: rtk recall ${handle}]`);
}

const HANDLES = new RegExp(MARKER.source.replace('[0-9a-f]{4,}', '(?<handle>[0-9a-f]{4,})'), 'g');

/** The handles of the markers in a text that went through rtk. */
export function handlesIn(text: string): string[] {
  return text.includes(': rtk recall ') ? [...text.matchAll(HANDLES)].map((found) => found.groups?.['handle'] ?? '') : [];
}
