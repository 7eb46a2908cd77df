/** Commands that start an editor or ask questions when a person sits before a terminal: they need the terminal itself. */

// "-m", "-am", "-F file", "--fixup=…": nothing is left to be written
const WRITTEN = /^-[A-Za-z]*[mFC]|^--(?:message|file|reuse-message|fixup|no-edit|dry-run|abort|quit|ff-only|no-commit|squash)(?:=|$)/;
const DECIDED = /^(?:-n|--no-edit|--no-commit|--abort|--quit|--skip)$/;

const ASKS: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  commit: (words) => !any(words, WRITTEN) || any(words, /^(?:-[ep]|--edit|--patch|--interactive)$/),
  merge: (words) => !any(words, WRITTEN) || any(words, /^(?:-e|--edit)$/),
  pull: (words) => !any(words, /^--(?:no-edit|ff-only|rebase)/),
  revert: (words) => !any(words, DECIDED),
  'cherry-pick': (words) => any(words, /^(?:-e|--edit|--continue)$/),
  rebase: (words) => any(words, /^(?:-i|--interactive|--continue|--edit-todo|--skip)$/),
  tag: (words) => any(words, /^(?:-[asue]|--annotate|--sign|--edit)$/) && !any(words, WRITTEN),
  stash: (words) => any(words, /^(?:-p|--patch)$/) && words[0] !== 'show',
};

/** `argv` as the router gives it: without launchers and global options. */
export function asksThePerson(argv: readonly string[]): boolean {
  const [program, subcommand = '', ...words] = argv;
  return program === 'git' && (ASKS[subcommand]?.(words) ?? false);
}

function any(words: readonly string[], pattern: RegExp): boolean {
  return words.some((word) => pattern.test(word));
}
