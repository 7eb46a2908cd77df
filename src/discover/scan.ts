/** All sessions in a scope, one call after the other: no more than one session's open calls are held. */

import { UsageError } from '../errors.ts';
import type { Step, Transcript, TranscriptSource } from '../transcripts/types.ts';
import type { SessionRange } from './options.ts';
import { progress } from './progress.ts';

type Call = Extract<Step, { kind: 'call' }>;
type Result = Extract<Step, { kind: 'result' }>;

export interface ScanAsked {
  readonly transcript: Transcript;
  readonly call: Call;
  /** Absent where the session ended before it. */
  readonly result?: Result;
}

interface Session {
  readonly source: TranscriptSource;
  readonly transcript: Transcript;
}

/** Newest first. Throws a UsageError that says where was looked if there is none. */
export function sessionsIn(sources: readonly TranscriptSource[], scope: SessionRange): Session[] {
  const all = sources.flatMap((source) => [...source.transcripts(scope.place, scope.since)].map((transcript) => ({ source, transcript })));
  const found = all.filter(({ transcript }) => scope.holds(transcript)).sort((a, b) => b.transcript.modified - a.transcript.modified);
  if (found.length > 0) return found;
  const places = sources.flatMap((source) => source.places(scope.place)).join(', ');
  const others =
    all.length === 0 ? '' : ` ${all.length} of other projects are there: \`--all\` takes them, \`--project <part of the path>\` some.`;
  throw new UsageError(`no session of the last ${scope.days} days was found for ${scope.name}; looked at ${places}.${others}`);
}

/** Every call of every session, with its result; copies that a resumed session holds of an earlier one are told once. */
export function* askedIn(sessions: readonly Session[], scope: SessionRange, damaged: (lines: number) => void): Generator<ScanAsked> {
  const seen = new Set<string>();
  const bar = progress(sessions.length);
  try {
    for (const { source, transcript } of sessions) {
      for (const asked of pairsOf(transcript, source.steps(transcript, damaged))) {
        const key = `${transcript.agent} ${asked.call.id} ${asked.call.at}`;
        if (asked.call.at < scope.since || seen.has(key)) continue;
        seen.add(key);
        bar.tick();
        yield asked;
      }
      bar.step();
    }
  } finally {
    bar.end();
  }
}

/** In the order of the results; calls without one come last. */
function* pairsOf(transcript: Transcript, steps: Iterable<Step>): Generator<ScanAsked> {
  const open = new Map<string, Call>();
  for (const step of steps) {
    if (step.kind === 'call') open.set(step.id, step);
    if (step.kind !== 'result') continue;
    const call = open.get(step.id);
    if (!call) continue;
    open.delete(step.id);
    yield { transcript, call, result: step };
  }
  for (const call of open.values()) yield { transcript, call };
}
