/** The input of the tool call `hook` ↔ the event that a command hook would have read on stdin. */

import { isObject, type JsonObject, type JsonValue } from '../json.ts';

/** Fields of an event that the agent copies in as they are; those that an event does not have are empty. */
const TEXTS = [
  'session_id',
  'transcript_path',
  'cwd',
  'permission_mode',
  'hook_event_name',
  'tool_name',
  'tool_use_id',
  'agent_id',
  'agent_type',
];

/**
 * What stands in the settings. Claude Code 2.1.329 copies a text in as it is and everything else as JSON; a path that leads nowhere is empty.
 * So `list` and `blocks` say what a `tool_response` that looks like JSON really is.
 */
export const HOOK_INPUT: JsonObject = {
  ...Object.fromEntries([...TEXTS, 'tool_input', 'tool_response'].map((name) => [name, copied(name)])),
  list: copied('tool_response.length'),
  blocks: copied('tool_response.content.length'),
};

function copied(path: string): string {
  return `\${${path}}`;
}

/** What the agent makes of `HOOK_INPUT` for an event. */
export function inputOf(event: JsonObject): JsonObject {
  const filled = (value: JsonValue | undefined) => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
  const texts = ['tool_input', 'tool_response', ...TEXTS].map((name) => [name, filled(event[name])] as const);
  const response = event['tool_response'];
  const content = isObject(response) ? response['content'] : undefined;
  const length = (value: JsonValue | undefined) => (Array.isArray(value) ? String(value.length) : '');
  return { ...Object.fromEntries(texts), list: length(response), blocks: length(content) };
}

/** Throws for an input that is no JSON where it has to be. */
export function eventIn(input: JsonObject): JsonObject {
  const texts = TEXTS.flatMap((name) => (isText(input[name]) ? [[name, input[name]] as const] : []));
  const toolInput = isText(input['tool_input']) ? { tool_input: JSON.parse(input['tool_input']) as JsonValue } : {};
  const response = isText(input['tool_response']) ? { tool_response: responseIn(input, input['tool_response']) } : {};
  return { ...Object.fromEntries(texts), ...toolInput, ...response };
}

/** The result of an MCP tool with `structuredContent` is a text that holds JSON, and must be answered with a text. */
function responseIn(input: JsonObject, text: string): JsonValue {
  const isMcp = String(input['tool_name']).startsWith('mcp__');
  return isMcp && !isText(input['list']) && !isText(input['blocks']) ? text : (JSON.parse(text) as JsonValue);
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
