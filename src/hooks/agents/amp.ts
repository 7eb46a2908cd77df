/**
 * Amp: a plugin replaces what a command printed. Never rewritten: its permissions are a plugin, too, and nobody knows which is asked first.
 * By the description of its plugin interface; not run.
 */

import type { JsonObject } from '../../json.ts';
import { isObject, stringAt } from '../../json.ts';
import { pluginText } from '../plugin.ts';
import { told } from '../told.ts';
import type { Agent, Event, Output, Place } from '../types.ts';

export const agent: Agent = {
  name: 'amp',
  title: 'Amp',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['amp'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => {
    const file = scope === 'user' ? `${folder(place)}/plugins/rtk.js` : `${place.cwd}/.amp/plugins/rtk.js`;
    return [{ kind: 'file', file, text: pluginText(rtk, 'amp', PLUGIN) }];
  },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse,
  neutral: '',
  rewritten: () => ({}),
  replaced: (_payload, [output]) => (output === undefined ? undefined : { output }),
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({ cwd, tool: 'Bash', input: { cmd: line }, status: 'done', output: text, toolUseID: 'sample' }),
  },
  todo: ['In open sessions: Ctrl+O, "plugins: reload".'],
  limits: ['Never run with the real Amp, which talks to its own server only.'],
};

const PLUGIN = `
const TOOLS = new Set(['Bash', 'shell_command', 'Grep', 'glob', 'read_web_page', 'web_search']);

export default function (amp) {
  amp.on('tool.result', async (event) => {
    try {
      if (event?.status !== 'done' || !TOOLS.has(event.tool)) return;
      const { tool, input, status, output, toolUseID } = event;
      const answer = await ask({ cwd: process.cwd(), tool, input, status, output, toolUseID });
      if (answer?.output !== undefined) return { status: 'done', output: answer.output };
    } catch {}
  });
}`;

function folder({ env, home }: Place): string {
  return `${env['XDG_CONFIG_HOME'] || `${home}/.config`}/amp`;
}

/** A result of which only the text is known: its status is not. Results of another shape stay. */
function parse(payload: JsonObject): Event | undefined {
  const [tool, text] = [stringAt(payload, 'tool'), stringAt(payload, 'output')];
  if (!tool || text === undefined || payload['status'] !== 'done') return undefined;
  const output = ofTool(tool, payload['input'], text);
  return output && { kind: 'after', outputs: [output], ...told(stringAt(payload, 'cwd'), undefined, stringAt(payload, 'toolUseID')) };
}

function ofTool(tool: string, input: unknown, text: string): Output | undefined {
  if (tool !== 'Bash' && tool !== 'shell_command') return /^(?:Grep|glob|read_web_page|web_search)$/.test(tool) ? { text } : undefined;
  const line = isObject(input) ? (stringAt(input, 'cmd') ?? stringAt(input, 'command')) : undefined;
  return line === undefined ? undefined : { line, text };
}
