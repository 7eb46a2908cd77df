/** Gemini CLI: one file a session, a message written anew whenever it changes; helper agents in a folder named for their session. Proven with 0.61.0. */

import { basename, dirname, join } from 'node:path';
import type { Place } from '../hooks/types.ts';
import type { JsonObject } from '../json.ts';
import { listAt, objectAt, stringAt } from '../json.ts';
import { filesUnder } from './files.ts';
import { headOf, recordsOf } from './lines.ts';
import { timeAt, tokensAt } from './read.ts';
import type { Step, Transcript, TranscriptSource } from './types.ts';

export const source: TranscriptSource = {
  agent: 'gemini',
  places: (place) => [folder(place)],
  *transcripts(place, since) {
    for (const { file, modified } of filesUnder(folder(place), /\.jsonl$/, since, 3)) {
      const transcript = transcriptOf(file, modified, place);
      if (transcript) yield transcript;
    }
  },
  steps: (transcript, damaged, only) => stepsOf(recordsOf(transcript.file, isWanted, damaged), only === 'turns'),
};

function folder({ env, home }: Place): string {
  return `${env['GEMINI_CLI_HOME'] || home}/.gemini/tmp`;
}

// "tmp/project/chats/session-….jsonl", "tmp/project/chats/<session>/<helper>.jsonl"; the project's folder stands in "tmp/project/.project_root"
function transcriptOf(file: string, modified: number, place: Place): Transcript | undefined {
  const within = dirname(file);
  const helper = basename(within) !== 'chats';
  const chats = helper ? dirname(within) : within;
  const session = helper ? basename(within) : stringAt(headOf(file), 'sessionId');
  if (basename(chats) !== 'chats' || !session) return undefined;
  const cwd = place.read(join(dirname(chats), '.project_root'))?.trim();
  return { agent: 'gemini', session, file, modified, ...(cwd ? { cwd } : {}), ...(helper ? { parent: session } : {}) };
}

function isWanted(line: string): boolean {
  return line.includes('"type":"gemini"') || line.startsWith('{"$set":{"messages"');
}

/** A message is told when the next one begins, in its last form. */
function* stepsOf(records: Iterable<JsonObject>, turnsOnly: boolean): Generator<Step> {
  const seen = new Set<string>();
  let live = new Set<string>();
  let open: JsonObject | undefined;
  for (const record of records) {
    const history = objectAt(record, '$set');
    const id = stringAt(record, 'id');
    if (open && (history || stringAt(open, 'id') !== id)) yield* told(open, seen, turnsOnly);
    open = history ? undefined : record;
    if (history) {
      const ids = messagesOfModel(history);
      if (ids.length > 0 && [...live].some((each) => !ids.includes(each))) yield { kind: 'compaction', at: timeAt(history, 'lastUpdated') };
      if (ids.length > 0) live = new Set(ids);
    } else if (id !== undefined) live.add(id);
  }
  if (open) yield* told(open, seen, turnsOnly);
}

/** At the start of a session the history is set, too, with no word of the model in it. */
function messagesOfModel(history: JsonObject): string[] {
  return listAt(history, 'messages')
    .filter((message) => stringAt(message, 'type') === 'gemini')
    .map((message) => stringAt(message, 'id') ?? '');
}

function* told(message: JsonObject, seen: Set<string>, turnsOnly: boolean): Generator<Step> {
  const [id, model] = [stringAt(message, 'id') ?? '', stringAt(message, 'model')];
  const at = timeAt(message, 'timestamp');
  if (!seen.has(id))
    yield {
      kind: 'turn',
      at,
      ...(model === undefined ? {} : { model }),
      ...tokensAt(message, 'tokens', ['input', 'cached', '', 'output'], false),
    };
  seen.add(id);
  if (turnsOnly) return;
  for (const call of listAt(message, 'toolCalls')) {
    const key = stringAt(call, 'id') ?? '';
    const line = stringAt(objectAt(call, 'args'), 'command');
    if (stringAt(call, 'name') !== 'run_shell_command' || !line || seen.has(key)) continue;
    seen.add(key);
    const background = objectAt(call, 'args')?.['is_background'] === true;
    yield { kind: 'call', id: key, at, line, ...(background ? { background } : {}) };
    yield { kind: 'result', id: key, at: timeAt(call, 'timestamp') || at, ...resultOf(call) };
  }
}

// "<untrusted_context>\nOutput: …\nExit Code: 2\nProcess Group PGID: 26866\n</untrusted_context>"
const FRAME = /^(?:<untrusted_context>\n)?(?:Output: )?/;
const END =
  /(?:\n(?:Error|Exit Code|Signal|Background PIDs|Process Group PGID): [^\n]*)*(?:\n<\/untrusted_context>)?(?:(?<!\n)\n*\[System\] [^\n]*modified by a hook[^\n]*)?(?<!\s)\s*$/;
const REFUSED = /denied by policy|User (?:denied|cancelled|rejected)|cancelled by user/i;

function resultOf(call: unknown): { text: string; exit?: number; error?: boolean; refused?: boolean } {
  const responses = listAt(call, 'result').map((part) => objectAt(objectAt(part, 'functionResponse'), 'response'));
  const failure = responses.map((response) => stringAt(response, 'error')).find((text) => text !== undefined);
  if (failure !== undefined || stringAt(call, 'status') === 'cancelled') {
    const refused = stringAt(call, 'status') === 'cancelled' || REFUSED.test(failure ?? '');
    return { text: failure ?? '', error: true, ...(refused ? { refused } : {}) };
  }
  const all = responses.map((response) => stringAt(response, 'output') ?? '').join('');
  const end = END.exec(all);
  const exit = /\nExit Code: (\d+)/.exec(end?.[0] ?? '');
  const text = (end ? all.slice(0, end.index) : all).replace(FRAME, '');
  return { text: text === '(empty)' ? '' : text, ...(exit ? { exit: Number(exit[1]) } : {}) };
}
