import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent as amp } from '../../src/hooks/agents/amp.ts';
import { agent as hermes } from '../../src/hooks/agents/hermes.ts';
import { agent } from '../../src/hooks/agents/openclaw.ts';
import { agent as roo } from '../../src/hooks/agents/roo.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

function printed(text: string, details: JsonObject): JsonObject {
  return {
    toolName: 'exec',
    toolCallId: 'c',
    args: { command: 'git log' },
    isError: false,
    result: { content: [{ type: 'text', text }], details },
  };
}

it('OpenClaw: a failed command keeps what is said of it', () => {
  const payload = printed(`${LOG.trimEnd()}\n\n(Command exited with code 3)`, { status: 'completed', exitCode: 3 });
  const { reply } = answer(agent, payload, context(place()));
  const [block] = (JSON.parse(reply) as { content: { text: string }[] }).content;
  expect(block?.text).toContain('Change number 29 of the lab');
  expect(block?.text.endsWith('\n\n(Command exited with code 3)')).toBe(true);
});

it('OpenClaw: what goes on, was cut or has no status stays', () => {
  for (const details of [
    { status: 'running', exitCode: 0 },
    { truncated: true, originalSizeBytes: 233_498 },
    { status: 'completed', exitCode: null },
  ])
    expect(agent.parse(printed(LOG, details))).toBeUndefined();
  const cut = `[earlier output was discarded at the retention cap and cannot be recovered]\n\n${LOG}`;
  expect(agent.parse(printed(cut, { status: 'completed', exitCode: 0 }))).toBeUndefined();
});

it('Hermes: the status is the one that it says; what was cut or stopped stays', () => {
  expect(hermes.parse({ command: 'git log', output: LOG, returncode: 3 })).toMatchObject({ outputs: [{ exit: 3 }] });
  expect(JSON.stringify(hermes.parse({ command: 'git log', output: LOG, returncode: null }))).not.toContain('exit');
  for (const end of ['[Command interrupted]', '[Command timed out after 180s]'])
    expect(hermes.parse({ command: 'git log', output: `${LOG}\n${end}`, returncode: 124 })).toBeUndefined();
  const cut = `${LOG}\n\n... [OUTPUT TRUNCATED - 1,200 chars omitted out of 51,200 total] ...\n\n${LOG}`;
  expect(hermes.parse({ command: 'git log', output: cut, returncode: 0 })).toBeUndefined();
});

it('Amp: no status is taken for 0, and results that are no text stay', () => {
  const event = { tool: 'Bash', input: { cmd: 'git log' }, status: 'done', output: LOG };
  expect(JSON.stringify(amp.parse(event))).not.toContain('exit');
  expect(amp.parse({ ...event, output: { output: LOG, exitCode: 0 } })).toBeUndefined();
  expect(amp.parse({ ...event, tool: 'Read' })).toBeUndefined();
});

it('Roo Code: its rules folder is not begun where that would put older rules out of force', () => {
  expect(roo.instructions?.('project', place())).toBe('/lab/project/.roo/rules/rtk.md');
  expect(roo.instructions?.('project', place({ '/lab/project/.roorules': 'mine' }))).toBe('/lab/project/AGENTS.md');
  expect(roo.pieces('user', place(), '/opt/rtk')).toEqual([]);
});
