/** The code behind rtk's own words, each loaded only when it is named. */

import type { Flags } from '../config/flags.ts';
import { expectLongRun } from '../io/engine.ts';
import type { OwnWord } from '../route/own-words.ts';

interface Command {
  /** Answers with the exit status. */
  run(args: readonly string[], flags: Flags): Promise<number> | number;
}

const COMMANDS: Readonly<Record<OwnWord, () => Promise<Command>>> = {
  recall: () => import('./recall.ts'),
  raw: () => import('./raw.ts'),
  pipe: () => import('./pipe.ts'),
  err: () => import('./err.ts'),
  test: () => import('./test.ts'),
  summary: () => import('./summary.ts'),
  read: () => import('./read.ts'),
  log: () => import('./log.ts'),
  json: () => import('./json.ts'),
  env: () => import('./env.ts'),
  deps: () => import('./deps.ts'),
  explain: () => import('./explain.ts'),
  rewrite: () => import('./rewrite.ts'),
  init: () => import('./init.ts'),
  doctor: () => import('./doctor.ts'),
  hook: () => import('./hook.ts'),
  gain: () => import('./gain.ts'),
  dashboard: () => import('./dashboard.ts'),
  statusline: () => import('./statusline.ts'),
  discover: () => import('./discover.ts'),
  session: () => import('./session.ts'),
  learn: () => import('./learn.ts'),
  config: () => import('./config.ts'),
  trust: () => import('./trust.ts'),
  completions: () => import('./completions.ts'),
  help: () => import('./help.ts'),
  version: () => import('./version.ts'),
};

/** Words that do little, or whose work goes by the size of a text: they start as commands do. */
const SHORT: readonly OwnWord[] = [
  'hook',
  'recall',
  'raw',
  'pipe',
  'err',
  'test',
  'summary',
  'statusline',
  'env',
  'rewrite',
  'version',
  'help',
];

export async function ownWord(word: OwnWord, args: readonly string[], flags: Flags): Promise<number> {
  if (!SHORT.includes(word)) expectLongRun();
  return (await COMMANDS[word]()).run(args, flags);
}
