/** OpenAI Responses: items `function_call` and `function_call_output`, and those of its own shell tools. */

import { type Call, changedContent, type Dialect, fields, mapped, type NewText, parsedInput, textOf, withField } from './types.ts';

/** Items that the model wrote; messages of the role `assistant` are known by their role. */
const OF_ASSISTANT =
  /^(?:function_call|custom_tool_call|local_shell_call|shell_call|apply_patch_call|mcp_call|reasoning|web_search_call|computer_call)$/;
const OUTPUTS = /^(?:function_call_output|custom_tool_call_output|local_shell_call_output)$/;

export const openaiResponses: Dialect = {
  isAssistant: (item) => OF_ASSISTANT.test(textOf(fields(item)['type'])),
  calls(item) {
    const { type, call_id: id, name, arguments: given, input, action } = fields(item);
    if (typeof id !== 'string' || !OF_ASSISTANT.test(textOf(type))) return [];
    const tool = textOf(name) || textOf(type);
    return [{ id, tool, input: given === undefined ? (action ?? input) : parsedInput(given) } satisfies Call];
  },
  changed(item, change) {
    const { type, call_id: id, output } = fields(item);
    if (typeof id !== 'string') return item;
    if (type === 'shell_call_output' && Array.isArray(output))
      return withField(
        item,
        'output',
        mapped(output, (part) => withStdout(part, id, change)),
      );
    if (!OUTPUTS.test(textOf(type))) return item;
    return withField(
      item,
      'output',
      changedContent(output, ['input_text'], (text) => change({ id, text, failed: false })),
    );
  },
};

/** The shell tool tells each stream and how it ended; stderr stays as it is. */
function withStdout(part: unknown, id: string, change: NewText): unknown {
  const { stdout, outcome } = fields(part);
  if (typeof stdout !== 'string' || stdout === '') return part;
  const { exit_code: exit } = fields(outcome);
  return withField(part as object, 'stdout', change({ id, text: stdout, failed: exit !== 0 }) ?? stdout);
}
