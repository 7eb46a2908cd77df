/** Auggie: PreToolUse takes a rewritten input, as a whole; results cannot be replaced. Measured with 0.36.0. */

import type { JsonObject, JsonValue } from '../../json.ts';
import { isObject, objectAt, parsed, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { plainCommands } from '../rules/match.ts';
import { told } from '../told.ts';
import type { Agent, Event, Piece, Place, Stop, Verdict } from '../types.ts';
import { refused } from './claude-kin.ts';

export const agent: Agent = {
  name: 'auggie',
  title: 'Auggie',
  replaces: 'none',
  rewrites: true,
  mode: 'rewrite',
  detect: { programs: ['auggie'], folders: ({ home }) => [`${home}/.augment`] },
  pieces: (scope, place, rtk) => (scope === 'user' && place.platform !== 'win32' ? pieces(place, rtk) : []),
  instructions: (scope, { home, cwd }) => `${scope === 'user' ? home : cwd}/.augment/rules/rtk.md`,
  parse,
  neutral: '',
  rewritten: (payload, lines) => ({
    hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { ...objectAt(payload, 'tool_input'), command: lines[0] } },
  }),
  replaced: () => undefined,
  rules,
  stops,
  refused,
  sample: {
    before: (line, cwd) => ({
      hook_event_name: 'PreToolUse',
      conversation_id: 'sample',
      workspace_roots: [cwd],
      tool_name: 'launch-process',
      tool_input: { command: line, wait: true, max_wait_seconds: 20, cwd },
      is_mcp_tool: false,
    }),
  },
  todo: ['Auggie runs hooks only if its service switches them on for your account; `rtk doctor` says whether one has fired.'],
  limits: ['Outputs cannot be replaced. Rules that an organisation keeps on the server are not seen. Not on Windows.'],
};

/** A hook's command has to be a script file. */
function pieces({ home }: Place, rtk: string): readonly Piece[] {
  const script = `${home}/.augment/hooks/rtk-hook-auggie.sh`;
  const handler = { type: 'command', command: script, timeout: 10_000 };
  return [
    { kind: 'file', file: script, text: `#!/bin/sh\n${guarded(rtk, 'auggie')}\n`, executable: true },
    {
      kind: 'entries',
      file: `${home}/.augment/settings.json`,
      entries: [{ at: ['hooks', 'PreToolUse'], item: { matcher: 'launch-process', hooks: [handler] } }],
      empty: {},
    },
  ];
}

function parse(payload: JsonObject): Event | undefined {
  if (stringAt(payload, 'hook_event_name') !== 'PreToolUse' || stringAt(payload, 'tool_name') !== 'launch-process') return undefined;
  const input = objectAt(payload, 'tool_input');
  const line = stringAt(input, 'command');
  // What is not waited for runs on, and is read while it runs.
  if (!line) return undefined;
  return {
    kind: 'before',
    lines: [line],
    ...(input?.['wait'] === true ? {} : { background: true }),
    ...told(stringAt(input, 'cwd'), stringAt(payload, 'conversation_id'), undefined),
  };
}

// "toolPermissions": [{"toolName": "launch-process", "shellInputRegex": "^git push", "permission": {"type": "deny"}}]
function rules(line: string, _: readonly (readonly string[])[], __: JsonObject, place: Place): Verdict {
  return rulesOf(place).some((rule) => concerns(rule, line)) ? 'leave' : 'silent';
}

function stops(_: JsonObject, place: Place): Stop[] {
  return rulesOf(place).flatMap((rule): Stop[] => {
    const type = stringAt(objectAt(rule, 'permission'), 'type');
    const pattern = stringAt(rule, 'shellInputRegex');
    if ((type !== 'deny' && type !== 'ask-user') || pattern === undefined) return [];
    const regex = new RegExp(pattern);
    return [{ action: type === 'deny' ? 'deny' : 'ask', covers: (command) => regex.test(command), rule: `your rule \`${pattern}\`` }];
  });
}

function rulesOf(place: Place): JsonValue[] {
  const project = `${place.cwd}/.augment`;
  const files = [
    `${place.home}/.augment/settings.json`,
    `${project}/settings.json`,
    `${project}/settings.local.json`,
    '/etc/augment/settings.json',
  ];
  return files.flatMap((file) => rulesIn(place.read(file), file)).filter((rule) => stringAt(rule, 'toolName') === 'launch-process');
}

function rulesIn(text: string | undefined, file: string): readonly JsonValue[] {
  if (text === undefined || text.trim() === '') return [];
  const settings = parsed(text);
  const rules = isObject(settings) ? (settings['toolPermissions'] ?? []) : undefined;
  if (!Array.isArray(rules)) throw new Error(`${file} is not understood`);
  return rules as readonly JsonValue[];
}

/** A rule for all commands alike holds for the rewritten one, too, unless a program of the user's decides. */
function concerns(rule: JsonValue, line: string): boolean {
  const type = stringAt(objectAt(rule, 'permission'), 'type');
  if (type !== 'deny' && type !== 'allow' && type !== 'ask-user') return true;
  const pattern = stringAt(rule, 'shellInputRegex');
  if (pattern === undefined) return false;
  if (/rtk|\(\?[!<]|\[\^/.test(pattern)) return true;
  const regex = new RegExp(pattern);
  const parts = plainCommands(line)?.map((words) => words.join(' ')) ?? line.split(/[;&|\n()]+/).map((part) => part.trim());
  return [line, ...parts].some((text) => regex.test(text));
}
