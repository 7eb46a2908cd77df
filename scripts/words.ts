/** The words of a simple command line as a shell makes them, the first without its folder. */
export function words(line: string): string[] {
  const found = [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) => unquoted(word));
  const [first = '', ...rest] = found;
  return [first.split('/').at(-1) ?? first, ...rest];
}

function unquoted(word: string): string {
  return word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, escaped?: string, double?: string, single?: string) => {
    return escaped ?? double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? '';
  });
}
