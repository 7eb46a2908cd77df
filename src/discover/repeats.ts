/** What the model read again: results equal to, or contained in, an earlier one of the same session, agent and compaction. Nothing is built on it; it is counted. */

import { tokensOf } from '../filter/tokens.ts';
import { MARKER } from '../marks.ts';
import { allSources } from '../transcripts/sources.ts';
import type { ToolResult, Transcript, TranscriptSource } from '../transcripts/types.ts';
import type { SessionRange } from './options.ts';
import { sessionsIn } from './scan.ts';
import { count, percent, shown, tableOf } from './table.ts';

/** Shorter results are equal by chance. */
const SHORTEST = 200;
/** Characters of earlier results that are kept to be searched. */
const KEPT = 16_000_000;

interface Sum {
  results: number;
  tokens: number;
  equal: number;
  contained: number;
  /** Tokens of results in which rtk's markers stand. */
  marked: number;
}

export interface Repeats {
  readonly scope: string;
  readonly days: number;
  readonly sessions: number;
  readonly tools: ReadonlyMap<string, Sum>;
  readonly damaged: number;
}

/** Throws a UsageError if there is no session. */
export async function repeatsIn(scope: SessionRange): Promise<Repeats> {
  const sessions = sessionsIn(await allSources(), scope);
  const tools = new Map<string, Sum>();
  let damaged = 0;
  for (const { source, transcript } of sessions)
    addSession(
      tools,
      readingsOf(source, transcript, (lines) => (damaged += lines)),
      scope.since,
    );
  return { scope: scope.name, days: scope.days, sessions: sessions.length, tools, damaged };
}

/** Of agents whose other tools are not written down, the shell's. */
function* readingsOf(source: TranscriptSource, transcript: Transcript, damaged: (lines: number) => void): Generator<ToolResult> {
  if (source.readings) {
    yield* source.readings(transcript, damaged);
    return;
  }
  for (const step of source.steps(transcript, damaged)) {
    if (step.kind === 'compaction') yield { kind: 'compaction' };
    if (step.kind === 'result') yield { kind: 'read', at: step.at, tool: 'shell', text: step.text };
  }
}

/** A file of a helper agent is a context of its own; a compaction begins another. */
function addSession(tools: Map<string, Sum>, readings: Iterable<ToolResult>, since: number): void {
  let earlier = new Set<string>();
  let kept = 0;
  for (const reading of readings) {
    if (reading.kind === 'compaction') {
      earlier = new Set();
      kept = 0;
    }
    if (reading.kind !== 'read' || reading.at < since) continue;
    const { tool, text } = reading;
    const tokens = tokensOf(text);
    const sum = tools.get(tool) ?? { results: 0, tokens: 0, equal: 0, contained: 0, marked: 0 };
    const isLong = text.length >= SHORTEST;
    if (isLong && earlier.has(text)) sum.equal += tokens;
    else if (isLong && isWithin(text, earlier)) sum.contained += tokens;
    if (MARKER.test(text)) sum.marked += tokens;
    tools.set(tool, { ...sum, results: sum.results + 1, tokens: sum.tokens + tokens });
    if (!isLong || kept > KEPT) continue;
    earlier.add(text);
    kept += text.length;
  }
}

function isWithin(text: string, earlier: ReadonlySet<string>): boolean {
  const inner = text.trim();
  for (const each of earlier) if (each.length > inner.length && each.includes(inner)) return true;
  return false;
}

function totalOf(tools: ReadonlyMap<string, Sum>): Sum {
  const all: Sum = { results: 0, tokens: 0, equal: 0, contained: 0, marked: 0 };
  for (const sum of tools.values()) for (const name of Object.keys(all) as (keyof Sum)[]) all[name] += sum[name];
  return all;
}

export function repeatsJson({ scope, days, sessions, tools, damaged }: Repeats): object {
  return {
    version: 1,
    scope,
    since_days: days,
    sessions_scanned: sessions,
    ...namesOf(totalOf(tools)),
    tools: ranked(tools).map(([tool, sum]) => ({ tool, ...namesOf(sum) })),
    parse_errors: damaged,
  };
}

function namesOf({ results, tokens, equal, contained, marked }: Sum): object {
  return { results, tokens_read: tokens, tokens_equal: equal, tokens_contained: contained, tokens_with_markers: marked };
}

function ranked(tools: ReadonlyMap<string, Sum>): [string, Sum][] {
  return [...tools].sort(([, one], [, other]) => other.tokens - one.tokens);
}

export function repeatsText({ scope, days, sessions, tools, damaged }: Repeats): string {
  const all = totalOf(tools);
  const rows = ranked(tools).map(([tool, sum]) => [
    tool,
    sum.results,
    sum.tokens,
    percent(sum.tokens, all.tokens),
    sum.equal,
    sum.contained,
    percent(sum.equal + sum.contained, sum.tokens),
  ]);
  return [
    `${scope}, the last ${days} days: ${count(sessions, 'session')}, ${count(all.tokens, 'token')} of results of all tools`,
    '',
    ...tableOf(['tool', 'results', 'tokens', 'of all', 'equal', 'contained', 'again'], rows),
    '',
    `read again: ${shown(all.equal + all.contained)} (${percent(all.equal + all.contained, all.tokens)}), equal to or contained in an earlier result of the same session, agent and compaction`,
    `results in which rtk left something out: ${shown(all.marked)} (${percent(all.marked, all.tokens)})`,
    ...(damaged > 0 ? [`${count(damaged, 'line')} of the transcripts could not be read.`] : []),
  ].join('\n');
}
