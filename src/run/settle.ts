/** A raw text → what its reader gets, its handle and its price: the one end of every run, whoever ran it. Starts nothing and prints nothing. */

import { type Captured, type Filtered, filter } from '../filter/filter.ts';
import { tokensOf } from '../filter/tokens.ts';
import type { Facts } from '../journal/line.ts';
import type { Route } from '../route/route.ts';
import type { Level } from '../types.ts';
import { readAlone, UNSEEN, windowFor } from '../window/limits.ts';

export interface Ended {
  readonly captured: Captured;
  readonly routed: Route;
  readonly level: Level;
  /** Keeps the raw text and answers with its handle; asked at most once, and only if something is hidden or a failed run was changed. */
  readonly keep: () => string | undefined;
  /** Is there a kept text under this handle? */
  readonly resolves?: (handle: string) => boolean;
  /** Who reads the result. */
  readonly agent: string | undefined;
  /** Variables that may set the window. */
  readonly env: NodeJS.ProcessEnv;
  /** What the reader would have read without rtk, where that is known better than from the agent's own limits. */
  readonly alone?: string;
  /** Characters of the result at most; by default the reader's own window. */
  readonly window?: number;
}

export interface Settled {
  readonly result: Filtered;
  readonly handle: string | undefined;
  /** Tokens: of the raw text, of the result, and of what would have been read without rtk. */
  readonly raw: number;
  readonly shown: number;
  readonly base: number;
}

export function settle({ captured, routed, level, agent, env, ...given }: Ended): Settled {
  const failed = (captured.exit ?? 0) !== 0;
  const alone = given.alone ?? readAlone(captured.text, failed, agent);
  const room = alone === captured.text ? Number.POSITIVE_INFINITY : Math.max(alone.length, UNSEEN);
  let handle: string | undefined;
  const handleOf = () => (handle ??= given.keep());
  const window = given.window ?? Math.min(windowFor(env, failed, agent), room);
  const result = filter(captured, routed, { level, handle: handleOf, window, ...(given.resolves ? { resolves: given.resolves } : {}) });
  if (failed && result.changed) handleOf();
  const { raw, base } = baselineOf(captured.text, alone);
  const shown = result.changed ? tokensOf(result.text) + (result.stderrApart ? tokensOf(captured.stderr) : 0) : Math.min(raw, base);
  return { result, handle, raw, shown, base };
}

/** Tokens of the raw text, and of what would have been read of it without rtk. */
export function baselineOf(text: string, alone: string): { readonly raw: number; readonly base: number } {
  const base = tokensOf(alone);
  return { raw: alone === text ? base : tokensOf(text), base };
}

/** What the journal says of a settled run. `readToEnd`: false if the reader closed the pipe (`| head`), who would have read no more of the raw text: nothing was saved. */
export function priceOf(
  { result, handle, raw, shown, base }: Settled,
  readToEnd: boolean,
): Pick<Facts, 'tokens' | 'base' | 'handle' | 'hidden' | 'why'> {
  const after = result.changed || readToEnd ? shown : raw;
  const before = readToEnd ? base : after;
  return {
    tokens: [raw, after],
    ...(before < raw ? { base: before } : {}),
    ...(handle === undefined ? {} : { handle }),
    ...(result.hidden > 0 ? { hidden: result.hidden } : {}),
    ...(result.why === undefined ? {} : { why: result.why }),
  };
}
