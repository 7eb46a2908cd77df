/** Cursor: postToolUse takes another text of MCP results; preToolUse a rewritten command, which its own rules judge. From third-party readings; not run here. */

import type { JsonObject, JsonValue } from '../../json.ts';
import { isObject, listAt, objectAt, parsed, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { couldMatch } from '../rules/match.ts';
import { readsFiles, told } from '../told.ts';
import type { Agent, Entry, Event, Piece, Place, Stop, Verdict } from '../types.ts';

export const agent: Agent = {
  name: 'cursor',
  title: 'Cursor',
  replaces: 'others',
  rewrites: true,
  // The IDE keeps its allow list in a data base: nobody can say what a rewritten command would meet.
  mode: 'replace',
  detect: { programs: ['cursor', 'cursor-agent'], folders: (place) => [`${place.home}/.cursor`] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    {
      kind: 'entries',
      file: `${scope === 'user' ? place.home : place.cwd}/.cursor/hooks.json`,
      entries: entries(place.platform === 'win32' ? `"${rtk}" hook cursor` : guarded(rtk, 'cursor')),
      // Without it Cursor refuses the whole file.
      empty: { version: 1 },
    },
  ],
  parse,
  guard: /^(?:Write|Edit|StrReplace|MultiEdit)$/,
  neutral: '{}',
  // Without `permission`: Cursor asks as it would.
  rewritten: (payload, lines) => ({ updated_input: { ...objectAt(payload, 'tool_input'), command: lines[0] } }),
  replaced,
  rules,
  stops,
  // `ask` is read and not followed there.
  refused: (_, action, reason) => (action === 'deny' ? { permission: 'deny', user_message: reason, agent_message: reason } : undefined),
  sample: {
    before: (line, cwd) => ({ ...sample('preToolUse', cwd), tool_name: 'Shell', tool_input: { command: line, working_directory: cwd } }),
  },
  todo: ['In Settings > Hooks Cursor lists the hooks and what they answered; hooks of a project run only in a trusted workspace.'],
  limits: [
    'Not run with the real program here. Only results of MCP tools can be replaced, of successful calls.',
    'Commands are left alone: Cursor judges the rewritten command, and a hook cannot read its allow list. `[hooks] cursor = "both"` in the config rewrites them all the same, if no rule in cli-config.json speaks against it.',
  ],
};

/** An unknown event makes Cursor refuse the whole file: these two have been there since hooks exist. */
function entries(command: string): readonly Entry[] {
  return [
    { at: ['hooks', 'preToolUse'], item: { command, matcher: '^(?:Shell|Write|Edit|StrReplace|MultiEdit)$', timeout: 10 } },
    { at: ['hooks', 'postToolUse'], item: { command, matcher: '^MCP:', timeout: 10 } },
  ];
}

function sample(event: string, cwd: string): JsonObject {
  return { conversation_id: 'sample', generation_id: 'sample', hook_event_name: event, cursor_version: '0', workspace_roots: [cwd], cwd };
}

function parse(payload: JsonObject): Event | undefined {
  const tool = stringAt(payload, 'tool_name');
  const input = objectAt(payload, 'tool_input');
  const cwd = stringAt(payload, 'cwd') || stringAt(input, 'working_directory') || firstRoot(payload);
  const common = told(cwd, stringAt(payload, 'conversation_id'), stringAt(payload, 'tool_use_id'));
  const event = stringAt(payload, 'hook_event_name');
  const line = stringAt(input, 'command');
  if (event === 'preToolUse' && tool === 'Shell' && line)
    return { kind: 'before', lines: [line], ...(input?.['is_background'] === true ? { background: true } : {}), ...common };
  if (event !== 'postToolUse' || !tool?.startsWith('MCP:') || readsFiles(tool)) return undefined;
  const texts = textsOf(resultOf(payload));
  return texts.length > 0 ? { kind: 'after', outputs: texts.map((text) => ({ text, answered: true as const })), ...common } : undefined;
}

function firstRoot(payload: JsonObject): string | undefined {
  const [root] = listAt(payload, 'workspace_roots');
  return typeof root === 'string' ? root : undefined;
}

/** The result comes as JSON in a string. */
function resultOf(payload: JsonObject): JsonObject | undefined {
  const text = stringAt(payload, 'tool_output');
  try {
    const result = text === undefined ? payload['tool_output'] : parsed(text);
    return isObject(result) ? result : undefined;
  } catch {
    return undefined;
  }
}

function isText(block: JsonValue): block is JsonObject & { readonly text: string } {
  return isObject(block) && block['type'] === 'text' && typeof block['text'] === 'string';
}

function textsOf(result: JsonObject | undefined): string[] {
  return listAt(result, 'content')
    .filter(isText)
    .map(({ text }) => text);
}

function replaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const result = resultOf(payload);
  if (!result) return undefined;
  const left = [...texts];
  const content = listAt(result, 'content').map((block) => (isText(block) ? { ...block, text: left.shift() ?? block.text } : block));
  return { updated_mcp_tool_output: { ...result, content } };
}

// ~/.cursor/cli-config.json: {"permissions": {"allow": ["Shell(git)"], "deny": ["Shell(rm)"]}}
function rules(line: string, _: readonly (readonly string[])[], __: JsonObject, place: Place): Verdict {
  const found = settingsOf(place);
  const rules = found.flatMap((each) => [
    ...['allow', 'deny'].flatMap((kind) => listAt(objectAt(each, 'permissions'), kind)),
    ...listAt(each, 'terminalAllowlist'),
  ]);
  return rules.some((rule) => typeof rule !== 'string' || couldMatch(`${commandIn(rule)}*`, line) || /rtk/.test(rule)) ? 'leave' : 'silent';
}

function commandIn(rule: string): string {
  return /^Shell\(([\s\S]*)\)$/.exec(rule)?.[1]?.replace(/:?\*$/, '') ?? (/^\w+\(/.test(rule) ? 'no command' : rule);
}

function settingsOf(place: Place): unknown[] {
  const files = [
    `${place.home}/.cursor/cli-config.json`,
    `${place.cwd}/.cursor/cli.json`,
    `${place.home}/.cursor/permissions.json`,
    `${place.cwd}/.cursor/permissions.json`,
  ];
  return files.flatMap((file) => {
    const text = place.read(file);
    return text === undefined ? [] : [parsed(text)];
  });
}

/** `Shell(git push)` is the beginning of a command. */
function stops(_: JsonObject, place: Place): Stop[] {
  const denied = settingsOf(place).flatMap((each) => listAt(objectAt(each, 'permissions'), 'deny'));
  return denied.flatMap((rule): Stop[] => {
    const text = typeof rule === 'string' ? /^Shell\(([\s\S]*)\)$/.exec(rule)?.[1] : undefined;
    if (text === undefined) return [];
    return [text, `${text.replace(/:?\*$/, '')} *`].map((each) => ({ action: 'deny', text: each, rule: `your rule ${rule}` }));
  });
}
