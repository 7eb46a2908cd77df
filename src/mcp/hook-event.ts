/** The input of the tool call `hook` ↔ the event that a command hook would have read on stdin. */

import type { JsonObject, JsonValue } from '../json.ts';

/** Fields of an event that the agent copies in as they are; those that an event does not have are empty. */
const TEXTS = ['session_id', 'transcript_path', 'cwd', 'permission_mode', 'hook_event_name', 'tool_name', 'tool_use_id', 'agent_id', 'agent_type'];

/**
 * What stands in the settings. Claude Code 2.1.329 copies a text in as it is and everything else as JSON; a path that leads nowhere is empty.
 * So `list` and `blocks` say what a `tool_response` that looks like JSON really is.
 */
export const HOOK_INPUT: JsonObject = {
  ...Object.fromEntries(TEXTS.map((name) => [name, `\${${name}}`])),
  tool_input: '${tool_input}',
  tool_response: '${tool_response}',
  list: '${tool_response.length}',
  blocks: '${tool_response.content.length}',
};

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
