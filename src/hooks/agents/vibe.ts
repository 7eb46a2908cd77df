/** Mistral Vibe: after a tool, `deny` with a reason replaces the text that the model will see, of failed runs as well. From its documentation (2.26). */

import type { JsonObject } from '../../json.ts';
import { objectAt, stringAt } from '../../json.ts';
import { guarded } from '../command-line.ts';
import { told } from '../told.ts';
import type { Agent, Event, Output, Place, Scope } from '../types.ts';

export const agent: Agent = {
  name: 'vibe',
  title: 'Mistral Vibe',
  replaces: 'all',
  rewrites: false,
  mode: 'replace',
  detect: { programs: ['vibe'], folders: (place) => [userFolder(place)] },
  pieces: (scope, place, rtk) => [{ kind: 'block', file: file(scope, place), text: block(rtk), comment: '#' }],
  instructions: (scope, place) => (scope === 'user' ? `${userFolder(place)}/AGENTS.md` : `${place.cwd}/AGENTS.md`),
  parse,
  neutral: '',
  rewritten: (payload) => payload,
  replaced: (payload, texts) => {
    const { before, after } = frame(payload) ?? { before: '', after: '' };
    return texts[0] === undefined ? undefined : { decision: 'deny', reason: before + texts[0] + after };
  },
  rules: () => 'leave',
  sample: {
    after: (line, text, cwd) => ({
      session_id: 'sample',
      parent_session_id: null,
      transcript_path: '',
      cwd,
      hook_event_name: 'post_tool',
      tool_name: 'bash',
      tool_call_id: 'sample',
      tool_input: { command: line },
      tool_status: 'success',
      tool_output: { stdout: text, stderr: '', returncode: 0 },
      tool_output_text: text,
      tool_error: null,
      duration_ms: 1,
    }),
  },
  todo: ['Start Vibe again; hooks of a project run in a trusted folder only.'],
  limits: ['Needs Vibe 2.21 or later. Outputs are replaced, commands are left as they are.'],
};

function userFolder({ env, home }: Place): string {
  return env['VIBE_HOME'] || `${home}/.vibe`;
}

function file(scope: Scope, place: Place): string {
  return scope === 'user' ? `${userFolder(place)}/hooks.toml` : `${place.cwd}/.vibe/hooks.toml`;
}

/** Some versions start the command without a shell: so it names one, for the guard. */
function block(rtk: string): string {
  const command = `sh -c "${guarded(rtk, 'vibe').replace(/["$`\\]/g, '\\$&')}"`;
  return `[[hooks]]\nname = "rtk"\ntype = "post_tool"\nmatch = "re:(.*\\\\.)?bash"\ncommand = ${JSON.stringify(command)}\ntimeout = 10.0\n`;
}

function parse(payload: JsonObject): Event | undefined {
  const line = stringAt(objectAt(payload, 'tool_input'), 'command');
  const status = stringAt(payload, 'tool_status');
  if (stringAt(payload, 'hook_event_name') !== 'post_tool' || !line || !/(?:^|\.)bash$/.test(stringAt(payload, 'tool_name') ?? ''))
    return undefined;
  const text = frame(payload)?.text;
  if (!text || (status !== 'success' && status !== 'failure')) return undefined;
  const exit = exitOf(payload);
  const output: Output = { line, text, ...(exit === undefined ? {} : { exit }) };
  return {
    kind: 'after',
    outputs: [output],
    ...told(stringAt(payload, 'cwd'), stringAt(payload, 'session_id'), stringAt(payload, 'tool_call_id')),
  };
}

/** What the model will see is the command's output, or holds it once, as it is, among the tool's own words. */
function frame(payload: JsonObject): { before: string; text: string; after: string } | undefined {
  const whole = stringAt(payload, 'tool_output_text');
  if (whole === undefined) return undefined;
  const stdout = stringAt(objectAt(payload, 'tool_output'), 'stdout') ?? '';
  const at = stdout === '' ? -1 : whole.indexOf(stdout);
  if (at < 0 || whole.indexOf(stdout, at + 1) >= 0) return { before: '', text: whole, after: '' };
  return { before: whole.slice(0, at), text: stdout, after: whole.slice(at + stdout.length) };
}

/** Said by the result, or by the words of the error. */
function exitOf(payload: JsonObject): number | undefined {
  const result = objectAt(payload, 'tool_output');
  const said = result?.['returncode'] ?? result?.['exit_code'];
  if (typeof said === 'number') return said;
  // "exit code 128"
  const code = /\b(?:exit|return) ?code:? (\d+)\b/i.exec(stringAt(payload, 'tool_error') ?? '')?.[1];
  return code === undefined ? undefined : Number(code);
}
