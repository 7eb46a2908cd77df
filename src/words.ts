/** The words of a text, for comparing what a result says with what the tool said. */

/** Runs of letters, digits, `_` and non-ASCII characters; a long hexadecimal word also counts as its abbreviations. */
export function wordsOf(text: string): Set<string> {
  const words = new Set<string>();
  eachWord(text, (word) => {
    words.add(word);
    if (word.length >= 20 && HEX.test(word)) for (let n = 7; n <= 12; n++) words.add(word.slice(0, n));
    return true;
  });
  return words;
}

const HEX = /^[0-9a-f]+$/;

/** The neighbours in each line of `text`, `a b` for two words that stand side by side. */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const line of text.split('\n')) {
    let before: string | undefined;
    eachWord(line, (word) => {
      if (before !== undefined) pairs.add(`${before} ${word}`);
      before = word;
      return true;
    });
    for (const [, folder = '', names = ''] of line.includes('{') ? line.matchAll(BRACED) : [])
      for (const name of names.split(',')) pairs.add(`${lastWord(folder)} ${firstWord(name)}`);
  }
  return pairs;
}

// "src/{a.ts,b.ts}" says "src/a.ts" and "src/b.ts"
const BRACED = /([^\s{}]+)\{([^{}]*,[^{}]*)\}/g;

function lastWord(text: string): string {
  let last = '';
  eachWord(text, (word) => {
    last = word;
    return true;
  });
  return last;
}

function firstWord(text: string): string {
  let first = '';
  eachWord(text, (word) => {
    first = word;
    return false;
  });
  return first;
}

/** Do at least half of the words that stand side by side in `line` stand side by side in `pairs`? Up to three words need not. */
export function together(line: string, pairs: ReadonlySet<string>): boolean {
  let before: string | undefined;
  let words = 0;
  let found = 0;
  eachWord(line, (word) => {
    if (before !== undefined && pairs.has(`${before} ${word}`)) found++;
    before = word;
    words++;
    return true;
  });
  return words <= 3 || 2 * found >= words - 1;
}

/** Is every word of `line` in `words`? An abbreviated hash stands for the whole. */
export function saidIn(line: string, words: ReadonlySet<string>): boolean {
  return eachWord(line, (word) => words.has(word) || (word.length >= 20 && HEX.test(word) && abbreviated(word, words)));
}

function abbreviated(word: string, words: ReadonlySet<string>): boolean {
  for (let n = 7; n <= 12; n++) if (words.has(word.slice(0, n))) return true;
  return false;
}

/** Calls `visit` for each word until it says false; true if it never did. */
export function eachWord(text: string, visit: (word: string) => boolean): boolean {
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inside = i < text.length && isWord(text.charCodeAt(i));
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      if (!visit(text.slice(start, i))) return false;
      start = -1;
    }
  }
  return true;
}

/** Box drawing, arrows and other marks (U+2000 to U+2BFF, U+FE0F) are blanks and decoration, no words. */
function isWord(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  return !(code >= 0x2000 && code <= 0x2bff) && code !== 0xfe0f && code !== 0xa0 && code !== 0xd7 && code !== 0xb7;
}
