/** The agents whose transcripts rtk reads, each loaded only when it is named. */

import type { Step, Transcript, TranscriptSource } from './types.ts';

export const SOURCES: Readonly<Record<string, () => Promise<{ readonly source: TranscriptSource }>>> = {
  claude: () => import('./claude.ts'),
  codex: () => import('./codex.ts'),
  gemini: () => import('./gemini.ts'),
  copilot: () => import('./copilot.ts'),
  opencode: () => import('./opencode.ts'),
  kilo: () => import('./kilo.ts'),
  pi: () => import('./pi.ts'),
};

export async function allSources(): Promise<TranscriptSource[]> {
  return (await Promise.all(Object.values(SOURCES).map((load) => load()))).map(({ source }) => source);
}

export interface Moment {
  readonly kind: 'turn' | 'compaction';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly model?: string;
}

/** How often the context was read again, and when what stood in it was summarised; calls and results are not parsed. */
export function* turnsIn(source: TranscriptSource, transcript: Transcript, damaged?: (lines: number) => void): Generator<Moment> {
  for (const step of source.steps(transcript, damaged, 'turns')) {
    const moment = momentOf(step);
    if (moment) yield moment;
  }
}

function momentOf(step: Step): Moment | undefined {
  if (step.kind === 'compaction') return { kind: 'compaction', at: step.at };
  if (step.kind !== 'turn') return undefined;
  return { kind: 'turn', at: step.at, ...(step.model === undefined ? {} : { model: step.model }) };
}
