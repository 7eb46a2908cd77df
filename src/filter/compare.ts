/** Compares a result with the raw text: what is missing, what was made up. The laws 5 to 8 rest on this. */

import { templateOf } from '../shapes/log.ts';
import { clip, linesOf } from '../text.ts';
import { type Evidence, evidenceIn, LOOKED_AT } from './evidence.ts';
import { addWord, allSaid, type Said, saidBy, together, wordsIn } from './words.ts';

export interface Comparison {
  /** Raw lines, not blank, that the result does not say: a word is missing, its words stand apart, or it says a repeated line fewer times. */
  readonly hidden: readonly string[];
  /** Evidence lines that the result does not show. */
  readonly missing: readonly Evidence[];
  /** The first word of the result that the raw text does not have. */
  readonly invented: string | undefined;
}

interface Allowed {
  /** Words that a shape may add. */
  readonly own?: readonly string[];
  /** Places of equal findings were counted and left out: what such a finding says stands in the result, where it is not. */
  readonly placesCut?: boolean;
  /** What stands before each line of one owner. */
  readonly prefixes?: readonly string[];
}

/** `result` is without markers. */
export function account(raw: string, result: string, noise: readonly RegExp[], allowed: Allowed = {}): Comparison {
  const { own = [], placesCut = false, prefixes } = allowed;
  const lines = linesOf(result);
  const said = saidBy(lines);
  const evidence = evidenceIn(raw, noise, prefixes);
  const places = placesIn(lines, evidence);
  const rawWords = new Set<string>(own);
  return {
    hidden: hiddenLines(raw, lines, said, rawWords),
    missing: evidence.filter((item) => !shows(item, said, places) && !(placesCut && saysAllButPlace(item, said))),
    invented: lines.flatMap(wordsIn).find((word) => !rawWords.has(word)),
  };
}

/** In a log an error is another one if it differs from those shown in more than times, numbers and ids. */
export function unlike(shown: readonly string[]): (item: Evidence) => boolean {
  const kinds = new Set(shown.map((line) => templateOf(saidOfTimes(line))));
  return ({ text }) => !kinds.has(templateOf(text));
}

// "10:01:02…10:09:11 ERROR no space left (×38)"
function saidOfTimes(line: string): string {
  return line.replace(/…\S+/, '').replace(/ \(×\d+\)$/, '');
}

/** Also gathers the words of the raw text. */
function hiddenLines(raw: string, lines: readonly string[], said: Said, rawWords: Set<string>): string[] {
  const left = timesOf(lines);
  return linesOf(raw).filter((line) => {
    const words = wordsIn(line);
    for (const word of words) addWord(rawWords, word);
    if (!allSaid(words, said) || !together(words, said)) return true;
    const key = line.trim();
    const again = left.get(key);
    if (again === undefined || words.length === 0) return false;
    left.set(key, again - 1);
    return again <= 0;
  });
}

function timesOf(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line.trim(), (times.get(line.trim()) ?? 0) + 1);
  return times;
}

function shows(item: Evidence, said: Said, places: Map<string, Set<string>>): boolean {
  if (item.file && item.line && !places.get(item.file)?.has(item.line)) return false;
  return allSaid(wordsIn(withoutFrame(clip(item.text, LOOKED_AT))), said);
}

/** The words behind `path:line:col`, side by side as they were. */
function saysAllButPlace({ text, file = '', line = '' }: Evidence, said: Said): boolean {
  if (file === '') return false;
  const from = text.indexOf(line, text.indexOf(file) + file.length) + line.length;
  const words = wordsIn(clip(text.slice(from), LOOKED_AT).replace(/^[:,.]\d+/, ''));
  return words.length > 0 && allSaid(words, said) && together(words, said);
}

// no part of a longer word or place: "28:38:28:40", "2026-11-30T06-50-44_685"
// "2026-11-20T10:12:57.120Z ERROR …", "[10:12:57] error: …", "Nov 20 10:12:57 host app: …"
const TIMES =
  /(?<![\w:.-])(?:\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?(?:Z\b|[+-]\d\d:?\d\d))?)?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d\d:\d\d:\d\d|\d\d:\d\d:\d\d(?:[.,]\d+)?)(?![\w:-])/g;

/** The column and where the finding ends (`10:5:12:28`) are a convenience, not a fact, and so is when it was said: the words of the rest count. */
function withoutFrame(text: string): string {
  const line = text.replace(TIMES, '');
  return line.replace(/: line (\d+), col \d+,/, ':$1 ').replace(/(\d)[:,]\d+(?:[:-]\d+:\d+)?(?=[\s:)\]]|$)/, '$1');
}

/** Per file that the evidence names: the numbers on result lines that name it, and on the lines that stand under those. A row under a file (`  12:3 …`) may name another file and stays a row of its own. */
function placesIn(lines: readonly string[], evidence: readonly Evidence[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const item of evidence) if (item.file) places.set(item.file, new Set());
  if (places.size === 0) return places;
  const above: { readonly indent: number; readonly files: readonly string[] }[] = [];
  for (const line of lines) {
    const indent = line.search(/\S/);
    if (indent < 0) continue;
    const files = filesNamed(line, places);
    while ((above.at(-1)?.indent ?? -1) > indent - (files.length > 0 ? 1 : 0)) above.pop();
    const row = above.length > 0 && /^\s+\d/.test(line);
    const over = above.at(-1)?.files ?? [];
    if (files.length > 0 && !row) above.push({ indent, files });
    for (const number of line.match(/\d+/g) ?? [])
      for (const file of row ? [...over, ...files] : (above.at(-1)?.files ?? [])) places.get(file)?.add(number);
  }
  return places;
}

function filesNamed(line: string, places: Map<string, Set<string>>): string[] {
  const words = line.split(/[\s"'`,;]+/).flatMap((word) => {
    const bare = word.replace(/^[([<]+|(?<![)\]>:])[)\]>:]+$/g, '');
    return [word, bare, word.replace(/[:(]\[?\d.*$/, ''), bare.replace(/[:(]\[?\d.*$/, '')];
  });
  return [...new Set(words)].filter((word) => places.has(word));
}
