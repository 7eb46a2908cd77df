/** OpenCode's way of plugins, which Kilo has too: arguments and outputs are changed in place. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, stringAt } from '../../json.ts';
import { pluginText } from '../plugin.ts';
import { readsFiles, told } from '../told.ts';
import type { Event, Output } from '../types.ts';

/** What these print, the model reads; files that are read are what edits are checked against, and stay as they are. */
const TOOLS = ['bash', 'shell', 'grep', 'glob', 'list', 'webfetch', 'websearch', 'codesearch'];
const SHELLS = TOOLS.slice(0, 2);
/** Its tools that write files. */
const WRITES = ['write', 'edit', 'multiedit', 'patch', 'apply_patch'];

/** One export, a function: with any other the loader takes the file for broken. */
export function openCodePlugin(rtk: string, agent: string, rewrites: boolean): string {
  const after = `  'tool.execute.after': async (input, output) => {
    try {
      const fromServer = Array.isArray(output?.content);
      if (!fromServer && !TOOLS.has(input?.tool)) return;
      const { exit, truncated, outputPath } = output.metadata ?? {};
      const seen = fromServer ? { content: output.content } : { output: output.output, metadata: { exit, truncated, outputPath } };
      const answer = await ask({ cwd: directory, input, output: seen });
      if (typeof answer?.output === 'string') output.output = answer.output;
      if (!fromServer || !Array.isArray(answer?.content)) return;
      answer.content.forEach((block, index) => {
        if (typeof block?.text === 'string' && output.content[index]?.type === 'text') output.content[index].text = block.text;
      });
    } catch {}
  },`;
  const before = `  config: async ({ permission, tools, agent, mode, plugin } = {}) => {
    settings = { permission, tools, agent, mode, plugin };
  },
  'tool.execute.before': async (input, output) => {
    let refused;
    try {
      const writes = WRITES.has(input?.tool) && JSON.stringify(output?.args ?? '').includes(': rtk recall ');
      if (!writes && (!SHELLS.has(input?.tool) || typeof output?.args?.command !== 'string')) return;
      const answer = await ask({ cwd: directory, input, output, settings });
      refused = answer?.refused;
      const command = answer?.args?.command;
      if (typeof command === 'string') output.args.command = command;
    } catch {}
    if (typeof refused === 'string') throw new Error(refused);
  },`;
  const body = `${rewrites ? `const SHELLS = new Set(${list(SHELLS)});\nconst WRITES = new Set(${list(WRITES)});\nlet settings;\n` : ''}const TOOLS = new Set(${list(TOOLS)});

export const RtkPlugin = async ({ directory } = {}) => ({
${rewrites ? `${before}\n` : ''}${after}
});`;
  return pluginText(rtk, agent, body);
}

function list(words: readonly string[]): string {
  return `[${words.map((word) => `'${word}'`).join(', ')}]`;
}

/** `{input: {tool, sessionID, callID}, output: {args}}` before, `{input: {…, args}, output: {output, metadata}}` after. */
export function openCodeEvent(payload: JsonObject): Event | undefined {
  const [input, output] = [objectAt(payload, 'input'), objectAt(payload, 'output')];
  const tool = stringAt(input, 'tool');
  if (!tool || !output) return undefined;
  const common = told(stringAt(payload, 'cwd'), stringAt(input, 'sessionID'), stringAt(input, 'callID'));
  const line = stringAt(objectAt(output, 'args'), 'command');
  if (line) return SHELLS.includes(tool) ? { kind: 'before', lines: [line], ...common } : undefined;
  const outputs = outputsOf(tool, objectAt(input, 'args'), output);
  return outputs.length > 0 ? { kind: 'after', outputs, ...common } : undefined;
}

function outputsOf(tool: string, args: JsonObject | undefined, output: JsonObject): Output[] {
  if (Array.isArray(output['content']))
    return readsFiles(tool) ? [] : textBlocks(output).map((block) => ({ text: stringAt(block, 'text') ?? '', answered: true as const }));
  const text = stringAt(output, 'output');
  if (text === undefined || !TOOLS.includes(tool)) return [];
  const metadata = objectAt(output, 'metadata');
  if (!SHELLS.includes(tool)) return metadata?.['truncated'] === true ? [] : [{ text }];
  const [line, exit, file] = [stringAt(args, 'command'), metadata?.['exit'], stringAt(metadata, 'outputPath')];
  // Ended by a time limit or by the user: the text says so, and no status.
  if (line === undefined || exit === null || (metadata?.['truncated'] === true && file === undefined)) return [];
  return [{ line, text, ...(typeof exit === 'number' ? { exit } : {}), ...(file === undefined ? {} : { file, seen: text.length }) }];
}

function textBlocks(output: JsonObject): readonly JsonObject[] {
  return listAt(output, 'content')
    .filter((block) => isObject(block))
    .filter((block) => typeof block['text'] === 'string' && block['type'] === 'text');
}

export function openCodeRewritten(payload: JsonObject, lines: readonly string[]): JsonObject {
  return { args: { ...objectAt(objectAt(payload, 'output'), 'args'), command: lines[0] } };
}

/** The file that holds the whole of a long output is named as it was. */
export function openCodeReplaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const output = objectAt(payload, 'output');
  if (!Array.isArray(output?.['content'])) {
    const file = stringAt(objectAt(output, 'metadata'), 'outputPath');
    const [text] = texts;
    if (text === undefined) return undefined;
    return { output: file === undefined ? text : `${text.trimEnd()}\n\nFull output saved to: ${file}\n` };
  }
  const left = [...texts];
  const blocks = textBlocks(output);
  const content = listAt(output, 'content').map((block) =>
    isObject(block) && blocks.includes(block) ? { type: 'text', text: left.shift() ?? '' } : null,
  );
  return { content };
}

export const openCodeSample = {
  before: (line: string, cwd: string): JsonObject => ({
    cwd,
    input: { tool: 'bash', sessionID: 'sample', callID: 'sample' },
    output: { args: { command: line, description: 'sample' } },
    settings: {},
  }),
  after: (line: string, text: string, cwd: string): JsonObject => ({
    cwd,
    input: { tool: 'bash', sessionID: 'sample', callID: 'sample', args: { command: line, description: 'sample' } },
    output: { title: 'sample', metadata: { output: text, exit: 0, truncated: false }, output: text },
  }),
};
