/** Gemini: parts `functionCall` of the model, parts `functionResponse` behind it. */

import { type Call, type Dialect, fields, listOf, mapped, type NewText, textOf, withField } from './types.ts';

/** Where programs put a result's text: `output` by Google's own word, the others by custom. */
const TEXTS = ['output', 'result', 'content', 'stdout', 'text'];

export const gemini: Dialect = {
  isAssistant: (content) => fields(content)['role'] === 'model',
  calls: (content) =>
    listOf(fields(content)['parts']).flatMap((part): Call[] => {
      const { functionCall } = fields(part);
      const { id, name, args } = fields(functionCall);
      return functionCall === undefined ? [] : [{ id: textOf(id) || textOf(name), tool: textOf(name), input: args }];
    }),
  changed(content, change) {
    const { role, parts } = fields(content);
    if (role === 'model' || !Array.isArray(parts)) return content;
    return withField(
      content,
      'parts',
      mapped(parts, (part) => withResponse(part, change)),
    );
  },
};

function withResponse(part: unknown, change: NewText): unknown {
  const { functionResponse } = fields(part);
  const { id, name, response } = fields(functionResponse);
  if (typeof functionResponse !== 'object' || functionResponse === null || typeof response !== 'object' || response === null) return part;
  const told = { id: textOf(id) || textOf(name), tool: textOf(name), failed: fields(response)['error'] !== undefined };
  let next: object = response;
  for (const key of TEXTS) {
    const text = fields(response)[key];
    if (typeof text === 'string') next = withField(next, key, change({ ...told, text }) ?? text);
  }
  return withField(part as object, 'functionResponse', withField(functionResponse, 'response', next));
}
