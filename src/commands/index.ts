/** rtk's own words: each with its definition and its code, both loaded only when it is named. */

import type { Flags } from '../config/flags.ts';
import { say } from '../io/say.ts';
import type { OwnWord } from '../route/own-words.ts';
import type { AnyWord } from './define/word.ts';

/** Answers with the exit status. */
interface Code {
  run(args: readonly string[], options: never, flags: Flags): Promise<number> | number;
}

interface Word {
  readonly define: () => Promise<AnyWord>;
  readonly code: () => Promise<Code>;
}

const running = () => import('./define/running.ts');
const reading = () => import('./define/reading.ts');
const agents = () => import('./define/agents.ts');
const figures = () => import('./define/figures.ts');
const settings = () => import('./define/settings.ts');

/** In the order of the help. */
const COMMANDS: Readonly<Record<OwnWord, Word>> = {
  recall: { define: async () => (await reading()).recall, code: () => import('./recall.ts') },
  raw: { define: async () => (await running()).raw, code: () => import('./raw.ts') },
  proxy: { define: async () => (await running()).proxy, code: () => import('./raw.ts') },
  run: { define: async () => (await running()).run, code: () => import('./run.ts') },
  pipe: { define: async () => (await reading()).pipe, code: () => import('./pipe.ts') },
  err: { define: async () => (await running()).err, code: () => import('./err.ts') },
  test: { define: async () => (await running()).test, code: () => import('./test.ts') },
  summary: { define: async () => (await running()).summary, code: () => import('./summary.ts') },
  lint: { define: async () => (await running()).lint, code: () => import('./lint.ts') },
  format: { define: async () => (await running()).format, code: () => import('./format.ts') },
  read: { define: async () => (await reading()).read, code: () => import('./read.ts') },
  log: { define: async () => (await reading()).log, code: () => import('./log.ts') },
  json: { define: async () => (await reading()).json, code: () => import('./json.ts') },
  env: { define: async () => (await reading()).env, code: () => import('./env.ts') },
  deps: { define: async () => (await reading()).deps, code: () => import('./deps.ts') },
  explain: { define: async () => (await agents()).explain, code: () => import('./explain.ts') },
  rewrite: { define: async () => (await agents()).rewrite, code: () => import('./rewrite.ts') },
  init: { define: async () => (await agents()).init, code: () => import('./init.ts') },
  doctor: { define: async () => (await agents()).doctor, code: () => import('./doctor.ts') },
  hook: { define: async () => (await agents()).hook, code: () => import('./hook.ts') },
  gain: { define: async () => (await figures()).gain, code: () => import('./gain.ts') },
  dashboard: { define: async () => (await figures()).dashboard, code: () => import('./dashboard.ts') },
  statusline: { define: async () => (await agents()).statusline, code: () => import('./statusline.ts') },
  discover: { define: async () => (await figures()).discover, code: () => import('./discover.ts') },
  session: { define: async () => (await figures()).session, code: () => import('./session.ts') },
  learn: { define: async () => (await figures()).learn, code: () => import('./learn.ts') },
  config: { define: async () => (await settings()).config, code: () => import('./config.ts') },
  trust: { define: async () => (await settings()).trust, code: () => import('./trust.ts') },
  untrust: { define: async () => (await settings()).untrust, code: () => import('./untrust.ts') },
  verify: { define: async () => (await settings()).verify, code: () => import('./verify.ts') },
  completions: { define: async () => (await settings()).completions, code: () => import('./completions.ts') },
  help: { define: async () => (await settings()).help, code: () => import('./help.ts') },
  version: { define: async () => (await settings()).version, code: () => import('./version.ts') },
};

/** Words of their parents with code of their own. */
const BELOW: Readonly<Record<string, () => Promise<Code>>> = {
  'gain export': () => import('./gain-export.ts'),
  'hook check': () => import('./hook-check.ts'),
};

/** What agents call at every turn, and what runs a command, is not parsed as long as no option stands in front: commander is not loaded. */
const STRAIGHT: ReadonlySet<OwnWord> = new Set(['hook', 'rewrite', 'raw', 'proxy', 'err', 'test', 'summary']);

export async function ownWord(word: OwnWord, args: readonly string[], flags: Flags): Promise<number> {
  const [first] = args;
  const straight = STRAIGHT.has(word) && first !== undefined && !first.startsWith('-') && !Object.hasOwn(BELOW, `${word} ${first}`);
  if (straight || (word === 'statusline' && first === undefined)) return (await COMMANDS[word].code()).run(args, {} as never, flags);
  const [{ parsed }, command] = await Promise.all([import('./parse-words.ts'), COMMANDS[word].define()]);
  const given = parsed(command, args);
  if (typeof given === 'string') {
    say(given);
    return 0;
  }
  return (await (BELOW[given.name] ?? COMMANDS[word].code)()).run(given.args, given.options as never, flags);
}

export function wordNamed(word: OwnWord): Promise<AnyWord> {
  return COMMANDS[word].define();
}

/** All definitions; no word's code. */
export function allWords(): Promise<AnyWord[]> {
  return Promise.all(Object.values(COMMANDS).map(({ define }) => define()));
}
