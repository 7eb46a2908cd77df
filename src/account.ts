/** Compares a result with the raw text: what is missing, what was made up. The laws 5 to 8 rest on this. */

import { type Evidence, evidenceIn, LOOKED_AT } from './evidence.ts';
import { clip, linesOf } from './text.ts';
import { eachWord, pairsOf, saidIn, together, wordsOf } from './words.ts';

export interface Account {
  /** Raw lines, not blank, that the result does not say: a word is missing, its words stand apart, or it says a repeated line fewer times. */
  readonly hidden: readonly string[];
  /** Evidence lines that the result does not show. */
  readonly missing: readonly Evidence[];
  /** The first word of the result that the raw text does not have. */
  readonly invented: string | undefined;
}

/** `said` is the result without markers; `own` are words that a shape may add. */
export function account(raw: string, said: string, noise: readonly RegExp[], own: readonly string[] = []): Account {
  const words = wordsOf(said);
  const evidence = evidenceIn(raw, noise);
  const places = placesIn(said, evidence);
  return {
    hidden: hiddenLines(raw, said, words),
    missing: evidence.filter((item) => !shows(item, words, places)),
    invented: inventedWord(said, wordsOf(raw), own),
  };
}

function hiddenLines(raw: string, said: string, words: ReadonlySet<string>): string[] {
  const pairs = pairsOf(said);
  const times = timesOf(linesOf(said));
  const left = new Map(times);
  return linesOf(raw).filter((line) => {
    if (!saidIn(line, words) || !together(line, pairs)) return true;
    const key = line.trim();
    const again = left.get(key);
    if (again === undefined || !/\w/.test(key)) return false;
    left.set(key, again - 1);
    return again <= 0;
  });
}

function timesOf(lines: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines) times.set(line.trim(), (times.get(line.trim()) ?? 0) + 1);
  return times;
}

function shows(item: Evidence, words: ReadonlySet<string>, places: Map<string, Set<string>>): boolean {
  if (item.file && item.line && !places.get(item.file)?.has(item.line)) return false;
  return saidIn(withoutFrame(clip(item.text, LOOKED_AT)), words);
}

/** The column is a convenience, not a fact: the words of the rest count. */
function withoutFrame(line: string): string {
  return line.replace(/: line (\d+), col \d+,/, ':$1 ').replace(/(\d)[:,]\d+(?=[\s:)\]]|$)/, '$1');
}

/** Per file that the evidence names: the numbers on result lines that name it, and on the lines that stand under those. A row under a file (`  12:3 …`) may name another file and stays a row of its own. */
function placesIn(said: string, evidence: readonly Evidence[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const item of evidence) if (item.file) places.set(item.file, new Set());
  if (places.size === 0) return places;
  const above: { readonly indent: number; readonly files: readonly string[] }[] = [];
  for (const line of linesOf(said)) {
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
    const bare = word.replace(/^[([<]+|[)\]>:]+$/g, '');
    return [word, bare, word.replace(/[:(]\[?\d.*$/, ''), bare.replace(/[:(]\[?\d.*$/, '')];
  });
  return [...new Set(words)].filter((word) => places.has(word));
}

function inventedWord(said: string, raw: ReadonlySet<string>, own: readonly string[]): string | undefined {
  let invented: string | undefined;
  eachWord(said, (word) => {
    if (!raw.has(word) && !own.includes(word)) invented = word;
    return invented === undefined;
  });
  return invented;
}
