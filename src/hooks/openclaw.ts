/**
 * OpenClaw: a plugin's middleware replaces what `exec` printed. Never rewritten: its approvals judge the rewritten command.
 * By its documentation; not run.
 */

import { isObject, listAt, objectAt, stringAt, told } from './json.ts';
import { pluginText } from './plugin.ts';
import type { Agent, Event, JsonObject, Piece, Place } from './types.ts';

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
      result: { content: [{ type: 'text', text }], details: { exitCode: 0 } },
    }),
  },
  todo: ['Run `openclaw plugins enable rtk`, then `openclaw gateway restart`: until then the plugin only lies there.'],
  limits: ['Never run with the real OpenClaw.', 'Its own plugin tokenjuice shortens the same results: use one of the two.'],
};

const PLUGIN = `
export default function register(api) {
  api.registerAgentToolResultMiddleware(
    async (event) => {
      try {
        if (event?.toolName !== 'exec' || event.result?.content?.length !== 1) return;
        const { toolName, toolCallId, args, isError, result } = event;
        const { content, details } = result;
        const asked = { cwd: event.cwd, toolName, toolCallId, args: args ?? event.params, isError, result: { content, details: { exitCode: details?.exitCode } } };
        const answer = await ask(asked);
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

/** Without the line nothing is known of an output; a process that goes on has no status. */
function parse(payload: JsonObject): Event | undefined {
  const line = stringAt(payload['args'], 'command');
  const text = onlyText(payload);
  if (stringAt(payload, 'toolName') !== 'exec' || line === undefined || text === undefined) return undefined;
  const status = objectAt(objectAt(payload, 'result'), 'details')?.['exitCode'];
  const output = { line, text, ...(typeof status === 'number' ? { exit: status } : {}) };
  return { kind: 'after', outputs: [output], ...told(stringAt(payload, 'cwd'), undefined, stringAt(payload, 'toolCallId')) };
}

function onlyText(payload: JsonObject): string | undefined {
  const [block, ...more] = listAt(payload['result'], 'content');
  return more.length === 0 && isObject(block) && block['type'] === 'text' ? stringAt(block, 'text') : undefined;
}

function replaced(payload: JsonObject, [text]: readonly string[]): JsonObject | undefined {
  const [block] = listAt(payload['result'], 'content');
  return text !== undefined && isObject(block) ? { content: [{ ...block, text }] } : undefined;
}
