/** What a missed command would have saved: its filter run over the text in the transcript, or the rate that the journal has measured. */

import { filter } from '../filter/filter.ts';
import { tokensOf } from '../filter/tokens.ts';
import type { Level } from '../types.ts';
import { windowFor } from '../window/limits.ts';
import type { KnownRuns } from './journal.ts';
import type { Judged } from './judge.ts';
import type { ScanAsked } from './scan.ts';

export interface Estimate {
  /** Tokens that the model read, and would not have read. */
  readonly tokens: number;
  readonly saved: number;
  /** `filtered`: the filter was run. `rate`: what the filter has saved elsewhere. `unknown`: neither was possible, and nothing is claimed. */
  readonly by: 'filtered' | 'rate' | 'unknown';
  /** The agent had cut the text before it was recorded. */
  readonly cut: boolean;
}

/** Runs of a filter from which a rate is taken. */
const ENOUGH = 5;

// "<persisted-output>\nOutput too large (59.2KB)", "... [20134 characters truncated] ...", "Warning: truncated output (original token count: 3474)",
// "Output too large. Showing first 8,000", "Output too large to read at once", "...output truncated...", "[Showing lines 28001-30000 of 30000"
const CUT =
  /^<persisted-output>|\[\d+ characters truncated\]|^Warning: truncated output|^Output too large|^\.\.\.output truncated\.\.\.|\n\[Showing (?:lines|last) |^<tool_output_masked>/;

export function estimateOf({ transcript, result }: ScanAsked, { route, filter: name }: Judged, known: KnownRuns, level: Level): Estimate {
  const text = result?.text ?? '';
  const tokens = tokensOf(text);
  const cut = CUT.test(text);
  const rate = rateOf(name, known);
  if (!route || (cut && rate !== undefined)) {
    const saved = rate === undefined || !route ? 0 : Math.round(tokens * rate);
    return { tokens, saved, by: rate === undefined || !route ? 'unknown' : 'rate', cut };
  }
  if (cut) return { tokens, saved: 0, by: 'unknown', cut };
  const exit = result?.exit;
  const window = windowFor({}, exit !== undefined && exit !== 0, transcript.agent);
  const run = filter({ stdout: text, stderr: '', text, exit }, route, { level, window, handle: () => '000000' });
  return { tokens, saved: run.changed ? Math.max(0, tokens - tokensOf(run.text)) : 0, by: 'filtered', cut };
}

/** The share of the tokens that the filter keeps away, over all its runs, those included in which it did nothing. */
function rateOf(name: string | undefined, { filters }: KnownRuns): number | undefined {
  const sum = name === undefined ? undefined : filters.get(name);
  return sum && sum.runs >= ENOUGH && sum.base > 0 ? Math.max(0, 1 - sum.shown / sum.base) : undefined;
}
