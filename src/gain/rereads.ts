/** How often what was saved would have been read again: counted from the turns of the sessions' transcripts. */

import type { Place } from '../hooks/types.ts';
import type { Source, Transcript } from '../transcripts/types.ts';
import { inTransaction, type Ledger } from './ledger.ts';

export interface Scan {
  /** Transcripts that were read now, and those that time did not suffice for. */
  readonly read: number;
  readonly left: number;
}

/** Reads the transcripts of sessions that the ledger knows and that have gone on since, newest first, for `budget` milliseconds. */
export function scanTranscripts(ledger: Ledger, sources: readonly Source[], { place, budget }: { place: Place; budget: number }): Scan {
  const started = performance.now();
  const waiting = sources.flatMap((source) => changed(ledger, source, place).map((transcript) => ({ source, transcript })));
  waiting.sort((a, b) => b.transcript.modified - a.transcript.modified);
  let read = 0;
  for (const { source, transcript } of waiting) {
    if (performance.now() - started > budget) break;
    note(ledger, transcript, turnsIn(source, transcript));
    read++;
  }
  return { read, left: waiting.length - read };
}

/** Transcripts of sessions with runs, unless nothing has come to the file or to the session since it was read. */
function changed(ledger: Ledger, source: Source, place: Place): Transcript[] {
  const rows = ledger
    .prepare(
      `select r.session, max(r.id) as last, t.last as known, t.modified, t.file from run r left join transcript t on t.agent = r.agent and t.session = r.session
       where r.agent = ? and r.session <> '' group by r.session`,
    )
    .all(source.agent);
  if (rows.length === 0) return [];
  const sessions = new Map(rows.map((row) => [String(row['session']), row]));
  return [...source.transcripts(place, 0)].filter(({ session, modified, parent }) => {
    const row = parent === undefined ? sessions.get(session) : undefined;
    return row !== undefined && !(row['known'] === row['last'] && Number(row['modified']) === modified);
  });
}

interface Turns {
  /** When the model was asked, in order. */
  readonly at: readonly number[];
  /** When the context was summarised. */
  readonly compactions: readonly number[];
  /** The model that was asked most. */
  readonly model: string;
}

function turnsIn(source: Source, transcript: Transcript): Turns {
  const at: number[] = [];
  const compactions: number[] = [];
  const models = new Map<string, number>();
  for (const step of source.steps(transcript, undefined, 'turns')) {
    if (step.kind === 'compaction') compactions.push(step.at);
    if (step.kind !== 'turn') continue;
    at.push(step.at);
    if (step.model !== undefined) models.set(step.model, (models.get(step.model) ?? 0) + 1);
  }
  const [model = ''] = [...models].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { at: at.sort((a, b) => a - b), compactions: compactions.sort((a, b) => a - b), model };
}

function note(ledger: Ledger, { agent, session, file, modified }: Transcript, turns: Turns): void {
  inTransaction(ledger, () => {
    const runs = ledger
      .prepare(
        "select id, at, date(at / 1000, 'unixepoch') as day, project, base - shown as saved from run where agent = ? and session = ? order by id",
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
