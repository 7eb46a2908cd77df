/** A command that is given to a program as one word: `bash -lc 'git status'`, `env -S 'git log'`. */

/** The words of `bash -lc 'git status'`, if they are one simple command without anything that a shell would change. */
export function inShell(argv: readonly string[]): string[] | undefined {
  const at = argv.findIndex((word, index) => index > 0 && !/^-[eux]+$|^--(?:norc|noprofile|login)$|^-l$/.test(word));
  return /^-[elux]*c$/.test(argv[at] ?? '') ? splitWords(argv[at + 1] ?? '', []) : undefined;
}

// "npx vitest run 'src/a b.test.ts'": no expansions, no operators, no assignments, no comments
const SIMPLE = /^ *[\w@%+:,./-]+(?: +(?:[\w@%+=:,./^-]|'[^'\n]*'|"[^"$`\\\n]*")+)* *$/;

function splitWords(text: string, more: readonly string[]): string[] | undefined {
  if (!SIMPLE.test(text)) return undefined;
  const words = text.match(/(?:[^ '"]|'[^']*'|"[^"]*")+/g) ?? [];
  return [...words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2')), ...more];
}

/** What `env -S 'git log -3'` starts; undefined without that option, or where other options stand before it. */
export function splitByEnv(argv: readonly string[]): string[] | undefined | 'hidden' {
  const at = argv.findIndex((word) => word === '-S' || word === '--split-string');
  if (at < 0 || !argv.slice(1, at).every((word) => /^(?:-i|-v|\w+=.*)$/.test(word))) return undefined;
  return splitWords(argv[at + 1] ?? '', argv.slice(at + 2)) ?? 'hidden';
}
