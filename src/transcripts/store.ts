/** OpenCode and what was made of it keep all sessions in one SQLite file: a row a message, a row each of its parts. */

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Place } from '../hooks/types.ts';
import { isRegular } from '../io/open-regular.ts';
import { objectAt, stringAt } from '../json.ts';
import { numberAt, timeAt } from './read.ts';
import type { Step, Transcript, TranscriptSource } from './types.ts';

export function storeOf(agent: string): TranscriptSource {
  const file = ({ env, home }: Place) => `${env['XDG_DATA_HOME'] || `${home}/.local/share`}/${agent}/${agent}.db`;
  return {
    agent,
    places: (place) => [file(place)],
    transcripts: (place, since) => transcriptsIn(agent, file(place), since),
    steps: (transcript, damaged, only) => stepsIn(transcript, damaged, only),
  };
}

function* transcriptsIn(agent: string, file: string, since: number): Generator<Transcript> {
  for (const row of rowsOf(
    file,
    'select id, parent_id, directory, time_updated from session where time_updated >= ? order by time_updated',
    since,
  ) ?? []) {
    const [session, parent, cwd] = [row['id'], row['parent_id'], row['directory']].map((value) =>
      typeof value === 'string' ? value : undefined,
    );
    if (session === undefined) continue;
    const modified = Number(row['time_updated']);
    yield { agent, session, file, modified, ...(cwd === undefined ? {} : { cwd }), ...(parent === undefined ? {} : { parent }) };
  }
}

const PARTS = `select m.id as id, m.time_created as at, m.data as message, p.data as part from message m left join part p on p.message_id = m.id
  and p.data like '{"type":"tool"%' where m.session_id = ? order by m.time_created, m.id, p.id`;
const MESSAGES = 'select id, time_created as at, data as message from message where session_id = ? order by time_created, id';

function* stepsIn({ file, session }: Transcript, damaged?: (lines: number) => void, only?: 'turns'): Generator<Step> {
  let broken = 0;
  let last: unknown;
  let after: Step | undefined;
  for (const row of rowsOf(file, only === 'turns' ? MESSAGES : PARTS, session) ?? [undefined]) {
    const [message, part] = [parsed(row?.['message']), parsed(row?.['part'])];
    if (message === undefined || (part === undefined && typeof row?.['part'] === 'string')) broken++;
    if (row && message !== undefined && row['id'] !== last) {
      if (after) yield after;
      after = undefined;
      last = row['id'];
      yield* turnOf(message, Number(row['at']));
      if ((message as { summary?: unknown }).summary === true)
        after = { kind: 'compaction', at: timeAt(objectAt(message, 'time'), 'completed') || Number(row['at']) };
    }
    yield* callOf(part);
  }
  if (after) yield after;
  if (broken > 0) damaged?.(broken);
}

function* turnOf(message: unknown, created: number): Generator<Step> {
  if (stringAt(message, 'role') !== 'assistant') return;
  const tokens = objectAt(message, 'tokens');
  const cache = objectAt(tokens, 'cache');
  const model = stringAt(message, 'modelID');
  const counts = {
    input: numberAt(tokens, 'input') ?? 0,
    cacheRead: numberAt(cache, 'read') ?? 0,
    cacheWrite: numberAt(cache, 'write') ?? 0,
    output: numberAt(tokens, 'output') ?? 0,
  };
  yield {
    kind: 'turn',
    at: timeAt(objectAt(message, 'time'), 'created') || created,
    ...(model === undefined ? {} : { model }),
    ...(tokens ? { tokens: counts } : {}),
  };
}

// "The user rejected permission to use this specific tool call.", "The user has specified a rule which prevents you from using this specific tool call."
const REFUSED = /^The user (?:rejected|has specified a rule which prevents)/;

function* callOf(part: unknown): Generator<Step> {
  const state = objectAt(part, 'state');
  const [id, line] = [stringAt(part, 'callID'), stringAt(objectAt(state, 'input'), 'command')];
  if (stringAt(part, 'tool') !== 'bash' || !id || !line) return;
  const time = objectAt(state, 'time');
  yield { kind: 'call', id, at: timeAt(time, 'start'), line };
  const failure = stringAt(state, 'error');
  const output = stringAt(state, 'output') ?? failure;
  if (output === undefined) return;
  const exit = numberAt(objectAt(state, 'metadata'), 'exit');
  yield {
    kind: 'result',
    id,
    at: timeAt(time, 'end'),
    text: output === '(no output)' ? '' : output,
    ...(failure === undefined ? {} : { error: true }),
    ...(exit === undefined ? {} : { exit }),
    ...(failure !== undefined && REFUSED.test(failure) ? { refused: true } : {}),
  };
}

/** undefined if there is no such file, or none that can be read. */
function rowsOf(file: string, query: string, value: string | number): Iterable<Record<string, unknown>> | undefined {
  if (!isRegular(file)) return undefined;
  try {
    const store = new DatabaseSync(untouched(file), { readOnly: true });
    return closing(store, store.prepare(query).iterate(value));
  } catch {
    return undefined;
  }
}

/** Nobody writes to a store without a log beside it; opened in the usual way, reading would leave one there. */
function untouched(file: string): string | URL {
  return existsSync(`${file}-wal`) ? file : Object.assign(pathToFileURL(file), { search: '?immutable=1' });
}

function* closing<T>(store: DatabaseSync, rows: Iterable<T>): Generator<T> {
  try {
    yield* rows;
  } catch {
    // A page that is damaged: what came before it counts.
  } finally {
    store.close();
  }
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
