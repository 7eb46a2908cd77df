/** The code behind rtk's own words, each loaded only when it is named. */

import type { Flags } from './flags.ts';
import type { OwnWord } from './own-words.ts';

interface Command {
  /** Answers with the exit status. */
  run(args: readonly string[], flags: Flags): Promise<number> | number;
}

const COMMANDS: Readonly<Record<OwnWord, () => Promise<Command>>> = {
  recall: () => import('./commands/recall.ts'),
  raw: () => import('./commands/raw.ts'),
  pipe: () => import('./commands/pipe.ts'),
  err: () => import('./commands/err.ts'),
  test: () => import('./commands/test.ts'),
  summary: () => import('./commands/summary.ts'),
  read: () => import('./commands/read.ts'),
  log: () => import('./commands/log.ts'),
  json: () => import('./commands/json.ts'),
  env: () => import('./commands/env.ts'),
  deps: () => import('./commands/deps.ts'),
  explain: () => import('./commands/explain.ts'),
  rewrite: () => import('./commands/rewrite.ts'),
  init: () => import('./commands/init.ts'),
  doctor: () => import('./commands/doctor.ts'),
  hook: () => import('./commands/hook.ts'),
  gain: () => import('./commands/gain.ts'),
  dashboard: () => import('./commands/dashboard.ts'),
  statusline: () => import('./commands/statusline.ts'),
  discover: () => import('./commands/discover.ts'),
  session: () => import('./commands/session.ts'),
  learn: () => import('./commands/learn.ts'),
  config: () => import('./commands/config.ts'),
  trust: () => import('./commands/trust.ts'),
  completions: () => import('./commands/completions.ts'),
  help: () => import('./commands/help.ts'),
  version: () => import('./commands/version.ts'),
};

export async function ownWord(word: OwnWord, args: readonly string[], flags: Flags): Promise<number> {
  return (await COMMANDS[word]()).run(args, flags);
}
