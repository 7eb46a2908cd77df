/** rtk's own words and what they do, for help, completions and the choice between word and command. */

export const WORDS = {
  recall: 'give back the whole text behind a marker',
  raw: 'run a command without filter',
  pipe: 'filter standard input',
  err: 'run a command, show errors and warnings only',
  test: 'run tests, show failures and counts only',
  summary: 'run a command, show a generic digest',
  read: 'show files, exact windows or an outline',
  log: 'show a log file with its repeats folded',
  json: 'show JSON without blanks, long arrays counted',
  env: 'show the environment, secrets masked',
  'compress-md': 'say a Markdown file that agents read in fewer words',
  deps: "show the project's dependencies",
  explain: 'say what rtk would do with a command or a line',
  rewrite: 'print a shell line with rtk put in where it helps',
  init: "put rtk's hook into an agent's settings, or take it out",
  doctor: 'say whether the hooks work',
  hook: "answer an agent's hook",
  mcp: "answer an agent's hooks, or its model, as an MCP server",
  gain: 'show what was saved, net, in tokens and dollars',
  dashboard: 'show the same as a page on this machine, with newer figures as they come',
  statusline: "print one line for Claude Code's status line, or install it",
  discover: 'say which commands of past sessions went past rtk, and why',
  session: 'say how much of each session went through rtk',
  learn: 'find failing commands and what put them right',
  config: 'show the configuration and where it comes from',
  trust: "trust the project's .rtk folder as it is now",
  completions: 'print completions for bash, zsh or fish',
  help: 'show this help',
  version: 'show the version',
} as const satisfies Record<string, string>;

export type OwnWord = keyof typeof WORDS;

export function isOwnWord(word: string): word is OwnWord {
  return Object.hasOwn(WORDS, word);
}
