/** The code behind rtk's own words, each loaded only when it is named. */

import type { Flags } from '../config/flags.ts';
import { expectLongRun } from '../io/engine.ts';
import { say } from '../io/say.ts';
import type { OwnWord } from '../route/own-words.ts';

/** Answers with the exit status. */
interface Code {
  run(args: readonly string[], options: never, flags: Flags): Promise<number> | number;
}

const COMMANDS: Readonly<Record<OwnWord, () => Promise<Code>>> = {
  recall: () => import('./recall.ts'),
  raw: () => import('./raw.ts'),
  proxy: () => import('./raw.ts'),
  run: () => import('./run.ts'),
  pipe: () => import('./pipe.ts'),
  err: () => import('./err.ts'),
  test: () => import('./test.ts'),
  summary: () => import('./summary.ts'),
  lint: () => import('./lint.ts'),
  format: () => import('./format.ts'),
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
  untrust: () => import('./untrust.ts'),
  verify: () => import('./verify.ts'),
  completions: () => import('./completions.ts'),
  help: () => import('./help.ts'),
  version: () => import('./version.ts'),
};

/** Words of their parents with code of their own. */
const BELOW: Readonly<Record<string, () => Promise<Code>>> = {
  'gain export': () => import('./gain-export.ts'),
  'hook check': () => import('./hook-check.ts'),
};

/** What agents call at every turn, and what runs a command, is not parsed as long as no option stands in front: commander is not loaded. */
const STRAIGHT: ReadonlySet<OwnWord> = new Set(['hook', 'rewrite', 'raw', 'proxy', 'err', 'test', 'summary']);

/** They say nothing that is true without rtk's own folder. */
const NEEDS_STATE: ReadonlySet<OwnWord> = new Set(['recall', 'gain', 'dashboard', 'init', 'trust', 'untrust']);

/** Words that do little, or whose work goes by the size of a text: they start as commands do. */
const SHORT: readonly OwnWord[] = [
  'hook',
  'recall',
  'raw',
  'proxy',
  'run',
  'pipe',
  'err',
  'test',
  'summary',
  'lint',
  'format',
  'statusline',
  'env',
  'rewrite',
  'version',
  'help',
];

export async function ownWord(word: OwnWord, args: readonly string[], flags: Flags): Promise<number> {
  if (!SHORT.includes(word)) expectLongRun();
  if (goesStraight(word, args)) {
    if (NEEDS_STATE.has(word)) (await import('./state-trouble.ts')).checkState();
    return (await COMMANDS[word]()).run(args, {} as never, flags);
  }
  const [{ parsed }, { wordNamed }] = await Promise.all([import('./parse-words.ts'), import('./define/all.ts')]);
  const given = parsed(await wordNamed(word), args);
  if (typeof given === 'string') {
    say(given);
    return 0;
  }
  if (NEEDS_STATE.has(word)) (await import('./state-trouble.ts')).checkState();
  return (await (BELOW[given.name] ?? COMMANDS[word])()).run(given.args, given.options as never, flags);
}

/** `rtk hook claude`, `rtk err make`, `rtk recall 3f9a2c`, `rtk statusline` */
function goesStraight(word: OwnWord, args: readonly string[]): boolean {
  const [first] = args;
  if (first === undefined) return word === 'statusline';
  if (word === 'recall') return args.length === 1 && !first.startsWith('-');
  return STRAIGHT.has(word) && !first.startsWith('-') && !Object.hasOwn(BELOW, `${word} ${first}`);
}
