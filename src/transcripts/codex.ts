/** Codex CLI: one rollout file a session, in folders by day. Proven with 0.169.0. */

import { basename } from 'node:path';
import type { JsonObject } from '../json.ts';
import { listAt, objectAt, stringAt } from '../json.ts';
import { filesUnder } from './files.ts';
import { headOf, recordsOf } from './lines.ts';
import { numberAt, ofShell, textAt, timeAt, tokensAt } from './read.ts';
import type { Step, Transcript, TranscriptSource } from './types.ts';

export const source: TranscriptSource = {
  agent: 'codex',
  places: ({ env, home }) => ['sessions', 'archived_sessions'].map((name) => `${env['CODEX_HOME'] || `${home}/.codex`}/${name}`),
  *transcripts(place, since) {
    for (const folder of source.places(place))
      for (const { file, modified } of filesUnder(folder, /^rollout-.*\.jsonl$/, since)) yield transcriptOf(file, modified);
  },
  steps: (transcript, damaged, only) => ofShell(stepsOf(recordsOf(transcript.file, only === 'turns' ? isTurn : isWanted, damaged))),
};

// "rollout-2026-11-21T14-54-08-01a1fe99-b336-7f02-8f58-3584919fc072.jsonl"
function transcriptOf(file: string, modified: number): Transcript {
  const meta = objectAt(headOf(file), 'payload');
  const session = stringAt(meta, 'session_id') ?? stringAt(meta, 'id') ?? basename(file, '.jsonl').slice(-36);
  const cwd = stringAt(meta, 'cwd');
  const parent = stringAt(meta, 'parent_thread_id');
  return { agent: 'codex', session, file, modified, ...(cwd === undefined ? {} : { cwd }), ...(parent === undefined ? {} : { parent }) };
}

function isTurn(line: string): boolean {
  return /"type":"(?:token_usage_record|token_count|turn_context|compacted)"/.test(line.slice(0, 400));
}

function isWanted(line: string): boolean {
  return isTurn(line) || /"type":"(?:function_call|function_call_output|local_shell_call)"/.test(line.slice(0, 400));
}

function* stepsOf(records: Iterable<JsonObject>): Generator<Step> {
  let model: string | undefined;
  let total: number | undefined;
  let recorded = false;
  for (const record of records) {
    const type = stringAt(record, 'type');
    const payload = objectAt(record, 'payload');
    const kind = stringAt(payload, 'type');
    const at = timeAt(record, 'timestamp');
    if (type === 'turn_context') model = stringAt(payload, 'model') ?? model;
    else if (type === 'compacted') yield { kind: 'compaction', at };
    else if (type === 'token_usage_record') {
      recorded = true;
      yield { kind: 'turn', at, ...(model === undefined ? {} : { model }), ...tokensAt(payload, 'usage', USAGE, false) };
    } else if (kind === 'token_count' && !recorded) {
      // Older versions have no other mark of a request, and write this one more than once.
      const info = objectAt(payload, 'info');
      const now = numberAt(objectAt(info, 'total_token_usage'), 'total_tokens');
      if (now !== undefined && now !== total)
        yield { kind: 'turn', at, ...(model === undefined ? {} : { model }), ...tokensAt(info, 'last_token_usage', USAGE, false) };
      total = now ?? total;
    } else if (payload && type === 'response_item') yield* callOrResult(payload, kind, at);
  }
}

const USAGE = ['input_tokens', 'cached_input_tokens', 'cache_write_input_tokens', 'output_tokens'] as const;

function* callOrResult(payload: JsonObject, kind: string | undefined, at: number): Generator<Step> {
  const id = stringAt(payload, 'call_id');
  if (id === undefined) return;
  if (kind === 'function_call_output') yield { kind: 'result', id, at, ...resultOf(textAt(payload, 'output')) };
  const line =
    kind === 'function_call'
      ? ofFunction(payload)
      : kind === 'local_shell_call'
        ? typed(listAt(objectAt(payload, 'action'), 'command'))
        : undefined;
  if (line) yield { kind: 'call', id, at, line };
}

/** `exec_command {cmd}`, `shell_command {command}`, `shell {command: ["bash", "-lc", "…"]}`. */
function ofFunction(payload: JsonObject): string | undefined {
  if (!/^(?:exec_command|shell|shell_command|container\.exec)$/.test(stringAt(payload, 'name') ?? '')) return undefined;
  try {
    const input: unknown = JSON.parse(stringAt(payload, 'arguments') ?? '');
    return stringAt(input, 'cmd') ?? stringAt(input, 'command') ?? typed(listAt(input, 'command'));
  } catch {
    return undefined;
  }
}

function typed(words: readonly unknown[]): string | undefined {
  const texts = words.filter((word) => typeof word === 'string');
  const [shell = '', option = '', line] = texts;
  if (/(?:^|\/)(?:ba|z|da)?sh$/.test(shell) && /^-\w*c$/.test(option) && line !== undefined) return line;
  return texts.length === 0
    ? undefined
    : texts.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
}

// "Chunk ID: 06945c\nWall time: 0.0000 seconds\nProcess exited with code 0\nOriginal token count: 48\nOutput:\n…"
const HEADER =
  /^(?:Chunk ID: .*\n)?(?:Exit code: (?<old>\d+)\n)?Wall time: .*\n(?:Process (?:exited with code (?<exit>\d+)|running with session ID \d+)\n)?(?:Original token count: \d+\n)?(?:Total output lines: \d+\n)?Output:\n/;
// "exec_command failed: CreateProcess { message: \"Rejected(\\\"`/bin/bash -lc 'git push'` rejected: policy forbids commands starting with `git push`…"
const REFUSED = /^(?:exec_command failed: .*\bRejected\(|exec command rejected|.*rejected by user)/;

function resultOf(all: string): { text: string; exit?: number; error?: boolean; refused?: boolean } {
  const header = HEADER.exec(all);
  if (!header) return REFUSED.test(all) ? { text: all, error: true, refused: true } : { text: all };
  const exit = header.groups?.['exit'] ?? header.groups?.['old'];
  return { text: all.slice(header[0].length), ...(exit === undefined ? {} : { exit: Number(exit) }) };
}
