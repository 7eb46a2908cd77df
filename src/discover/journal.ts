/** What rtk's own journal says of calls, sessions and filters. */

import { WITHIN } from '../gain/ledger/charges.ts';
import { journalFiles, linesFrom } from '../journal/files.ts';
import type { HookEvent, JournalLine, Saving } from '../journal/line.ts';
import type { ScanAsked } from './scan.ts';

/** Lines of one tool call: what the hook did before it ran, and with its output. */
interface Seen {
  readonly session: string | undefined;
  hook?: HookEvent;
  output?: Saving;
}

/** A line of an agent that gives its hooks no id of the call: known by session, time and command, told once. */
interface Loose {
  readonly line: HookEvent | Saving;
  told: boolean;
}

/** Runs of a session or of a filter, in estimated tokens. */
export interface Sum {
  runs: number;
  hooks: number;
  /** What would have been read, and what was. */
  base: number;
  shown: number;
}

export interface KnownRuns {
  /** When the first line was written; undefined without a journal. */
  since: number | undefined;
  readonly calls: Map<string, Seen[]>;
  readonly loose: Map<string, Loose[]>;
  readonly sessions: Map<string, Sum>;
  /** Agents whose hook has ever answered. */
  readonly agents: Set<string>;
  /** Per filter, over all its runs. */
  readonly filters: Map<string, Sum>;
}

export function readJournal(): KnownRuns {
  const known: KnownRuns = {
    since: undefined,
    calls: new Map(),
    loose: new Map(),
    sessions: new Map(),
    agents: new Set(),
    filters: new Map(),
  };
  const rewritten = new Map<string, HookEvent>();
  for (const line of journalLines()) {
    known.since = Math.min(known.since ?? line.at, line.at);
    if (line.event !== 'instructions') take(line, known, rewritten);
  }
  return known;
}

export function sessionKey(agent: string, session: string): string {
  return `${agent}\0${session.slice(0, 80)}`;
}

/** The commands of a line, as the journal names them; `typed`: rtk stands in it. */
export interface Named {
  readonly shapes: ReadonlySet<string>;
  readonly typed: boolean;
}

/** What the journal has of a call. */
export function seenOf(known: KnownRuns, { transcript, call, result }: ScanAsked, named: Named): Omit<Seen, 'session'> | undefined {
  const { agent, session } = transcript;
  const all = known.calls.get(`${agent}\0${call.id.slice(0, 80)}`) ?? [];
  const byId = all.find((each) => each.session === undefined || each.session === session.slice(0, 80));
  if (byId) return byId;
  const end = (result?.at ?? call.at) + SLACK;
  const near = (known.loose.get(sessionKey(agent, session)) ?? []).filter(
    ({ line, told }) => !told && line.at >= call.at - SLACK && line.at <= end && isOf(line, named),
  );
  const hook = near.find(({ line }) => line.event === 'hook');
  const output = near.find(({ line }) => line.event === undefined);
  for (const each of [hook, output]) if (each) each.told = true;
  if (!hook && !output) return undefined;
  return {
    ...(hook?.line.event === 'hook' ? { hook: hook.line } : {}),
    ...(output && output.line.event === undefined ? { output: output.line } : {}),
  };
}

/** Milliseconds between two programs' clocks and writings. */
const SLACK = 50;

/** A hook that left a command says not which; where it rewrote one, the transcript has the rewritten line. What went through rtk is not seen again. */
function isOf(line: HookEvent | Saving, { shapes, typed }: Named): boolean {
  if (line.event === 'hook') return (line.did === 'rewrote') === typed;
  return !typed && shapes.has(line.command);
}

function* journalLines(): Generator<JournalLine> {
  for (const file of journalFiles()) for (const { line } of linesFrom(file, 0)) if (line) yield line;
}

function take(line: HookEvent | Saving, known: KnownRuns, rewritten: Map<string, HookEvent>): void {
  if (line.event === 'hook') for (const mark of line.same ?? []) rewritten.set(mark, line);
  const owner = line.event === undefined ? ownerOf(line, rewritten) : undefined;
  const { agent = owner?.agent, session = owner?.session } = line;
  const isHooks = line.event === 'hook' || line.via !== undefined;
  if (agent !== undefined && isHooks) known.agents.add(agent);
  if (agent !== undefined && session !== undefined) addTo(known.sessions, sessionKey(agent, session), line);
  if (line.event === undefined && line.filter !== undefined && line.level !== 'lossless') addTo(known.filters, line.filter, line);
  if (agent === undefined || !isHooks) return;
  if (line.call !== undefined) noteCall(known.calls, `${agent}\0${line.call}`, line);
  else if (session !== undefined) noteLoose(known.loose, sessionKey(agent, session), line);
}

/** The event of the hook that put rtk in front of this run: most agents tell their shell no session. */
function ownerOf(run: Saving, rewritten: Map<string, HookEvent>): HookEvent | undefined {
  if (run.via !== undefined || run.session !== undefined || run.same === undefined) return undefined;
  const event = rewritten.get(run.same);
  if (!event || run.at - event.at > WITHIN || (run.agent !== undefined && run.agent !== event.agent)) return undefined;
  rewritten.delete(run.same);
  return event;
}

function noteCall(calls: Map<string, Seen[]>, key: string, line: HookEvent | Saving): void {
  const all = calls.get(key) ?? [];
  calls.set(key, all);
  let seen = all.find(({ session }) => session === line.session);
  if (!seen) all.push((seen = { session: line.session }));
  if (line.event === 'hook') seen.hook = line;
  // Several outputs of one call: one that was replaced says the most.
  else if (seen.output?.via !== 'replace') seen.output = line;
}

function noteLoose(loose: Map<string, Loose[]>, key: string, line: HookEvent | Saving): void {
  const all = loose.get(key) ?? [];
  loose.set(key, all);
  all.push({ line, told: false });
}

function addTo(sums: Map<string, Sum>, key: string, line: HookEvent | Saving): void {
  const sum = sums.get(key) ?? { runs: 0, hooks: 0, base: 0, shown: 0 };
  sums.set(key, sum);
  if (line.event === 'hook') sum.hooks++;
  else if (line.tokens) {
    sum.runs++;
    sum.base += line.base ?? line.tokens[0];
    sum.shown += line.tokens[1];
  }
}
