/** How often what was saved would have been read again: counted from the turns of the sessions' transcripts. */

import type { Place } from '../../hooks/types.ts';
import { turnsIn } from '../../transcripts/sources.ts';
import type { Transcript, TranscriptSource } from '../../transcripts/types.ts';
import { inTransaction, type Ledger } from './ledger.ts';

export interface Scan {
  /** Transcripts that were read now, and those that time did not suffice for. */
  readonly read: number;
  readonly left: number;
  /** False if time did not suffice to look through all folders. */
  readonly complete: boolean;
}

export interface Scanning {
  readonly place: Place;
  /** Milliseconds; one transcript is read in any case. */
  readonly budget: number;
  /** Told how many are to be read, answers with what is to be called after each. */
  readonly watch?: (waiting: number) => () => void;
}

/** Reads the transcripts of sessions that the ledger knows and that have gone on since, newest first, for `budget` milliseconds. undefined: there is none. */
export function scanTranscripts(
  ledger: Ledger,
  sources: readonly TranscriptSource[],
  { place, budget, watch }: Scanning,
): Scan | undefined {
  const end = performance.now() + budget;
  const found = sources.map((source) => listed(ledger, source, { place, end }));
  const waiting = found.flatMap(({ waiting: transcripts }) => transcripts);
  waiting.sort((a, b) => b.transcript.modified - a.transcript.modified);
  const step = watch?.(waiting.length);
  const left = new Set(waiting);
  for (const each of waiting) {
    if (left.size < waiting.length && performance.now() > end) break;
    note(ledger, each.transcript, countedTurns(each));
    left.delete(each);
    step?.();
  }
  const open = new Set([...left].map(({ source }) => source));
  for (const { source, complete, started } of found) if (complete && !open.has(source)) remember(ledger, source, started);
  const complete = found.every((each) => each.complete);
  const none = waiting.length === 0 && complete && !ledger.prepare('select 1 from transcript limit 1').get();
  return none ? undefined : { read: waiting.length - left.size, left: left.size, complete };
}

interface Waiting {
  readonly source: TranscriptSource;
  readonly transcript: Transcript;
}

interface Listed {
  readonly source: TranscriptSource;
  readonly waiting: readonly Waiting[];
  readonly complete: boolean;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** Clocks of file systems are coarse. */
const SLACK = 60_000;

/** Transcripts of sessions with runs that were written to since all were read, unless nothing has come to the file or to the session since it was read. */
function listed(ledger: Ledger, source: TranscriptSource, { place, end }: { place: Place; end: number }): Listed {
  const started = Date.now();
  const since = firstRun(ledger, source);
  if (since === undefined) return { source, waiting: [], complete: true, started };
  const isOpen = openIn(ledger);
  const waiting: Waiting[] = [];
  for (const transcript of readable(source.transcripts(place, Math.max(since, readUntil(ledger, source) - SLACK)))) {
    if (transcript === UNREADABLE || performance.now() > end) return { source, waiting, complete: false, started };
    if (transcript.parent === undefined && isOpen(transcript)) waiting.push({ source, transcript });
  }
  return { source, waiting, complete: true, started };
}

const UNREADABLE = Symbol('unreadable');

/** An agent's damaged store is not our ledger's damage. */
function* readable<T>(items: Iterable<T>): Generator<T | typeof UNREADABLE> {
  try {
    yield* items;
  } catch {
    yield UNREADABLE;
  }
}

/** The day of the first run that tells its session, in milliseconds since 1970. */
function firstRun(ledger: Ledger, { agent }: TranscriptSource): number | undefined {
  const day = ledger.prepare("select min(day) as day from session_sum where agent = ? and session <> ''").get(agent)?.['day'];
  return typeof day === 'string' ? Date.parse(day) : undefined;
}

function openIn(ledger: Ledger): (transcript: Transcript) => boolean {
  const last = ledger.prepare("select max(id) as id from run where session <> '' and session = ? and agent = ?");
  const known = ledger.prepare('select last, modified from transcript where agent = ? and session = ?');
  return ({ agent, session, modified }) => {
    const id = last.get(session, agent)?.['id'] ?? null;
    const row = known.get(agent, session);
    return id !== null && !(row?.['last'] === id && Number(row['modified']) === modified);
  };
}

/** Everything that was written before then has been read; it is kept among the other sources of the ledger. */
function readUntil(ledger: Ledger, { agent }: TranscriptSource): number {
  return Number(ledger.prepare('select at from source where id = ?').get(`transcripts of ${agent}`)?.['at'] ?? 0);
}

function remember(ledger: Ledger, { agent }: TranscriptSource, at: number): void {
  ledger.prepare('insert or replace into source (id, at, offset) values (?, ?, 0)').run(`transcripts of ${agent}`, at);
}

interface Turns {
  /** When the model was asked, in order. */
  readonly at: readonly number[];
  /** When the context was summarised. */
  readonly compactions: readonly number[];
  /** The model that was asked most. */
  readonly model: string;
}

/** As far as it can be read. */
function countedTurns({ source, transcript }: Waiting): Turns {
  const at: number[] = [];
  const compactions: number[] = [];
  const models = new Map<string, number>();
  for (const moment of readable(turnsIn(source, transcript))) {
    if (moment === UNREADABLE) break;
    (moment.kind === 'turn' ? at : compactions).push(moment.at);
    if (moment.model !== undefined) models.set(moment.model, (models.get(moment.model) ?? 0) + 1);
  }
  const [model = ''] = [...models].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { at: at.sort((a, b) => a - b), compactions: compactions.sort((a, b) => a - b), model };
}

function note(ledger: Ledger, { agent, session, file, modified }: Transcript, turns: Turns): void {
  inTransaction(ledger, () => {
    const runs = ledger
      .prepare(
        "select id, at, date(at / 1000, 'unixepoch') as day, project, base - shown as saved from run where agent = ? and session <> '' and session = ? order by id",
      )
      .all(agent, session);
    const sums = new Map<string, number>();
    for (const run of runs) {
      const key = `${run['day']}\0${run['project']}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(run['saved']) * rereadsAfter(Number(run['at']), turns));
    }
    const put = ledger.prepare('update session_sum set rereads = ? where day = ? and project = ? and agent = ? and session = ?');
    for (const [key, rereads] of sums) put.run(rereads, ...key.split('\0'), agent, session);
    ledger
      .prepare('insert or replace into transcript (agent, session, file, modified, last, model, turns) values (?, ?, ?, ?, ?, ?, ?)')
      .run(agent, session, file, modified, Number(runs.at(-1)?.['id'] ?? 0), turns.model, turns.at.length);
  });
}

/** Turns after the first one that read the text, until the context was summarised. */
export function rereadsAfter(at: number, { at: turns, compactions }: Pick<Turns, 'at' | 'compactions'>): number {
  const end = compactions.find((compaction) => compaction > at) ?? Number.POSITIVE_INFINITY;
  return Math.max(0, turns.filter((turn) => turn > at && turn <= end).length - 1);
}
