/** GitHub Copilot CLI: postToolUse takes another result, failing commands included. Measured with 1.0.102. */

import type { JsonObject, JsonValue } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { failOpen, forPowerShell } from '../command-line.ts';
import { searchOf, told } from '../told.ts';
import type { Agent, Event, Output, Piece, Place } from '../types.ts';

export const agent: Agent = {
  name: 'copilot',
  title: 'Copilot CLI',
  replaces: 'all',
  // It does; but its rules come by flags that no hook can read (--deny-tool), and it judges the rewritten command.
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['copilot'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk): readonly Piece[] => [
    { kind: 'file', file: `${scope === 'user' ? folder(place) : `${place.cwd}/.github`}/hooks/rtk.json`, text: hooks(rtk) },
  ],
  instructions: (scope, place) =>
    scope === 'user' ? `${folder(place)}/copilot-instructions.md` : `${place.cwd}/.github/copilot-instructions.md`,
  parse,
  neutral: '',
  rewritten: (payload, lines) => ({ modifiedArgs: { ...argsOf(payload), command: lines[0] } }),
  replaced,
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({
      sessionId: 'sample',
      timestamp: 0,
      cwd,
      toolName: 'bash',
      toolArgs: { command: line, description: 'sample' },
      toolResult: { resultType: 'success', textResultForLlm: `${text}\n<shellId: 0 completed with exit code 0>` },
    }),
  },
  todo: ['Hooks are read when Copilot starts: restart it. A hook of a project runs only in a folder that you trust.'],
  limits: ['Commands are not rewritten: Copilot judges the command after the hook, by rules that a hook cannot read.'],
};

/** `COPILOT_HOME` moves the whole folder. */
function folder({ env, home }: Place): string {
  return env['COPILOT_HOME'] || `${home}/.copilot`;
}

/** A file of our own. Copilot refuses commands whose hook ends with anything but 0. */
function hooks(rtk: string): string {
  const handler = {
    type: 'command',
    matcher: 'bash|grep|glob',
    bash: failOpen(rtk, 'copilot'),
    powershell: forPowerShell(rtk, 'copilot'),
    timeoutSec: 10,
  };
  return `${JSON.stringify({ version: 1, hooks: { postToolUse: [handler] } }, null, 2)}\n`;
}

/** Arguments come as an object, or as JSON in a string. */
function argsOf(payload: JsonObject): JsonObject | undefined {
  const args = payload['toolArgs'];
  return typeof args === 'string' ? objectAt({ args: parsedOr(args) }, 'args') : objectAt(payload, 'toolArgs');
}

function parsedOr(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function parse(payload: JsonObject): Event | undefined {
  const tool = stringAt(payload, 'toolName');
  const args = argsOf(payload);
  const common = told(stringAt(payload, 'cwd'), stringAt(payload, 'sessionId'), undefined);
  const line = stringAt(args, 'command');
  const result = objectAt(payload, 'toolResult');
  if (!result) return tool === 'bash' && line ? { kind: 'before', lines: [line], ...common } : undefined;
  const text = stringAt(result, 'textResultForLlm');
  const output = text === undefined || !args ? undefined : outputOf(tool, args, text);
  return output && { kind: 'after', outputs: [output], ...common };
}

function outputOf(tool: string | undefined, args: JsonObject, text: string): Output | undefined {
  if (tool === 'grep') return { as: searchOf(args), text };
  if (tool === 'glob') return { as: ['find', '.', '-name', stringAt(args, 'pattern') ?? '*'], text };
  const line = stringAt(args, 'command');
  return tool === 'bash' && line !== undefined ? ofShell(line, text) : undefined;
}

// "<shellId: 0 completed with exit code 3>" behind the output: absent while the command still runs
const END = /\n?<shellId: [^\n>]*completed with exit code (?<exit>-?\d+)>\s*$/;

// "Output too large to read at once (164.9 KB). Saved to: /tmp/1795267827215-copilot-tool-output-10746-cb1485c5.txt"
const SAVED = /^Output too large to read at once \([^\n)]*\)\. Saved to: (?<file>\S*[\\/]\d+-copilot-tool-output-[\w-]+\.txt)\n/;

function ofShell(line: string, whole: string): Output | undefined {
  const end = END.exec(whole);
  if (!end) return undefined;
  const text = whole.slice(0, end.index);
  const file = SAVED.exec(text)?.groups?.['file'];
  return { line, text, exit: Number(end.groups?.['exit']), ...(file === undefined ? {} : { file, seen: text.length }) };
}

/** The agent's own line about the end of the command stays. */
function replaced(payload: JsonObject, texts: readonly string[]): JsonObject | undefined {
  const result = objectAt(payload, 'toolResult');
  const before = stringAt(result, 'textResultForLlm');
  if (!result || before === undefined || texts[0] === undefined) return undefined;
  const end = stringAt(payload, 'toolName') === 'bash' ? END.exec(before)?.[0].trim() : undefined;
  const text = end === undefined ? texts[0] : `${texts[0].replace(/\n$/, '')}\n${end}`;
  return { modifiedResult: { ...result, textResultForLlm: text } };
}
