/** What the agents that speak Claude Code's protocol, or nearly, have in common: entries, events, answers. */

import type { JsonObject } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { told } from '../told.ts';
import type { Before, Entry, Output } from '../types.ts';

/** One handler in `hooks.<event>`; seconds. */
export function entry(at: readonly string[], matcher: string, command: string): Entry {
  return { at, item: { matcher, hooks: [{ type: 'command', command, timeout: 10 }] } };
}

/** `{cwd, session, call}` under the names that Claude Code uses. */
export function toldBy(payload: JsonObject): ReturnType<typeof told> {
  return told(stringAt(payload, 'cwd'), stringAt(payload, 'session_id'), stringAt(payload, 'tool_use_id'));
}

export function event(payload: JsonObject): string | undefined {
  return stringAt(payload, 'hook_event_name');
}

/** The line of a shell tool that is about to run; undefined for other tools and other events. */
export function before(payload: JsonObject, tool: string): Before | undefined {
  const line = stringAt(objectAt(payload, 'tool_input'), 'command');
  if (event(payload) !== 'PreToolUse' || stringAt(payload, 'tool_name') !== tool || !line) return undefined;
  return { kind: 'before', lines: [line], ...(isInBackground(payload) ? { background: true } : {}), ...toldBy(payload) };
}

export function lineOf(payload: JsonObject, tool: string): string | undefined {
  return stringAt(payload, 'tool_name') === tool && !isInBackground(payload)
    ? stringAt(objectAt(payload, 'tool_input'), 'command')
    : undefined;
}

function isInBackground(payload: JsonObject): boolean {
  const input = objectAt(payload, 'tool_input');
  return ['run_in_background', 'is_background', 'isBackground', 'background'].some((name) => input?.[name] === true);
}

export function inputWith(payload: JsonObject, line: string | undefined): JsonObject {
  return { ...objectAt(payload, 'tool_input'), command: line };
}

/** The whole input with the other line in it; a decision only if the user's own rules allow every part. */
export function rewritten(payload: JsonObject, lines: readonly string[], verdict: 'allow' | 'silent', because = ''): JsonObject {
  const decision = verdict === 'allow' ? { permissionDecision: 'allow', permissionDecisionReason: because } : {};
  return { hookSpecificOutput: { hookEventName: 'PreToolUse', ...decision, updatedInput: inputWith(payload, lines[0]) } };
}

/** A command behind rtk that a rule stops, or asks for. */
export function refused(_: JsonObject, action: 'deny' | 'ask', reason: string): JsonObject {
  return { hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: action, permissionDecisionReason: reason } };
}

/**
 * The text of a successful run, for agents that take another text for the whole result: nothing if stderr, an exit status or the agent's own
 * remark would be lost with it, or if the text is a part only.
 */
export function wholeText(response: JsonObject | string | undefined): Output['text'] | undefined {
  if (typeof response === 'string') return response;
  if (!response || SAYS_MORE.some((name) => Boolean(response[name]))) return undefined;
  const exit = response['exitCode'] ?? response['exit_code'] ?? response['code'] ?? 0;
  return exit === 0 ? stringAt(response, 'stdout') : undefined;
}

const SAYS_MORE = [
  'stderr',
  'isError',
  'is_error',
  'error',
  'interrupted',
  'isImage',
  'signal',
  'timedOut',
  'backgroundTaskId',
  'persistedOutput',
  'persistedOutputPath',
  'outputFilePath',
  'returnCodeInterpretation',
  'errorMessage',
];

/** The tools that write files. */
export const WRITING = 'Write|Edit|MultiEdit|NotebookEdit';

export function sample(name: string, tool: string, line: string, cwd: string): JsonObject {
  return {
    session_id: 'sample',
    cwd,
    permission_mode: 'default',
    hook_event_name: name,
    tool_name: tool,
    tool_use_id: 'sample',
    tool_input: { command: line, description: 'sample' },
  };
}
