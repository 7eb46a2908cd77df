import type { MessageParam } from '@anthropic-ai/sdk/resources/messages';
import type { Content } from '@google/genai';
import type { ModelMessage } from 'ai';
import type OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { type Compressed, compress, memoryStore, recall, type ToolCall } from '../../src/library/index.ts';
import { fixtures } from '../fixture.ts';

const raw = fixtures().find(({ filter, name }) => filter === 'git-log' && name === 'default')?.captured.text ?? '';
const COMMAND = 'git log';
const FILE = 'export const a = 1;\nexport const a = 1;\nexport const a = 1;\n'.repeat(40);

/** A conversation in which the tool has spoken twice, once before the assistant's last message; where the new text is; and where the old. */
interface Told {
  readonly messages: readonly object[];
  readonly old: (messages: readonly object[]) => unknown;
  readonly fresh: (messages: readonly object[]) => unknown;
}

const at = (...path: readonly (string | number)[]) => {
  return (from: unknown) => path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], from);
};

const anthropic: readonly MessageParam[] = [
  { role: 'user', content: 'What was changed?' },
  { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'Bash', input: { command: COMMAND } }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: raw }] },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Again.', signature: 's' },
      { type: 'tool_use', id: 'b', name: 'Bash', input: { command: COMMAND } },
    ],
  },
  {
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: 'b', content: [{ type: 'text', text: raw }], cache_control: { type: 'ephemeral' } },
      { type: 'text', text: raw },
    ],
  },
];

const chat: readonly OpenAI.ChatCompletionMessageParam[] = [
  { role: 'system', content: raw },
  { role: 'assistant', tool_calls: [{ id: 'a', type: 'function', function: { name: 'shell', arguments: '{"command":"git log"}' } }] },
  { role: 'tool', tool_call_id: 'a', content: raw },
  { role: 'assistant', tool_calls: [{ id: 'b', type: 'function', function: { name: 'shell', arguments: '{"command":["git","log"]}' } }] },
  { role: 'tool', tool_call_id: 'b', content: raw },
];

const responses: readonly OpenAI.Responses.ResponseInputItem[] = [
  { role: 'user', content: raw },
  { type: 'function_call', call_id: 'a', name: 'shell', arguments: '{"cmd":"git log"}' },
  { type: 'function_call_output', call_id: 'a', output: raw },
  { type: 'function_call', call_id: 'b', name: 'shell', arguments: '{"command":["bash","-lc","git log"]}' },
  { type: 'function_call_output', call_id: 'b', output: raw },
];

const gemini: readonly Content[] = [
  { role: 'user', parts: [{ text: raw }] },
  { role: 'model', parts: [{ functionCall: { name: 'run_shell_command', args: { command: COMMAND } } }] },
  { role: 'user', parts: [{ functionResponse: { name: 'run_shell_command', response: { output: raw } } }] },
  { role: 'model', parts: [{ functionCall: { id: 'b', name: 'run_shell_command', args: { command: COMMAND } } }] },
  { role: 'user', parts: [{ functionResponse: { id: 'b', name: 'run_shell_command', response: { output: raw } } }] },
];

const ai: readonly ModelMessage[] = [
  { role: 'user', content: raw },
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'shell', input: { command: COMMAND } }] },
  { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'a', toolName: 'shell', output: { type: 'text', value: raw } }] },
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'b', toolName: 'shell', input: { command: COMMAND } }] },
  { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'b', toolName: 'shell', output: { type: 'text', value: raw } }] },
];

const ALL: Readonly<Record<string, Told>> = {
  Anthropic: { messages: anthropic, old: at(2, 'content', 0, 'content'), fresh: at(4, 'content', 0, 'content', 0, 'text') },
  'OpenAI chat': { messages: chat, old: at(2, 'content'), fresh: at(4, 'content') },
  'OpenAI responses': { messages: responses, old: at(2, 'output'), fresh: at(4, 'output') },
  Gemini: {
    messages: gemini,
    old: at(2, 'parts', 0, 'functionResponse', 'response', 'output'),
    fresh: at(4, 'parts', 0, 'functionResponse', 'response', 'output'),
  },
  'AI SDK': { messages: ai, old: at(2, 'content', 0, 'output', 'value'), fresh: at(4, 'content', 0, 'output', 'value') },
};

describe.each(Object.entries(ALL))('%s', (_, { messages, old, fresh }) => {
  const before = structuredClone(messages);
  const result: Compressed<object> = compress(messages, { store: 'memory' });

  it('makes the newest tool result shorter', () => {
    expect(raw.length).toBeGreaterThan(400);
    expect(String(fresh(result.messages)).length).toBeLessThan(raw.length);
    expect(result.report).toMatchObject([{ id: 'b', changed: true }]);
  });
  it('hands everything else on, the same objects', () => {
    for (const index of [0, 1, 2, 3]) expect(result.messages[index]).toBe(messages[index]);
    expect(old(result.messages)).toBe(raw);
    expect(messages).toEqual(before);
  });
  it('changes nothing but that text', () => {
    const marked = JSON.stringify(result.messages).replace(JSON.stringify(fresh(result.messages)), JSON.stringify(raw));
    expect(marked).toBe(JSON.stringify(messages));
  });
  it('changes nothing the second time', () => {
    expect(compress(result.messages, { store: 'memory' }).messages).toEqual(result.messages);
  });
  it('leaves what the program keeps', () => {
    const asked: ToolCall[] = [];
    const kept = compress(messages, { store: 'memory', keep: (call) => asked.push(call) > 0 });
    expect(kept.messages.map((message, index) => message === messages[index])).toEqual([true, true, true, true, true]);
    expect(asked.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('what is not looked at', () => {
  const told = (name: string, input: object, content: string, failed = false): MessageParam[] => [
    { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name, input }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content, is_error: failed }] },
  ];
  it('is a file, which an edit is checked against', () => {
    const messages = told('Read', { file_path: '/a.ts' }, FILE);
    expect(compress(messages).messages[1]).toBe(messages[1]);
    const viewed = told('view', { path: '/a.ts' }, FILE);
    expect(compress(viewed)).toMatchObject({ messages: viewed, report: [] });
  });
  it('is a short failure', () => {
    const messages = told('Bash', { command: COMMAND }, raw.slice(0, 4000), true);
    expect(compress(messages, { store: 'memory' }).messages[1]).toBe(messages[1]);
  });
  it('is a result before the last message of the assistant', () => {
    const messages: MessageParam[] = [...told('Bash', { command: COMMAND }, raw), { role: 'assistant', content: 'So it was.' }];
    expect(compress(messages, { store: 'memory' })).toMatchObject({ messages, report: [] });
  });
});

describe('a store', () => {
  const big = fixtures().find(({ filter, name }) => filter === 'git-log' && name === 'big-patch')?.captured.text ?? '';
  const messages: MessageParam[] = [
    { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'Bash', input: { command: 'git log -p' } }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: big }] },
  ];
  it('gives back what is hidden', () => {
    const store = memoryStore();
    const { report } = compress(messages, { store, level: 'tight' });
    const handle = report[0]?.handle ?? '';
    expect(report[0]?.hidden).toBeGreaterThan(0);
    expect(recall(handle, { store })).toBe(big);
    expect(recall(handle, { store, lines: [2, 3] })).toBe(`${big.split('\n').slice(1, 3).join('\n')}\n`);
    expect(recall(handle, { store, grep: /^commit / })?.match(/^commit /gm)?.length).toBe(big.match(/^commit /gm)?.length);
    expect(recall('ffffff', { store })).toBeUndefined();
  });
  it('is needed to hide anything', () => {
    expect(compress(messages, { level: 'tight' }).report[0]).toMatchObject({ hidden: 0 });
  });
  it('that keeps nothing hides nothing', () => {
    const never = { keep: () => false, text: () => undefined };
    expect(compress(messages, { level: 'tight', store: never }).report[0]).toMatchObject({ hidden: 0 });
  });
  it('in memory is bounded', () => {
    const store = memoryStore(100);
    for (const handle of ['a', 'b', 'c']) expect(store.keep({ handle, command: [], text: 'x'.repeat(20) })).toBe(true);
    expect(['a', 'b', 'c'].map((handle) => store.text(handle) !== undefined)).toEqual([false, true, true]);
    expect(store.keep({ handle: 'd', command: [], text: 'x'.repeat(51) })).toBe(false);
  });
});
