/** GitHub Copilot CLI: one `events.jsonl` a session; helper agents write into the same file. Proven with 1.0.102. */

import { basename, dirname } from 'node:path';
import type { Place } from '../hooks/types.ts';
import type { JsonObject } from '../json.ts';
import { objectAt, stringAt } from '../json.ts';
import { filesUnder } from './files.ts';
import { headOf, recordsOf } from './lines.ts';
import { numberAt, ofShell, timeAt, tokensAt } from './read.ts';
import type { Step, Transcript, TranscriptSource } from './types.ts';

export const source: TranscriptSource = {
  agent: 'copilot',
  places: (place) => [folder(place)],
  *transcripts(place, since) {
    for (const { file, modified } of filesUnder(folder(place), /^events\.jsonl$/, since, 1)) yield transcriptOf(file, modified);
  },
  steps: (transcript, damaged, only) => ofShell(stepsOf(recordsOf(transcript.file, only === 'turns' ? isTurn : isWanted, damaged))),
};

function folder({ env, home }: Place): string {
  return `${env['COPILOT_HOME'] || `${home}/.copilot`}/session-state`;
}

function transcriptOf(file: string, modified: number): Transcript {
  const start = objectAt(headOf(file), 'data');
  const session = stringAt(start, 'sessionId') ?? basename(dirname(file));
  const cwd = stringAt(objectAt(start, 'context'), 'cwd');
  return { agent: 'copilot', session, file, modified, ...(cwd === undefined ? {} : { cwd }) };
}

function isTurn(line: string): boolean {
  return /^\{"type":"session\.(?:usage_record|compaction_complete)"/.test(line);
}

function isWanted(line: string): boolean {
  return isTurn(line) || line.startsWith('{"type":"tool.execution_');
}

function* stepsOf(records: Iterable<JsonObject>): Generator<Step> {
  for (const record of records) {
    const data = objectAt(record, 'data');
    const at = timeAt(record, 'timestamp');
    const type = stringAt(record, 'type');
    // A helper agent does not read what stands in the session's own context.
    const isOwn = stringAt(record, 'agentId') === undefined;
    if (type === 'session.usage_record' && isOwn) yield turnOf(data, at);
    else if (type === 'session.compaction_complete' && isOwn && data?.['success'] === true) yield { kind: 'compaction', at };
    else if (type === 'tool.execution_start') yield* callOf(data, at);
    else if (type === 'tool.execution_complete') yield resultOf(data, at);
  }
}

function turnOf(data: JsonObject | undefined, at: number): Step {
  const model = stringAt(objectAt(data, 'usage'), 'model');
  const names = ['inputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'outputTokens'] as const;
  return { kind: 'turn', at, ...(model === undefined ? {} : { model }), ...tokensAt(data, 'usage', names, false) };
}

function* callOf(data: JsonObject | undefined, at: number): Generator<Step> {
  const input = objectAt(data, 'arguments');
  const [id, line] = [stringAt(data, 'toolCallId'), stringAt(input, 'command')];
  if (!/^(?:bash|powershell)$/.test(stringAt(data, 'toolName') ?? '') || !id || !line) return;
  yield { kind: 'call', id, at, line, ...(stringAt(input, 'mode') === 'async' ? { background: true } : {}) };
}

// "…\n<shellId: 0 completed with exit code 0>"
const EXIT = /\n?<(?:shellId: \S+ completed|exited) with exit code (\d+)>$/;

function resultOf(data: JsonObject | undefined, at: number): Step {
  const failure = objectAt(data, 'error');
  const all = stringAt(objectAt(data, 'result'), 'content') ?? stringAt(failure, 'message') ?? '';
  const end = EXIT.exec(all);
  const exit = numberAt(objectAt(data, 'shellExecution'), 'exitCode') ?? (end ? Number(end[1]) : undefined);
  return {
    kind: 'result',
    id: stringAt(data, 'toolCallId') ?? '',
    at,
    text: end ? all.slice(0, end.index) : all,
    ...(data?.['success'] === false ? { error: true } : {}),
    ...(exit === undefined ? {} : { exit }),
    ...(/^(?:denied|rejected)$/.test(stringAt(failure, 'code') ?? '') ? { refused: true } : {}),
  };
}
