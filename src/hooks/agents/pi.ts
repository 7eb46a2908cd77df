/** Pi: an extension replaces what any command printed, failed ones too; only lines of several commands are rewritten. Pi has no rules on commands. Measured with 0.87.1. */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, stringAt } from '../../json.ts';
import { pluginText } from '../plugin.ts';
import { told } from '../told.ts';
import type { Agent, Event, Output, Place, Scope, Verdict } from '../types.ts';

export const agent: Agent = {
  name: 'pi',
  title: 'Pi',
  replaces: 'all',
  rewrites: true,
  mode: 'both',
  detect: { programs: ['pi'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => [{ kind: 'file', file: `${extensions(scope, place)}/rtk.js`, text: pluginText(rtk, 'pi', EXTENSION) }],
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse,
  guard: /^(?:write|edit)$/,
  refused: (_, action, reason) => (action === 'deny' ? { refused: reason } : undefined),
  neutral: '',
  rewritten: (payload, lines) => ({ input: { ...(isObject(payload['input']) ? payload['input'] : {}), command: lines[0] } }),
  replaced,
  rules,
  sample: {
    before: (line, cwd) => ({ cwd, type: 'tool_call', toolName: 'bash', toolCallId: 'sample', input: { command: line } }),
    after: (line, text, cwd) => ({
      ...{ cwd, type: 'tool_result', toolName: 'bash', toolCallId: 'sample', input: { command: line } },
      ...{ content: [{ type: 'text', text }], isError: false },
    }),
  },
  todo: ['Type /reload in open sessions. In a project (without -g) Pi runs extensions only after /trust.'],
  limits: ['Pi before 0.73 does not take another text for a failed command.'],
};

/** Pi runs the changed object, Oh My Pi the returned one. */
const EXTENSION = `
const TOOLS = new Set(['bash', 'powershell', 'grep', 'find', 'ls']);
const WRITES = new Set(['write', 'edit']);

export default function (pi) {
  pi.on('tool_call', async (event, context) => {
    try {
      const writes = WRITES.has(event?.toolName) && JSON.stringify(event.input ?? '').includes(': rtk recall ');
      if (!writes && (event?.toolName !== 'bash' || typeof event.input?.command !== 'string')) return;
      const { type, toolName, toolCallId, input } = event;
      const answer = await ask({ cwd: context?.cwd, type, toolName, toolCallId, input });
      if (typeof answer?.refused === 'string') return { block: true, reason: answer.refused };
      const command = answer?.input?.command;
      if (typeof command !== 'string') return;
      event.input.command = command;
      return { input: { ...event.input, command } };
    } catch {}
  });
  pi.on('tool_result', async (event, context) => {
    try {
      if (!TOOLS.has(event?.toolName) || event.content?.length !== 1 || event.content[0].type !== 'text') return;
      const { type, toolName, toolCallId, input, content, isError } = event;
      const answer = await ask({ cwd: context?.cwd, type, toolName, toolCallId, input, content, isError });
      if (typeof answer?.content?.[0]?.text === 'string') return { content: answer.content };
    } catch {}
  });
}`;

function folder({ env, home }: Place): string {
  return env['PI_CODING_AGENT_DIR']?.replace(/^~(?=[\\/]|$)/, home) || `${home}/.pi/agent`;
}

function extensions(scope: Scope, place: Place): string {
  return scope === 'user' ? `${folder(place)}/extensions` : `${place.cwd}/.pi/extensions`;
}

function parse(payload: JsonObject): Event | undefined {
  const [type, tool] = [stringAt(payload, 'type'), stringAt(payload, 'toolName')];
  const line = stringAt(payload['input'], 'command');
  const common = told(stringAt(payload, 'cwd'), undefined, stringAt(payload, 'toolCallId'));
  if (type === 'tool_call') return tool === 'bash' && line ? { kind: 'before', lines: [line], ...common } : undefined;
  const block = onlyText(payload);
  if (type !== 'tool_result' || !tool || block === undefined) return undefined;
  const output = line === undefined ? ofOther(tool, payload, block) : ofShell(line, payload, block);
  return output && { kind: 'after', outputs: [output], ...common };
}

function onlyText(payload: JsonObject): string | undefined {
  const [block, ...more] = listAt(payload, 'content');
  return more.length === 0 && isObject(block) && block['type'] === 'text' ? stringAt(block, 'text') : undefined;
}

function ofOther(tool: string, payload: JsonObject, text: string): Output | undefined {
  return ['grep', 'find', 'ls'].includes(tool) && payload['isError'] !== true && !/\n\n\[[^\n]+\]$/.test(text) ? { text } : undefined;
}

/** Ended by a time limit or by the user: the text says so, and no status. */
function ofShell(line: string, payload: JsonObject, whole: string): Output | undefined {
  const { text, status, pointer, file } = parts(whole);
  const failed = payload['isError'] === true;
  if (failed !== (status !== undefined) || (pointer !== '' && file === undefined)) return undefined;
  return { line, text, exit: status ?? 0, ...(file === undefined ? {} : { file, seen: whole.length }) };
}

interface Parts {
  readonly text: string;
  readonly pointer: string;
  readonly file?: string;
  readonly end: string;
  readonly status?: number;
}

/** Behind the output: `[Showing lines 28001-30000 of 30000. Full output: /tmp/pi-bash-93db885ab919f49d.log]`, `Command exited with code 3`. */
function parts(whole: string): Parts {
  const end = /\n\nCommand exited with code (\d+)$/.exec(whole);
  const body = end ? whole.slice(0, end.index) : whole;
  const pointer = /\n\n\[Showing (?:lines|last) [^\n]*?Full output: (?<file>[^\n]+)\]$/.exec(body);
  const file = pointer?.groups?.['file'];
  return {
    text: pointer ? body.slice(0, pointer.index) : body,
    pointer: pointer?.[0] ?? '',
    ...(file === undefined ? {} : { file }),
    end: end?.[0] ?? '',
    ...(end ? { status: Number(end[1]) } : {}),
  };
}

function replaced(payload: JsonObject, [text]: readonly string[]): JsonObject | undefined {
  const whole = onlyText(payload);
  if (whole === undefined || text === undefined) return undefined;
  const { file, end } = stringAt(payload['input'], 'command') === undefined ? { end: '' } : parts(whole);
  const pointer = file === undefined ? '' : `\n\n[Full output: ${file}]`;
  return { content: [{ type: 'text', text: `${pointer === '' ? text : text.trimEnd()}${pointer}${end}` }] };
}

/** Only another extension could judge a command; which of us is asked first, nobody knows. */
function rules(_line: string, _touched: unknown, _payload: JsonObject, place: Place): Verdict {
  const folders = [extensions('user', place), extensions('project', place)];
  if (folders.flatMap((each) => place.list(each)).some((name) => name !== 'rtk.js')) return 'leave';
  const settings = [`${folder(place)}/settings.json`, `${place.cwd}/.pi/settings.json`].map((file) => place.read(file) ?? '');
  return settings.some((text) => /"(?:extensions|packages)"/.test(text)) ? 'leave' : 'silent';
}
