/** The definitions of rtk's own words, each loaded with its group when it is asked for; no word's code. */

import type { OwnWord } from '../../route/own-words.ts';
import type { AnyWord } from './word.ts';

const running = () => import('./running.ts');
const reading = () => import('./reading.ts');
const agents = () => import('./agents.ts');
const figures = () => import('./figures.ts');
const settings = () => import('./settings.ts');

/** In the order of the help. */
const DEFINITIONS: Readonly<Record<OwnWord, () => Promise<AnyWord>>> = {
  recall: async () => (await reading()).recall,
  raw: async () => (await running()).raw,
  proxy: async () => (await running()).proxy,
  run: async () => (await running()).run,
  pipe: async () => (await reading()).pipe,
  err: async () => (await running()).err,
  test: async () => (await running()).test,
  summary: async () => (await running()).summary,
  lint: async () => (await running()).lint,
  format: async () => (await running()).format,
  read: async () => (await reading()).read,
  log: async () => (await reading()).log,
  json: async () => (await reading()).json,
  env: async () => (await reading()).env,
  deps: async () => (await reading()).deps,
  explain: async () => (await agents()).explain,
  rewrite: async () => (await agents()).rewrite,
  init: async () => (await agents()).init,
  doctor: async () => (await agents()).doctor,
  hook: async () => (await agents()).hook,
  gain: async () => (await figures()).gain,
  dashboard: async () => (await figures()).dashboard,
  statusline: async () => (await agents()).statusline,
  discover: async () => (await figures()).discover,
  session: async () => (await figures()).session,
  learn: async () => (await figures()).learn,
  config: async () => (await settings()).config,
  trust: async () => (await settings()).trust,
  untrust: async () => (await settings()).untrust,
  verify: async () => (await settings()).verify,
  completions: async () => (await settings()).completions,
  help: async () => (await settings()).help,
  version: async () => (await settings()).version,
};

export function wordNamed(word: OwnWord): Promise<AnyWord> {
  return DEFINITIONS[word]();
}

export function allWords(): Promise<AnyWord[]> {
  return Promise.all(Object.values(DEFINITIONS).map((define) => define()));
}
