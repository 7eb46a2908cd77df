/** The AI SDK's ModelMessage: parts `tool-call` of the assistant, parts `tool-result` of the role `tool`. */

import { type Call, changedContent, type Dialect, fields, listOf, mapped, type NewText, textOf, withField } from './types.ts';

export const aiSdk: Dialect = {
  isAssistant: (message) => fields(message)['role'] === 'assistant',
  calls: (message) =>
    listOf(fields(message)['content']).flatMap((part): Call[] => {
      const { type, toolCallId, toolName, input } = fields(part);
      return type === 'tool-call' ? [{ id: textOf(toolCallId), tool: textOf(toolName), input }] : [];
    }),
  changed(message, change) {
    const { role, content } = fields(message);
    if (role !== 'tool' || !Array.isArray(content)) return message;
    return withField(
      message,
      'content',
      mapped(content, (part) => withOutput(part, change)),
    );
  },
};

function withOutput(part: unknown, change: NewText): unknown {
  const { type, toolCallId, toolName, output } = fields(part);
  const { type: kind, value } = fields(output);
  if (type !== 'tool-result' || !/^(?:text|error-text|content)$/.test(textOf(kind))) return part;
  const told = { id: textOf(toolCallId), tool: textOf(toolName), failed: kind === 'error-text' };
  const next = changedContent(value, ['text'], (text) => change({ ...told, text }));
  return withField(part as object, 'output', withField(output as object, 'value', next));
}
