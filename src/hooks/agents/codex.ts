/** OpenAI Codex CLI: PostToolUse takes another result, failing commands included; PreToolUse a rewritten command. Measured with 0.169.0. */

import type { JsonObject } from '../../json.ts';
import { isObject, objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { told } from '../told.ts';
import type { After, Agent, Entry, Event, Output, Piece, Place, Scope, Verdict } from '../types.ts';
import { refused } from './claude-kin.ts';
import { codexStops } from './codex-rules.ts';

export const agent: Agent = {
  name: 'codex',
  title: 'Codex CLI',
  replaces: 'all',
  rewrites: true,
  mode: 'both',
  detect: { programs: ['codex'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    { kind: 'entries', file: settings(scope, place), entries: entries(guarded(rtk, 'codex')), empty: {} },
  ],
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse,
  guard: /^apply_patch$/,
  neutral: '',
  rewritten: (payload, lines) => ({
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      // Codex refuses updatedInput without it; its own policy still judges the command.
      permissionDecision: 'allow',
      updatedInput: { ...objectAt(payload, 'tool_input'), command: lines[0] },
    },
  }),
  replaced,
  rules,
  stops: (_, place) => codexStops(folder(place), place),
  // It takes no `ask` from a hook.
  refused: (payload, action, reason) => (action === 'deny' ? refused(payload, action, reason) : undefined),
  sample: {
    before: (line, cwd) => sample('PreToolUse', line, cwd),
    after: (line, text, cwd) => ({ ...sample('PostToolUse', line, cwd), tool_response: { output: text, metadata: { exit_code: 0 } } }),
  },
  todo: ['Codex skips a new hook without a word until you approve it: start `codex`, type /hooks, and trust both entries of rtk.'],
  limits: [
    'Outputs above 64 KiB, and those of sessions that keep no transcript, stay as Codex shows them.',
    'Lists of several commands are rewritten only where Codex asks nothing (approval policy `never`, no rules files).',
  ],
};

function folder({ env, home }: Place): string {
  return env['CODEX_HOME'] || `${home}/.codex`;
}

function settings(scope: Scope, place: Place): string {
  return scope === 'user' ? `${folder(place)}/hooks.json` : `${place.cwd}/.codex/hooks.json`;
}

/** The command line is part of what the user trusts: it never changes. */
function entries(command: string): readonly Entry[] {
  const handler = { type: 'command', command, timeout: 10 };
  return [
    { at: ['hooks', 'PreToolUse'], item: { matcher: '^Bash$', hooks: [handler] } },
    { at: ['hooks', 'PostToolUse'], item: { matcher: '^Bash$', hooks: [handler] } },
  ];
}

function sample(event: string, line: string, cwd: string): JsonObject {
  return {
    session_id: 'sample',
    turn_id: 'sample',
    transcript_path: null,
    cwd,
    hook_event_name: event,
    model: 'sample',
    permission_mode: 'bypassPermissions',
    tool_name: 'Bash',
    tool_input: { command: line },
    tool_use_id: 'sample',
  };
}

function parse(payload: JsonObject, place?: Place): Event | undefined {
  const line = stringAt(payload['tool_input'], 'command');
  if (line === undefined || stringAt(payload, 'tool_name') !== 'Bash') return undefined;
  const common = told(stringAt(payload, 'cwd'), stringAt(payload, 'session_id'), stringAt(payload, 'tool_use_id'));
  const event = stringAt(payload, 'hook_event_name');
  if (event === 'PreToolUse') return { kind: 'before', lines: [line], ...common };
  if (event !== 'PostToolUse') return undefined;
  const output = outputOf(line, payload, place);
  return output && { kind: 'after', outputs: [output], ...common };
}

/**
 * The payload has the text as the model would see it, and no exit status; the result that it would see names the status.
 * Both are in the transcript when the hook is asked. Without them the result stays: it says more than we could.
 */
function outputOf(line: string, payload: JsonObject, place: Place | undefined): Output | undefined {
  const response = payload['tool_response'];
  if (isObject(response)) return ofObject(line, response);
  if (typeof response !== 'string') return undefined;
  if (!place) return { line, text: response };
  const run = recorded(payload, place);
  const text = stringAt(run, 'aggregated_output');
  const exit = run?.['exit_code'];
  if (text === undefined || typeof exit !== 'number' || Buffer.byteLength(text) >= LARGEST) return undefined;
  return { line, text, exit, ...(TRUNCATED.test(response) ? { seen: response.length } : {}) };
}

/** From here on the transcript has the two ends only. */
const LARGEST = 65_536;

// "Warning: truncated output (original token count: 42224)"
const TRUNCATED = /^Warning: truncated output \(/;

// {"output":"…","metadata":{"exit_code":0,"duration_seconds":0.1}}, as earlier versions told their model
function ofObject(line: string, response: JsonObject): Output | undefined {
  const text = stringAt(response, 'output');
  const exit = objectAt(response, 'metadata')?.['exit_code'];
  return text === undefined || typeof exit !== 'number' ? undefined : { line, text, exit };
}

function recorded(payload: JsonObject, place: Place): JsonObject | undefined {
  const [path, call] = [stringAt(payload, 'transcript_path'), stringAt(payload, 'tool_use_id')];
  if (!path || !call) return undefined;
  const lines = (place.tail?.(path, 512 * 1024) ?? '').split('\n');
  const found = lines.findLast((each) => each.includes('"CommandExecution"') && each.includes(JSON.stringify(call)));
  const item = found === undefined ? undefined : objectAt(objectAt(parsedLine(found), 'payload'), 'item');
  return item?.['type'] === 'CommandExecution' && item['id'] === call ? item : undefined;
}

/** A line may still be being written. */
function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Our text stands for the whole result: so it begins with the line that says how the command ended, in Codex's words. */
function replaced(_: JsonObject, texts: readonly string[], event?: After): JsonObject | undefined {
  const exit = event?.outputs[0]?.exit;
  if (texts[0] === undefined || exit === undefined) return undefined;
  return { continue: false, stopReason: 'rtk', reason: `Process exited with code ${exit}\nOutput:\n${texts[0]}` };
}

/** Rules are a program in Starlark, and other modes ask by lists of their own: only where nothing is asked and no rules file exists, nothing can change. */
function rules(_: string, __: readonly (readonly string[])[], payload: JsonObject, place: Place): Verdict {
  if (stringAt(payload, 'permission_mode') !== 'bypassPermissions') return 'leave';
  const folders = [`${folder(place)}/rules`, `${place.cwd}/.codex/rules`, '/etc/codex/rules'];
  if (folders.some((each) => place.list(each).length > 0)) return 'leave';
  const files = ['/etc/codex/requirements.toml', '/etc/codex/managed_config.toml'];
  return files.some((each) => place.read(each) !== undefined) ? 'leave' : 'silent';
}
