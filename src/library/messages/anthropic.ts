/** Anthropic Messages: `tool_use` blocks of the assistant, `tool_result` blocks of the user. */

import { type Call, changedContent, type Dialect, fields, listOf, mapped, type NewText, textOf, withField } from './types.ts';

export const anthropic: Dialect = {
  isAssistant: (message) => fields(message)['role'] === 'assistant',
  calls: (message) =>
    listOf(fields(message)['content']).flatMap((block): Call[] => {
      const { type, id, name, input } = fields(block);
      return type === 'tool_use' ? [{ id: textOf(id), tool: textOf(name), input }] : [];
    }),
  changed(message, change) {
    const { role, content } = fields(message);
    if (role !== 'user' || !Array.isArray(content)) return message;
    return withField(
      message,
      'content',
      mapped(content, (block) => withResult(block, change)),
    );
  },
};

function withResult(block: unknown, change: NewText): unknown {
  const { type, tool_use_id: id, is_error: failed, content } = fields(block);
  if (type !== 'tool_result') return block;
  const told = { id: textOf(id), failed: failed === true };
  return withField(
    block as object,
    'content',
    changedContent(content, ['text'], (text) => change({ ...told, text })),
  );
}
