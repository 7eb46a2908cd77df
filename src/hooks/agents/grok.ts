/** Grok Build: PostToolUse takes the whole tagged result with another text in it, of failed commands as well. From the guide in 1.0.41. */

import type { JsonObject } from '../../json.ts';
import { isObject, objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { told } from '../told.ts';
import type { Agent, Event, Output, Place } from '../types.ts';
import { entry } from './claude-kin.ts';

export const agent: Agent = {
  name: 'grok',
  title: 'Grok Build',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['grok'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => [
    {
      kind: 'entries',
      file: `${scope === 'user' ? folder(place) : `${place.cwd}/.grok`}/hooks/rtk.json`,
      entries: [entry(['hooks', 'PostToolUse'], 'Bash', guarded(rtk, 'grok'))],
    },
  ],
  instructions: (scope, place) => `${scope === 'user' ? folder(place) : `${place.cwd}/.grok`}/rules/rtk.md`,
  parse,
  neutral: '',
  rewritten: (payload) => payload,
  replaced,
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({
      hookEventName: 'post_tool_use',
      hook_event_name: 'PostToolUse',
      sessionId: 'sample',
      cwd,
      workspaceRoot: cwd,
      timestamp: '2026-01-05T10:00:00Z',
      toolName: 'run_terminal_command',
      toolInput: { command: line },
      toolUseId: 'sample',
      toolResult: { type: 'Bash', command: line, exit_code: 0, output_for_prompt: text, output: [], truncated: false, timed_out: false },
    }),
  },
  todo: ['Hooks of a project run in a trusted folder only: `/hooks-trust`. `/hooks` lists them.'],
  limits: ['Outputs are replaced, commands are left as they are; what Grok itself has cut, or has moved to the background, is left.'],
};

function folder({ env, home }: Place): string {
  return env['GROK_HOME'] || `${home}/.grok`;
}

function parse(payload: JsonObject): Event | undefined {
  const name = stringAt(payload, 'hookEventName') ?? stringAt(payload, 'hook_event_name');
  const tool = stringAt(payload, 'toolName') ?? stringAt(payload, 'tool_name');
  if (!/^(?:post_tool_use|PostToolUse)$/.test(name ?? '') || !/^(?:run_terminal_(?:command|cmd)|Bash)$/.test(tool ?? '')) return undefined;
  const result = resultIn(payload);
  const line = stringAt(objectAt(payload, 'toolInput') ?? objectAt(payload, 'tool_input'), 'command') ?? stringAt(result, 'command');
  const [, text] = parts(result);
  if (!line || !result || !text || isPart(payload, result)) return undefined;
  const exit = result['exit_code'];
  const output: Output = { line, text, ...(typeof exit === 'number' ? { exit } : {}) };
  const session = stringAt(payload, 'sessionId') ?? stringAt(payload, 'session_id');
  const call = stringAt(payload, 'toolUseId') ?? stringAt(payload, 'tool_use_id');
  return { kind: 'after', outputs: [output], ...told(stringAt(payload, 'cwd') ?? stringAt(payload, 'workspaceRoot'), session, call) };
}

/** Too large a result arrives as a string, which cannot be sent back. */
function resultIn(payload: JsonObject): JsonObject | undefined {
  const result = objectAt(payload, 'toolResult') ?? objectAt(payload, 'tool_response');
  return result?.['type'] === 'Bash' ? result : undefined;
}

function isPart(payload: JsonObject, result: JsonObject): boolean {
  return (
    payload['toolResultTruncated'] === true ||
    payload['isBackgrounded'] === true ||
    result['truncated'] === true ||
    result['timed_out'] === true
  );
}

// "exit: 7\nerror: …": the first line is Grok's own
function parts(result: JsonObject | undefined): readonly [head: string, text: string] {
  const whole = stringAt(result, 'output_for_prompt') ?? '';
  const head = /^exit: \d+\n/.exec(whole)?.[0] ?? '';
  return [head, whole.slice(head.length)];
}

/** A result that is not of the tool's own shape is dropped: so it is cloned. The bytes beside the text would say it a second time. */
function replaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const result = resultIn(payload);
  if (!isObject(result) || texts[0] === undefined) return undefined;
  const bytes = Array.isArray(result['output']) ? { output: [] } : {};
  const updatedToolOutput = { ...result, output_for_prompt: parts(result)[0] + texts[0], ...bytes };
  return { hookSpecificOutput: { hookEventName: 'PostToolUse', updatedToolOutput } };
}
