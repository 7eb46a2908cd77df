/** OpenAI Chat Completions: `tool_calls` of the assistant, messages of the role `tool`. */

import { type Call, changedContent, type Dialect, fields, listOf, parsedInput, textOf, withField } from './types.ts';

export const openaiChat: Dialect = {
  isAssistant: (message) => fields(message)['role'] === 'assistant',
  calls: (message) =>
    listOf(fields(message)['tool_calls']).map((call): Call => {
      const { id, function: called, custom } = fields(call);
      const { name, arguments: given, input } = fields(called ?? custom);
      return { id: textOf(id), tool: textOf(name), input: given === undefined ? input : parsedInput(given) };
    }),
  changed(message, change) {
    const { role, tool_call_id: id, content } = fields(message);
    if (role !== 'tool' || typeof id !== 'string') return message;
    return withField(
      message,
      'content',
      changedContent(content, ['text'], (text) => change({ id, text, failed: false })),
    );
  },
};
