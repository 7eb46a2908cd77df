/** What the settings say, whatever file they come from. */

import { UsageError } from '../errors.ts';
import type { Filter, Level } from '../types.ts';

export interface Config {
  readonly level: Level;
  /** Command prefixes that are passed through, as `rtk explain` spells them: `git diff`, `pytest`. */
  readonly exclude: readonly string[];
  /** The user's and the trusted project's own filters. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Per agent, how its hooks reach an output. */
  readonly hooks: Readonly<Record<string, Mode>>;
}

/** Which of the two ways to an output are used. */
export type Mode = 'replace' | 'rewrite' | 'both' | 'off';
export const MODES: readonly string[] = ['replace', 'rewrite', 'both', 'off'] satisfies Mode[];

export const LEVELS: readonly string[] = ['lossless', 'normal', 'tight'] satisfies Level[];

export function asLevel(text: string, where: string): Level {
  if (!LEVELS.includes(text)) throw new UsageError(`${where}: \`${text}\` is no level; use ${LEVELS.join(', ')}.`);
  return text as Level;
}
