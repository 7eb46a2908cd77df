/** How a filter names an option of its command. */

/** `--json` matches `--json=x`; `-o=json` matches `-o json`, `-ojson`, `-o=json`; `-z` matches `-sz`; `=-v` matches nothing but `-v`; `help` matches a word, `*.py` one that ends so. */
export function matches(words: readonly string[], at: number, option: string): boolean {
  const word = words[at] ?? '';
  const equals = option.indexOf('=');
  if (equals > 0) {
    const [name, value] = [option.slice(0, equals), option.slice(equals + 1)];
    return word === option || (word === name && words[at + 1] === value) || (!name.startsWith('--') && word === name + value);
  }
  if (option.startsWith('=')) return word === option.slice(1);
  if (option.startsWith('*.')) return word.endsWith(option.slice(1));
  if (word === option || (option.startsWith('--') && word.startsWith(`${option}=`))) return true;
  return /^-[A-Za-z]$/.test(option) && /^-[A-Za-z]{2,}$/.test(word) && word.includes(option.slice(1));
}
