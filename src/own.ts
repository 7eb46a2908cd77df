/** rtk's own words, each loaded only when it is named. */

import type { Flags } from './flags.ts';

export interface Word {
  readonly about: string;
  /** Answers with the exit status. */
  readonly load: () => Promise<{ run(args: readonly string[], flags: Flags): Promise<number> | number }>;
}

export const WORDS: Readonly<Record<string, Word>> = {
  recall: { about: 'give back the whole text behind a marker', load: () => import('./commands/recall.ts') },
  raw: { about: 'run a command without filter', load: () => import('./commands/raw.ts') },
  pipe: { about: 'filter standard input', load: () => import('./commands/pipe.ts') },
  err: { about: 'run a command, show errors and warnings only', load: () => import('./commands/err.ts') },
  test: { about: 'run tests, show failures and counts only', load: () => import('./commands/test.ts') },
  summary: { about: 'run a command, show a generic digest', load: () => import('./commands/summary.ts') },
  read: { about: 'show files, exact windows or an outline', load: () => import('./commands/read.ts') },
  log: { about: 'show a log file with its repeats folded', load: () => import('./commands/log.ts') },
  json: { about: 'show JSON without blanks, long arrays counted', load: () => import('./commands/json.ts') },
  env: { about: 'show the environment, secrets masked', load: () => import('./commands/env.ts') },
  deps: { about: "show the project's dependencies", load: () => import('./commands/deps.ts') },
  explain: { about: 'say what rtk would do with a command', load: () => import('./commands/explain.ts') },
  config: { about: 'show the configuration and where it comes from', load: () => import('./commands/config.ts') },
  trust: { about: "trust the project's .rtk folder as it is now", load: () => import('./commands/trust.ts') },
  completions: { about: 'print completions for bash, zsh or fish', load: () => import('./commands/completions.ts') },
  help: { about: 'show this help', load: () => import('./commands/help.ts') },
  version: { about: 'show the version', load: () => import('./commands/version.ts') },
};

export function isOwnWord(word: string): boolean {
  return Object.hasOwn(WORDS, word);
}

export async function ownWord(argv: readonly string[], flags: Flags): Promise<number> {
  const word = WORDS[argv[0] ?? ''];
  if (!word) throw new Error(`no own word ${argv[0]}`);
  return (await word.load()).run(argv.slice(1), flags);
}
