/**
 * OpenClaw: a plugin's middleware replaces what `exec` printed. Never rewritten: its approvals judge the rewritten command.
 * Measured with 2026.9.6.
 */

import type { JsonObject } from '../../json.ts';
import { isObject, listAt, objectAt, stringAt } from '../../json.ts';
import { pluginText } from '../plugin.ts';
import { told } from '../told.ts';
import type { Agent, Event, Piece, Place } from '../types.ts';

export const agent: Agent = {
  name: 'openclaw',
  title: 'OpenClaw',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['openclaw'], folders: (place) => [folder(place)] },
  pieces: (scope, place, rtk) => (scope === 'user' ? pieces(`${folder(place)}/extensions/rtk`, rtk) : []),
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/workspace/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse,
  neutral: '',
  rewritten: () => ({}),
  replaced,
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({
      ...{ cwd, toolName: 'exec', toolCallId: 'sample', args: { command: line }, isError: false },
      result: { content: [{ type: 'text', text }], details: { status: 'completed', exitCode: 0 } },
    }),
  },
  todo: ['Run `openclaw plugins enable rtk`, then `openclaw gateway restart`: until then the plugin only lies there.'],
  limits: ['Its own plugin tokenjuice shortens the same results: use one of the two.'],
};

const PLUGIN = `
export default function register(api) {
  api.registerAgentToolResultMiddleware(
    async (event) => {
      try {
        if (event?.toolName !== 'exec' || event.result?.content?.length !== 1) return;
        const { toolName, toolCallId, args, isError, result } = event;
        const { status, exitCode, truncated } = result.details ?? {};
        const seen = { content: result.content, details: { status, exitCode, truncated } };
        const answer = await ask({ cwd: event.cwd, toolName, toolCallId, args, isError, result: seen });
        if (Array.isArray(answer?.content)) return { result: { ...result, content: answer.content } };
      } catch {}
    },
    { runtimes: ['openclaw'], matcher: ['exec'] },
  );
}`;

function pieces(base: string, rtk: string): Piece[] {
  const manifest = {
    id: 'rtk',
    name: 'rtk',
    version: '1.0.0',
    description: 'Shorter command outputs for the model',
    activation: { onStartup: true },
    configSchema: { type: 'object', additionalProperties: false, properties: {} },
    contracts: { agentToolResultMiddleware: ['openclaw'] },
  };
  const program = { name: 'rtk-openclaw', version: '1.0.0', private: true, type: 'module', openclaw: { extensions: ['./index.js'] } };
  return [
    { kind: 'file', file: `${base}/openclaw.plugin.json`, text: `${JSON.stringify(manifest, null, 2)}\n` },
    { kind: 'file', file: `${base}/package.json`, text: `${JSON.stringify(program, null, 2)}\n` },
    { kind: 'file', file: `${base}/index.js`, text: pluginText(rtk, 'openclaw', PLUGIN) },
  ];
}

function folder({ env, home }: Place): string {
  return env['OPENCLAW_STATE_DIR'] || `${env['OPENCLAW_HOME'] || home}/.openclaw`;
}

/** A process that goes on, and a text that OpenClaw has cut, stay as they are. */
function parse(payload: JsonObject): Event | undefined {
  const line = stringAt(payload['args'], 'command');
  const whole = onlyText(payload);
  if (stringAt(payload, 'toolName') !== 'exec' || line === undefined || whole === undefined) return undefined;
  const details = objectAt(objectAt(payload, 'result'), 'details');
  const exit = details?.['exitCode'];
  if (stringAt(details, 'status') !== 'completed' || typeof exit !== 'number' || CUT.test(whole)) return undefined;
  const outputs = [{ line, text: parts(whole).text, exit }];
  return { kind: 'after', outputs, ...told(stringAt(payload, 'cwd'), undefined, stringAt(payload, 'toolCallId')) };
}

// "[earlier output was discarded at the retention cap and cannot be recovered]"
const CUT = /^\[earlier output was discarded/;

/** Behind the output of a failed command: `(Command exited with code 3)`. */
function parts(whole: string): { text: string; end: string } {
  const end = /\n\n\(Command exited with code \d+\)$/.exec(whole)?.[0] ?? '';
  return { text: end === '' ? whole : `${whole.slice(0, -end.length)}\n`, end };
}

function onlyText(payload: JsonObject): string | undefined {
  const [block, ...more] = listAt(payload['result'], 'content');
  return more.length === 0 && isObject(block) && block['type'] === 'text' ? stringAt(block, 'text') : undefined;
}

function replaced(payload: JsonObject, [text]: readonly string[]): JsonObject | undefined {
  const [block] = listAt(payload['result'], 'content');
  if (text === undefined || !isObject(block)) return undefined;
  const { end } = parts(stringAt(block, 'text') ?? '');
  return { content: [{ ...block, text: end === '' ? text : text.trimEnd() + end }] };
}
