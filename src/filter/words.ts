/** The words of a text, for comparing what a result says with what the tool said. */

const HEX = /^[0-9a-f]+$/;

// Box drawing, arrows and other marks (U+2000 to U+2BFF, U+FE0F) are blanks and decoration, no words.
const WORD = /[\w\u0080-\u009f\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u1fff\u2c00-\ufe0e\ufe10-\uffff]+/g;

/** Runs of letters, digits, `_` and non-ASCII characters, in order. */
export function wordsIn(line: string): string[] {
  return line.match(WORD) ?? [];
}

/** What a text says: its words, and those that stand side by side in a line, as `a b`. */
export interface Said {
  readonly words: Set<string>;
  readonly pairs: Set<string>;
}

// "src/{a.ts,b.ts}" says "src/a.ts" and "src/b.ts"
const BRACED = /(?<![^\s{}])([^\s{}]+)\{(?=[^{}]*,)([^{}]*)\}/g;

export function saidBy(lines: readonly string[]): Said {
  const said: Said = { words: new Set(), pairs: new Set() };
  for (const line of lines) {
    const words = wordsIn(line);
    for (const [index, word] of words.entries()) {
      addWord(said.words, word);
      if (index > 0) said.pairs.add(`${words[index - 1]} ${word}`);
    }
    for (const [, folder = '', names = ''] of line.includes('{') ? line.matchAll(BRACED) : [])
      for (const name of names.split(',')) said.pairs.add(`${wordsIn(folder).at(-1)} ${wordsIn(name)[0]}`);
  }
  return said;
}

/** A long hexadecimal word also counts as its abbreviations. */
export function addWord(words: Set<string>, word: string): void {
  words.add(word);
  if (word.length >= 20 && HEX.test(word)) for (let n = 7; n <= 12; n++) words.add(word.slice(0, n));
}

/** Is every one of these words said? An abbreviated hash stands for the whole. */
export function allSaid(words: readonly string[], said: Said): boolean {
  return words.every((word) => said.words.has(word) || (word.length >= 20 && HEX.test(word) && abbreviated(word, said.words)));
}

function abbreviated(word: string, words: ReadonlySet<string>): boolean {
  for (let n = 7; n <= 12; n++) if (words.has(word.slice(0, n))) return true;
  return false;
}

/** Do at least half of these neighbours stand side by side in what is said? Up to three words need not. */
export function together(words: readonly string[], said: Said): boolean {
  if (words.length <= 3) return true;
  let found = 0;
  for (let i = 1; i < words.length; i++) if (said.pairs.has(`${words[i - 1]} ${words[i]}`)) found++;
  return 2 * found >= words.length - 1;
}
