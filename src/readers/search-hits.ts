/** Reads what grep, rg and git grep print of matches: with or without file names and numbers, or under headings. */

import { linesOf } from '../text.ts';

export interface Hit {
  readonly file: string;
  /** Its number; empty where the search gave none. */
  readonly line: string;
  /** The line of the file, byte for byte; of an unclear hit the printed line behind its folder. */
  readonly text: string;
  /** The end of the place cannot be told from the text: `a:52:b.txt:1:x`. `file` is its folder. */
  readonly unclear?: true;
}

export interface Hits {
  readonly hits: Hit[];
  /** Lines about a file as a whole: "grep: data/a.bin: binary file matches". */
  readonly notes: string[];
}

// "src/a.ts:12:text", "C:\src\a.ts:12:text"
const NUMBERED = /^((?:[A-Za-z]:[\\/])?[^:]+):(\d+):/;
// "grep: a.bin: binary file matches", "Binary file a.bin matches", "a.bin: binary file matches (found "\0" byte around offset 3)"
const BINARY = /: binary file matches|^Binary file .* matches$/;
const NUMBER_ONLY = /^\d+[:-]/;

export function isNote(line: string): boolean {
  return BINARY.test(line);
}

/** A name of digits alone is a line number. */
function hitOf(line: string): Hit | undefined {
  const [place, file = '', number = ''] = NUMBERED.exec(line) ?? [];
  return place === undefined || /^\d+$/.test(file) ? undefined : { file, line: number, text: line.slice(place.length) };
}

/** Matches that stand behind their place, or undefined if a line is nothing of the kind. */
export function numberedHits(text: string): Hits | undefined {
  const found: Hits = { hits: [], notes: [] };
  for (const line of linesOf(text)) {
    const hit = hitOf(line);
    if (isNote(line)) found.notes.push(line);
    else if (hit) found.hits.push(hit);
    else return undefined;
  }
  return found.hits.length > 0 && !areTimes(found.hits) ? { ...found, hits: withUnclear(found.hits) } : undefined;
}

/** "2026-11-20T10:12:57Z INFO …", "app.log:10:12:57 …" without line numbers: hours and minutes are no places. */
function areTimes(hits: readonly Hit[]): boolean {
  const times = hits.filter((hit) => /^\d\d$/.test(hit.line) && /^[0-5]\d(?!\d)/.test(hit.text));
  return 2 * times.length > hits.length;
}

// "name.txt:1:" could be the rest of a file name, "10:12:57" and "2026-11-20T10:12:" are times
const NAME_GOES_ON = /^(?=[^\s:]*[A-Za-z.])[^\s:]*:\d+:/;
const TIME = /^\W?\d{4}-\d\d-\d\dT\d\d:/;

/** So many lines that begin as another place would are log lines, not files with odd names. */
const LOGS = 20;

/** A file is known by a hit that can be read in one way only, or by numbers that go up. */
function withUnclear(hits: readonly Hit[]): Hit[] {
  const known = new Set<string>();
  for (const [index, hit] of hits.entries()) {
    const above = hits[index - 1];
    if (!/:\d+:/.test(hit.text) || (above?.file === hit.file && Number(above.line) < Number(hit.line))) known.add(hit.file);
  }
  const goesOn = (hit: Hit) => NAME_GOES_ON.test(hit.text) && !TIME.test(hit.text);
  const logs = hits.filter(goesOn).length > LOGS;
  return hits.map((hit) => (!/:\d+:/.test(hit.text) || (known.has(hit.file) && (logs || !goesOn(hit))) ? hit : unclear(hit)));
}

function unclear(hit: Hit): Hit {
  const folder = hit.file.slice(0, hit.file.lastIndexOf('/') + 1);
  return { file: folder, line: '', text: `${hit.file.slice(folder.length)}:${hit.line}:${hit.text}`, unclear: true };
}

/** Matches under the name of their file, as `--heading` prints them. */
export function headedHits(text: string): Hits | undefined {
  const found: Hits = { hits: [], notes: [] };
  let file = '';
  for (const line of linesOf(text)) {
    const [place, number = ''] = /^(\d+):/.exec(line) ?? [];
    if (place !== undefined && file !== '') found.hits.push({ file, line: number, text: line.slice(place.length) });
    else if (isNote(line)) found.notes.push(line);
    else if (line === '') file = '';
    else if (file === '' && !NUMBER_ONLY.test(line)) file = line;
    else return undefined;
  }
  return found.hits.length > 0 ? found : undefined;
}

/** Matches without numbers, `path:text`, if every line begins with a path. */
export function namedHits(text: string): Hits | undefined {
  const found: Hits = { hits: [], notes: [] };
  for (const line of linesOf(text)) {
    // "src/a.ts:text"; "Makefile:text" is not told from text
    const [file = ''] = /^[^\s:"'`(]+(?=:)/.exec(line) ?? [];
    if (isNote(line)) found.notes.push(line);
    else if (file.includes('/') || /\.[A-Za-z]/.test(file)) found.hits.push({ file, line: '', text: line.slice(file.length + 1) });
    else return undefined;
  }
  return new Set(found.hits.map((hit) => hit.file)).size > 1 ? found : undefined;
}

/** Matches of one file, `12:text`; undefined if a line has no number. */
export function ownHits(raw: readonly string[]): Hits | undefined {
  const hits: Hit[] = [];
  for (const line of raw) {
    const [place, number = ''] = /^(\d+):/.exec(line) ?? [];
    if (place === undefined) return undefined;
    hits.push({ file: '', line: number, text: line.slice(place.length) });
  }
  return { hits, notes: [] };
}
