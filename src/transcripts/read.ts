/** What the agents' transcripts have in common. */

import { isObject, listAt, objectAt, stringAt } from '../json.ts';
import type { Step } from './types.ts';

export type Turn = Extract<Step, { kind: 'turn' }>;
export type Tokens = NonNullable<Turn['tokens']>;

/** Milliseconds of an ISO time or of a number; 0 if it is neither. */
export function timeAt(from: unknown, key: string): number {
  const value = isObject(from) ? from[key] : undefined;
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Date.parse(value) || 0 : 0;
}

export function numberAt(from: unknown, key: string): number | undefined {
  const value = isObject(from) ? from[key] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A string, or the text blocks of a list. */
export function textAt(from: unknown, key: string): string {
  const text = stringAt(from, key);
  if (text !== undefined) return text;
  return listAt(from, key)
    .map((block) => stringAt(block, 'text'))
    .filter((each) => each !== undefined)
    .join('\n');
}

/** Tokens of a request, the fresh ones apart from those in the cache. `names` are the fields for all or fresh input, cache read, cache write and output. */
export function tokensAt(
  from: unknown,
  key: string,
  names: readonly [string, string, string, string],
  fresh: boolean,
): { tokens?: Tokens } {
  const usage = objectAt(from, key);
  if (!usage) return {};
  const [input = 0, cacheRead = 0, cacheWrite = 0, output = 0] = names.map((name) => numberAt(usage, name) ?? 0);
  return { tokens: { input: fresh ? input : Math.max(0, input - cacheRead - cacheWrite), cacheRead, cacheWrite, output } };
}

/** Results of other tools than the shell go, and those that came before. */
export function* ofShell(steps: Iterable<Step>): Generator<Step> {
  const open = new Set<string>();
  for (const step of steps) {
    if (step.kind === 'call') open.add(step.id);
    if (step.kind === 'result' && !open.delete(step.id)) continue;
    yield step;
  }
}
