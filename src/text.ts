/** Small pure helpers of filters and shapes. */

/** The lines of a text, without the empty one behind a final newline. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** At most `length` characters of `text`, cut where a word ends, so that no word is made up. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/(?<![\w\u0080-\uffff])[\w\u0080-\uffff]+$/, '');
}

/** The first `length` code units of `text`, without half a character at the end. */
export function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Runs of blanks made one. */
export function squeeze(text: string): string {
  return text.replace(/[ \t]+/g, ' ').trim();
}

/** `items` in the order of their first key, grouped. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The lines less the blanks that all of them start with. */
export function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 200);
  return lines.map((line) => line.slice(common));
}

/** The options of `argv`, long and short: `-xvf` is `-x -v -f`, `--a=b` is `--a`. */
export function hasOption(argv: readonly string[], ...names: readonly string[]): boolean {
  return argv.some((word) => names.some((name) => optionMatches(word, name)));
}

function optionMatches(word: string, name: string): boolean {
  if (word === name || word.startsWith(`${name}=`)) return true;
  const cluster = /^-[A-Za-z]{2,}$/.test(word) && /^-[A-Za-z]$/.test(name);
  return cluster && word.includes(name.slice(1));
}
