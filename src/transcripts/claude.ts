/** Claude Code: one file a session, one line a content block; helper agents in files of their own. Proven with 2.1.329. */

import { basename, dirname } from 'node:path';
import type { Place } from '../hooks/types.ts';
import type { JsonObject } from '../json.ts';
import { listAt, objectAt, stringAt } from '../json.ts';
import { filesUnder } from './files.ts';
import { recordsOf } from './lines.ts';
import { ofShell, type Turn, textAt, timeAt, tokensAt } from './read.ts';
import type { Step, Transcript, TranscriptSource } from './types.ts';

export const source: TranscriptSource = {
  agent: 'claude',
  places: (place) => folders(place).map((folder) => `${folder}/projects`),
  *transcripts(place, since) {
    for (const folder of source.places(place))
      for (const { file, modified } of filesUnder(folder, /\.jsonl$/, since)) {
        const transcript = transcriptOf(file, modified);
        if (transcript) yield transcript;
      }
  },
  *readings(transcript, damaged) {
    const tools = new Map<string, string>();
    for (const record of recordsOf(transcript.file, isWanted, damaged)) {
      if (stringAt(record, 'subtype') === 'compact_boundary') yield { kind: 'compaction' };
      for (const block of listAt(objectAt(record, 'message'), 'content')) {
        const [type, id, name] = [stringAt(block, 'type'), stringAt(block, 'id'), stringAt(block, 'name')];
        if (type === 'tool_use' && id !== undefined && name !== undefined) tools.set(id, name);
        const tool = type === 'tool_result' ? tools.get(stringAt(block, 'tool_use_id') ?? '') : undefined;
        if (tool !== undefined) yield { kind: 'read', at: timeAt(record, 'timestamp'), tool, text: textAt(block, 'content') };
      }
    }
  },
  steps: (transcript, damaged, only) => ofShell(stepsOf(recordsOf(transcript.file, only === 'turns' ? isTurn : isWanted, damaged))),
};

function folders({ env, home }: Place): readonly string[] {
  return env['CLAUDE_CONFIG_DIR']?.split(',') ?? [`${home}/.claude`, `${env['XDG_CONFIG_HOME'] || `${home}/.config`}/claude`];
}

/** "<session>.jsonl"; "<session>/subagents/agent-<id>.jsonl", in older versions beside the sessions. */
function transcriptOf(file: string, modified: number): Transcript | undefined {
  const name = basename(file, '.jsonl');
  const first = firstTalk(file);
  const cwd = stringAt(first, 'cwd');
  const place = { agent: 'claude', file, modified, ...(cwd === undefined ? {} : { cwd }) };
  if (!name.startsWith('agent-')) return { ...place, session: name };
  const parent = stringAt(first, 'sessionId') ?? basename(dirname(dirname(file)));
  return { ...place, session: parent, parent };
}

/** The first line that says where. */
function firstTalk(file: string): JsonObject | undefined {
  for (const record of recordsOf(file, (line) => line.includes('"cwd":'))) return record;
  return undefined;
}

function isTurn(line: string): boolean {
  return line.includes('"type":"assistant"') || line.includes('"compact_boundary"');
}

function isWanted(line: string): boolean {
  return isTurn(line) || line.includes('"tool_result"');
}

/** Lines of one message are one request; the last of them has its final usage. */
interface Message {
  readonly id: string;
  turn: Turn | undefined;
  readonly calls: Step[];
}

function* stepsOf(records: Iterable<JsonObject>): Generator<Step> {
  const seen = new Set<string>();
  let open: Message | undefined;
  for (const record of records) {
    const type = stringAt(record, 'type');
    const message = objectAt(record, 'message');
    const id = type === 'assistant' ? (stringAt(message, 'id') ?? stringAt(record, 'uuid') ?? '') : undefined;
    if (open && open.id !== id) yield* closed(open, seen);
    if (open && open.id !== id) open = undefined;
    if (id !== undefined) {
      open ??= { id, turn: undefined, calls: [] };
      open.turn = turnOf(record, message);
      open.calls.push(...callsOf(record, message));
    } else if (type === 'user') yield* resultsOf(record, message);
    else if (stringAt(record, 'subtype') === 'compact_boundary') yield { kind: 'compaction', at: timeAt(record, 'timestamp') };
  }
  if (open) yield* closed(open, seen);
}

/** Results may come between the lines of a message: it is still one request. */
function* closed({ id, turn, calls }: Message, seen: Set<string>): Generator<Step> {
  if (turn && !seen.has(id)) yield turn;
  seen.add(id);
  yield* calls;
}

const USAGE = ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens', 'output_tokens'] as const;

/** What Claude Code says in the model's place was no request. */
function turnOf(record: JsonObject, message: JsonObject | undefined): Turn | undefined {
  const model = stringAt(message, 'model');
  if (model === '<synthetic>' || record['isApiErrorMessage'] === true) return undefined;
  return {
    kind: 'turn',
    at: timeAt(record, 'timestamp'),
    ...(model === undefined ? {} : { model }),
    ...tokensAt(message, 'usage', USAGE, true),
  };
}

function callsOf(record: JsonObject, message: JsonObject | undefined): Step[] {
  return listAt(message, 'content').flatMap((block): Step[] => {
    const line = stringAt(objectAt(block, 'input'), 'command');
    const id = stringAt(block, 'id');
    if (stringAt(block, 'type') !== 'tool_use' || stringAt(block, 'name') !== 'Bash' || !line || !id) return [];
    const background = objectAt(block, 'input')?.['run_in_background'] === true;
    return [{ kind: 'call', id, at: timeAt(record, 'timestamp'), line, ...(background ? { background } : {}) }];
  });
}

// "The user doesn't want to proceed with this tool use.", "Permission to use Bash with command git push has been denied.", "This command requires approval"
const REFUSED =
  /^(?:The user doesn't want to|Permission (?:to use|for this tool use) |This command requires approval|Claude requested permissions)/;

function* resultsOf(record: JsonObject, message: JsonObject | undefined): Generator<Step> {
  for (const block of listAt(message, 'content')) {
    const id = stringAt(block, 'tool_use_id');
    if (stringAt(block, 'type') !== 'tool_result' || id === undefined) continue;
    const error = (block as JsonObject)['is_error'] === true;
    const all = textAt(block, 'content');
    const refused = error && (stringAt(record, 'toolDenialKind') !== undefined || REFUSED.test(all));
    const exit = error ? /^Exit code (\d+)(?:\n|$)/.exec(all) : null;
    const text = exit ? all.slice(exit[0].length) : all === '(Bash completed with no output)' ? '' : all;
    yield {
      kind: 'result',
      id,
      at: timeAt(record, 'timestamp'),
      text,
      ...(error ? { error } : {}),
      ...(exit ? { exit: Number(exit[1]) } : {}),
      ...(refused ? { refused } : {}),
    };
  }
}
