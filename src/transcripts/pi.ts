/** Pi: one file a session, one line an entry. Proven with 0.87.1. */

import type { Place } from '../hooks/types.ts';
import type { JsonObject } from '../json.ts';
import { listAt, objectAt, stringAt } from '../json.ts';
import { filesUnder } from './files.ts';
import { headOf, recordsOf } from './lines.ts';
import { ofShell, textAt, timeAt, tokensAt } from './read.ts';
import type { Step, TranscriptSource } from './types.ts';

export const source: TranscriptSource = {
  agent: 'pi',
  places: (place) => [folder(place)],
  *transcripts(place, since) {
    for (const { file, modified } of filesUnder(folder(place), /\.jsonl$/, since)) {
      const head = headOf(file);
      const [session, cwd] = [stringAt(head, 'id'), stringAt(head, 'cwd')];
      if (stringAt(head, 'type') === 'session' && session)
        yield { agent: 'pi', session, file, modified, ...(cwd === undefined ? {} : { cwd }) };
    }
  },
  steps: (transcript, damaged, only) => ofShell(stepsOf(recordsOf(transcript.file, only === 'turns' ? isTurn : isWanted, damaged))),
};

function folder({ env, home }: Place): string {
  const own = env['PI_CODING_AGENT_SESSION_DIR'] ?? (env['PI_CODING_AGENT_DIR'] && `${env['PI_CODING_AGENT_DIR']}/sessions`);
  return own?.replace(/^~(?=[\\/]|$)/, home) || `${home}/.pi/agent/sessions`;
}

function isTurn(line: string): boolean {
  return line.includes('"role":"assistant"') || line.startsWith('{"type":"compaction"');
}

function isWanted(line: string): boolean {
  return isTurn(line) || line.includes('"role":"toolResult"');
}

function* stepsOf(records: Iterable<JsonObject>): Generator<Step> {
  for (const record of records) {
    const message = objectAt(record, 'message');
    const at = timeAt(record, 'timestamp');
    const role = stringAt(message, 'role');
    if (stringAt(record, 'type') === 'compaction') yield { kind: 'compaction', at };
    else if (role === 'assistant') yield* ofModel(message, at);
    else if (role === 'toolResult') yield ofTool(message, at);
  }
}

function* ofModel(message: JsonObject | undefined, at: number): Generator<Step> {
  const model = stringAt(message, 'model');
  const tokens = tokensAt(message, 'usage', ['input', 'cacheRead', 'cacheWrite', 'output'], true);
  yield { kind: 'turn', at, ...(model === undefined ? {} : { model }), ...tokens };
  for (const block of listAt(message, 'content')) {
    const [id, line] = [stringAt(block, 'id'), stringAt(objectAt(block, 'arguments'), 'command')];
    if (stringAt(block, 'type') === 'toolCall' && stringAt(block, 'name') === 'bash' && id && line) yield { kind: 'call', id, at, line };
  }
}

// "…\n\n\nCommand exited with code 2"
const EXIT = /(?<!\n)\n*Command exited with code (\d+)$/;

function ofTool(message: JsonObject | undefined, at: number): Step {
  const all = textAt(message, 'content');
  const exit = EXIT.exec(all);
  const text = exit ? all.slice(0, exit.index) : all === '(no output)' ? '' : all;
  return {
    kind: 'result',
    id: stringAt(message, 'toolCallId') ?? '',
    at,
    text,
    ...(message?.['isError'] === true ? { error: true } : {}),
    ...(exit ? { exit: Number(exit[1]) } : {}),
  };
}
