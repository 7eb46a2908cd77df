/** Cline CLI: a plugin replaces what any command printed, failed ones too; only lines of several commands are rewritten. Measured with 3.0.65. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, stringAt } from '../../json.ts';
import { pluginText } from '../plugin.ts';
import { told } from '../told.ts';
import type { Agent, Event, Output, Place, Verdict } from '../types.ts';

export const agent: Agent = {
  name: 'cline',
  title: 'Cline CLI',
  replaces: 'all',
  rewrites: true,
  mode: 'both',
  detect: { programs: ['cline'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => {
    const base = scope === 'user' ? folder(place) : `${place.cwd}/.cline`;
    return [{ kind: 'file', file: `${base}/plugins/rtk.js`, text: pluginText(rtk, 'cline', PLUGIN) }];
  },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/rules/rtk.md` : `${place.cwd}/.cline/rules/rtk.md`),
  parse,
  neutral: '',
  rewritten,
  replaced,
  rules,
  sample: {
    before: (line, cwd) => ({ cwd, event: 'before', tool: { name: 'run_commands' }, input: { commands: [line] } }),
    after: (line, text, cwd) => ({
      ...{ cwd, event: 'after', tool: { name: 'run_commands' }, input: { commands: [line] } },
      result: { output: [{ query: line, result: text, success: true }] },
    }),
  },
  limits: [
    'What Cline has cut (above 48,000 characters of one command) is not shortened any more.',
    'The extension of VS Code loads no such plugins: rules only (--with-instructions).',
  ],
};

/** Of the event only what is needed: it holds the whole conversation. */
const PLUGIN = `
const TOOLS = new Set(['run_commands', 'search_codebase', 'fetch_web_content']);

async function told({ tool, toolCall, input, result }, more) {
  return ask({ cwd: process.cwd(), tool: { name: tool?.name }, toolCall: { toolCallId: toolCall?.toolCallId }, input, ...more });
}

export default {
  name: 'rtk',
  manifest: { capabilities: ['hooks'] },
  hooks: {
    beforeTool: async (context) => {
      try {
        if (context?.tool?.name !== 'run_commands') return;
        const input = (await told(context, { event: 'before' }))?.input;
        if (Array.isArray(input?.commands)) return { input };
      } catch {}
    },
    afterTool: async (context) => {
      try {
        if (!TOOLS.has(context?.tool?.name) || !Array.isArray(context.result?.output)) return;
        const output = (await told(context, { event: 'after', result: { output: context.result.output } }))?.output;
        if (Array.isArray(output)) return { result: { ...context.result, output } };
      } catch {}
    },
  },
};`;

function folder({ env, home }: Place): string {
  return env['CLINE_DIR'] || `${home}/.cline`;
}

function parse(payload: JsonObject): Event | undefined {
  const tool = stringAt(objectAt(payload, 'tool'), 'name');
  const common = told(stringAt(payload, 'cwd'), undefined, stringAt(objectAt(payload, 'toolCall'), 'toolCallId'));
  const result = objectAt(payload, 'result');
  if (!result) {
    const commands = listAt(payload['input'], 'commands');
    const lines = commands.filter((each) => typeof each === 'string');
    return tool === 'run_commands' && lines.length > 0 && lines.length === commands.length
      ? { kind: 'before', lines, ...common }
      : undefined;
  }
  const outputs = entries(payload)
    .map(({ output }) => output)
    .filter((output) => output !== undefined);
  return outputs.length > 0 ? { kind: 'after', outputs, ...common } : undefined;
}

interface Entry {
  /** One of the results, as it came. */
  readonly item: JsonObject;
  readonly output?: Output;
}

function entries(payload: JsonObject): Entry[] {
  const tool = stringAt(objectAt(payload, 'tool'), 'name');
  return listAt(objectAt(payload, 'result'), 'output')
    .filter((item) => isObject(item))
    .map((item) => {
      const output = tool === 'run_commands' ? ofShell(item) : ofOther(tool, item);
      return { item, ...(output ? { output } : {}) };
    });
}

function ofOther(tool: string | undefined, item: JsonObject): Output | undefined {
  const text = stringAt(item, 'result');
  return text !== undefined && item['success'] === true && (tool === 'search_codebase' || tool === 'fetch_web_content')
    ? { text }
    : undefined;
}

// "[... output truncated: 168894 chars total. Refine the command (grep, head, tail) to view the elided middle ...]"
const CUT = /\n\[\.\.\. output truncated: \d+ chars total\./;

/** What was cut already, and what ended without a status, stays. */
function ofShell(item: JsonObject): Output | undefined {
  const [line, whole, success] = [stringAt(item, 'query'), stringAt(item, 'result'), item['success']];
  if (line === undefined || whole === undefined || CUT.test(whole)) return undefined;
  const { text, status } = parts(whole);
  if (success !== true && status === undefined) return undefined;
  return { line, text, exit: success === true ? 0 : (status ?? 1) };
}

/** `[Command exited with code 3]`, the output, `[stderr]`, the errors: without the labels both streams are one text. */
function parts(whole: string): { head: string; text: string; status?: number } {
  const head = /^\[Command exited with code (\d+)\]\n/.exec(whole);
  const body = head ? whole.slice(head[0].length) : whole;
  const [stdout, stderr, ...more] = body.split(/(?:^|\n)\[stderr\]\n/);
  const text = stderr !== undefined && more.length === 0 ? `${stdout}${stderr}` : body;
  return { head: head?.[0] ?? '', text, ...(head ? { status: Number(head[1]) } : {}) };
}

function rewritten(payload: JsonObject, lines: readonly string[]): JsonObject {
  return { input: { ...(isObject(payload['input']) ? payload['input'] : {}), commands: lines } };
}

function replaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const left = [...texts];
  const output = entries(payload).map(({ item, output }) => (output ? withText(item, output, left.shift()) : item));
  return output.length === listAt(objectAt(payload, 'result'), 'output').length ? { output } : undefined;
}

/** A text that was left alone keeps its labels, too. */
function withText(item: JsonObject, { line, text: before }: Output, text: string | undefined): JsonObject {
  if (text === undefined || text === before) return item;
  return { ...item, result: line === undefined ? text : parts(stringAt(item, 'result') ?? '').head + text };
}

/** Only other plugins and hooks could judge a command; which of us is asked first, nobody knows. */
function rules(_line: string, _touched: unknown, _payload: JsonObject, place: Place): Verdict {
  const bases = [folder(place), `${place.cwd}/.cline`, `${place.home}/Documents/Cline`];
  const others = bases.flatMap((base) => ['plugins', 'Plugins', 'hooks', 'Hooks'].flatMap((name) => place.list(`${base}/${name}`)));
  const isAlone = others.every((name) => name === 'rtk.js') && place.list(`${place.cwd}/.clinerules/hooks`).length === 0;
  return isAlone && !place.env['CLINE_HOOKS_DIR'] ? 'silent' : 'leave';
}
