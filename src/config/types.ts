/** What the settings say, whatever file they come from. */

import { UsageError } from '../errors.ts';
import type { Filter, Level } from '../types.ts';

export interface Config {
  readonly level: Level;
  /** Command prefixes that are passed through, as `rtk explain` spells them: `git diff`, `pytest`. */
  readonly exclude: readonly string[];
  /** Patterns of commands that are passed through, as rtk-rs writes them: `^ls$`. */
  readonly patterns: readonly RegExp[];
  /** The user's and the trusted project's own filters. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Commands whose own filter is broken: they are passed through. */
  readonly broken: readonly Broken[];
  /** Per agent, how its hooks reach an output. */
  readonly hooks: Readonly<Record<string, Mode>>;
  /** Words behind which `rtk` is put, as rtk-rs's `transparent_prefixes`: `shadowenv exec --`. */
  readonly prefixes: readonly string[];
  /** What is wrong in the files, a sentence each: file, line, field and what to do. */
  readonly problems: readonly string[];
  /** Why every command is passed through: rtk is off, or what is excluded could not be read. */
  readonly raw?: string;
}

interface Broken {
  readonly command: string;
  readonly why: string;
}

/** Which of the two ways to an output are used. */
export type Mode = 'replace' | 'rewrite' | 'both' | 'off';
export const MODES: readonly Mode[] = ['replace', 'rewrite', 'both', 'off'];

export const LEVELS: readonly Level[] = ['lossless', 'normal', 'tight'];

export function isLevel(text: unknown): text is Level {
  return LEVELS.includes(text as Level);
}

export function asLevel(text: string, where: string): Level {
  if (!isLevel(text)) throw new UsageError(`${where}: \`${text}\` is no level; use ${LEVELS.join(', ')}.`);
  return text;
}

export const DEFAULTS: Config = {
  level: 'normal',
  exclude: [],
  patterns: [],
  filters: {},
  broken: [],
  hooks: {},
  prefixes: [],
  problems: [],
};
