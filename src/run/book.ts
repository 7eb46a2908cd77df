/** What the journal says of a proxied run. */

import { tokensOf } from '../filter/tokens.ts';
import { commandShape, marksOf } from '../journal/command-shape.ts';
import type { Saving } from '../journal/line.ts';
import { record } from '../journal/record.ts';
import type { Route } from '../route/route.ts';
import type { Exit, Level } from '../types.ts';
import { agentIn } from '../window/agent-in.ts';
import { lengthAlone } from '../window/limits.ts';
import type { Streamed } from './live.ts';

export interface Job {
  readonly argv: readonly string[];
  readonly routed: Route;
  readonly level: Level;
  /** When the run began, on the clock of `performance`. */
  readonly started: number;
  /** Milliseconds that the child took. */
  readonly child: number;
}

/** A run whose output went past rtk. */
export function bookUnseen(job: Job, exit: number): void {
  record(booked(job, exit));
}

/** A run whose output was shown, or folded, as it came. Its tokens are reckoned from a sample. */
export function bookStreamed(job: Job, { bytes, sample, folded }: Streamed, exit: number): void {
  const rate = tokensOf(sample.toString()) / Math.max(1, sample.length);
  const raw = Math.round(bytes * rate);
  const base = Math.round(lengthAlone(bytes, exit !== 0, agentIn(process.env)) * rate);
  const shown = folded === undefined ? base : tokensOf(folded.text);
  record({
    ...booked(job, exit),
    bytes: [bytes, folded === undefined ? bytes : Buffer.byteLength(folded.text)],
    tokens: [raw, shown],
    ...(base < raw ? { base } : {}),
    ...(folded?.handle === undefined ? {} : { handle: folded.handle, hidden: folded.hidden }),
    why: folded === undefined ? 'shown as it streamed' : 'folded as it streamed',
  });
}

type Booked = Pick<Saving, 'command' | 'same' | 'about' | 'filter' | 'why' | 'level' | 'exit' | 'ms' | 'own'>;

/** What is known of every run. */
export function booked({ routed, level, started, child }: Job, exit: Exit): Booked {
  const ms = performance.now() - started;
  return {
    command: commandShape(routed.argv),
    ...marksOf(routed.argv),
    ...(routed.name === undefined || !routed.filter ? {} : { filter: routed.name }),
    ...(routed.why === undefined ? {} : { why: routed.why }),
    ...(exit === undefined ? {} : { exit }),
    ...{ level, ms: tenths(ms), own: tenths(ms - child) },
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
