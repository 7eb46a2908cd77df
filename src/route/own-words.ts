/** rtk's own words and what they do, for help, completions and the choice between word and command. */

export const WORDS = {
  recall: 'give back the whole text behind a marker',
  raw: 'run a command without filter',
  proxy: 'the same, as rtk-rs calls it',
  run: 'run a line in a shell, without filter',
  pipe: 'filter standard input',
  err: 'run a command, show errors and warnings only',
  test: 'run tests, show failures and counts only',
  summary: 'run a command, show a generic digest',
  lint: "run the project's linter, where one is clear",
  format: "check the project's format, where one tool is clear",
  read: 'show files, exact windows or an outline',
  log: 'show a log file with its repeats folded',
  json: 'show JSON without blanks, long arrays counted',
  env: 'show the environment, secrets masked',
  deps: "show the project's dependencies",
  explain: 'say what rtk would do with a command or a line',
  rewrite: 'print a shell line with rtk put in where it helps',
  init: "put rtk's hook into an agent's settings, or take it out",
  doctor: 'say whether the hooks work',
  hook: "answer an agent's hook",
  gain: 'show what was saved, net, in tokens and dollars',
  dashboard: 'show the same as a page on this machine, with newer figures as they come',
  statusline: "print one line for Claude Code's status line, or install it",
  discover: 'say which commands of past sessions went past rtk, and why',
  session: 'say how much of each session went through rtk',
  learn: 'find failing commands and what put them right',
  config: 'show the configuration and where it comes from',
  trust: "read the project's .rtk folder as it is now",
  untrust: 'as `rtk trust --remove`',
  verify: 'run the inline tests of your own filters, and the laws on them',
  completions: 'print completions for bash, zsh or fish',
  help: 'show this help, or that of a word',
  version: 'show the version',
} as const satisfies Record<string, string>;

export type OwnWord = keyof typeof WORDS;

export function isOwnWord(word: string): word is OwnWord {
  return Object.hasOwn(WORDS, word);
}

/** Is this a word of rtk with its arguments? `env FOO=1 git status` and `test -f x` are the programs of these names. */
export function isOwnCall([word = '', ...args]: readonly string[]): boolean {
  return isOwnWord(word) && !(PROGRAMS[word]?.(args) ?? false);
}

// "a = b", "$# -eq 1", "x -nt y": the second word of an expression of test(1)
const COMPARES = /^(?:!?=|==|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;
// "-f", "!", "(", ""
const BEGINS_TEST = /^(?:-[a-zA-Z]|[!(]|)$/;
// "-i", "-u HOME", "-uHOME", "-S 'a b'", "-", "--unset=HOME"
const OPTION_OF_ENV =
  /^(?:-|-[iu0vSC].*|--(?:ignore-environment|unset|null|chdir|split-string|debug|argv0|(?:block|default|ignore)-signal)(?:=.*)?)$/;

/** Programs of the same name, and what tells their arguments from ours. */
const PROGRAMS: Readonly<Partial<Record<OwnWord, (args: readonly string[]) => boolean>>> = {
  test: ([first, second = '', ...more]) => {
    if (first === undefined || (first === '-h' && second === '')) return false;
    return BEGINS_TEST.test(first) || (COMPARES.test(second) && more.length > 0);
  },
  // "FOO=1 git status", "-i git status", "sh -c 'echo $HOME'"
  env: ([first = '', ...more]) =>
    OPTION_OF_ENV.test(first) ||
    [first, ...more].some((word) => /^\w+=/.test(word)) ||
    (/^[\w./]/.test(first) && more.some((word) => /^-[^fjh-]/.test(word))),
};
