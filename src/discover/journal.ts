/** What rtk's own journal says of calls, sessions and filters. */

import { journalFiles, linesFrom } from '../gain/journals.ts';
import type { HookEvent, JournalLine, Saving } from '../record.ts';

/** Lines of one tool call: what the hook did before it ran, and with its output. */
export interface Seen {
  readonly session: string | undefined;
  hook?: HookEvent;
  output?: Saving;
}

/** Runs of a session that went through rtk, in estimated tokens. */
export interface Sum {
  runs: number;
  hooks: number;
  /** What would have been read, and what was. */
  base: number;
  shown: number;
}

export interface Known {
  /** When the first line was written; undefined without a journal. */
  readonly since: number | undefined;
  readonly calls: ReadonlyMap<string, readonly Seen[]>;
  readonly sessions: ReadonlyMap<string, Sum>;
  /** Agents whose hook has ever answered. */
  readonly agents: ReadonlySet<string>;
  /** Per filter, over all its runs. */
  readonly filters: ReadonlyMap<string, Sum>;
}

export function readJournal(): Known {
  const calls = new Map<string, Seen[]>();
  const sessions = new Map<string, Sum>();
  const filters = new Map<string, Sum>();
  const agents = new Set<string>();
  let since: number | undefined;
  for (const line of journalLines()) {
    since = Math.min(since ?? line.at, line.at);
    if (line.event === 'instructions') continue;
    noteCall(calls, line);
    if (line.session !== undefined) noteSum(sessions, sessionKey(line.agent ?? '', line.session), line);
    if (line.agent !== undefined && (line.event === 'hook' || line.via !== undefined)) agents.add(line.agent);
    if (line.event === undefined && line.filter !== undefined && line.level !== 'lossless') noteSum(filters, line.filter, line);
  }
  return { since, calls, sessions, agents, filters };
}

export function sessionKey(agent: string, session: string): string {
  return `${agent}\0${session.slice(0, 80)}`;
}

/** What is known of a call; ids that are short are told apart by the session. A helper agent of Copilot goes by a session of its own. */
export function seenOf(known: Known, agent: string, session: string, call: string): Seen | undefined {
  const all = known.calls.get(`${agent}\0${call.slice(0, 80)}`) ?? [];
  return (
    all.find((each) => each.session === undefined || each.session === session.slice(0, 80)) ?? (agent === 'copilot' ? all[0] : undefined)
  );
}

function* journalLines(): Generator<JournalLine> {
  for (const file of journalFiles()) for (const { line } of linesFrom(file, 0)) if (line) yield line;
}

function noteCall(calls: Map<string, Seen[]>, line: HookEvent | Saving): void {
  if (line.call === undefined || line.agent === undefined) return;
  const key = `${line.agent}\0${line.call}`;
  const all = calls.get(key) ?? [];
  if (all.length === 0) calls.set(key, all);
  let seen = all.find(({ session }) => session === line.session);
  if (!seen) all.push((seen = { session: line.session }));
  if (line.event === 'hook') seen.hook = line;
  // Several outputs of one call: one that was replaced says the most.
  else if (seen.output?.via !== 'replace') seen.output = line;
}

function noteSum(sums: Map<string, Sum>, key: string, line: HookEvent | Saving): void {
  const sum = sums.get(key) ?? { runs: 0, hooks: 0, base: 0, shown: 0 };
  sums.set(key, sum);
  if (line.event === 'hook') sum.hooks++;
  else if (line.tokens) {
    sum.runs++;
    sum.base += line.base ?? line.tokens[0];
    sum.shown += line.tokens[1];
  }
}
