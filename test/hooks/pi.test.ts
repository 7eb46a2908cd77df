import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/pi.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

function printed(command: string, text: string, isError: boolean): JsonObject {
  return { type: 'tool_result', toolName: 'bash', toolCallId: 'c', input: { command }, content: [{ type: 'text', text }], isError };
}

function shown(payload: JsonObject): string | undefined {
  const { reply } = answer(agent, payload, context(place()));
  return reply === '' ? undefined : (JSON.parse(reply) as { content: { text: string }[] }).content[0]?.text;
}

it('a failed command keeps what Pi says of it', () => {
  const text = shown(printed('git log', `${LOG}\n\nCommand exited with code 3`, true));
  expect(text).toContain('Change number 29 of the lab');
  expect(text?.endsWith('\n\nCommand exited with code 3')).toBe(true);
  expect(text?.length).toBeLessThan(LOG.length);
});

it('what was ended by a time limit or by the user stays', () => {
  for (const end of ['Command timed out after 5 seconds', 'Command aborted', 'Command terminated without an exit code'])
    expect(agent.parse(printed('git log', `${LOG}\n\n${end}`, true))).toBeUndefined();
  expect(agent.parse(printed('git log', `${LOG}\n\nCommand exited with code 3`, false))).toBeUndefined();
});

it('a long output is read from its file, and the file stays named', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'rtk-output-')), 'pi-bash-93db.log');
  writeFileSync(file, LOG);
  for (const end of ['', '\n\nCommand exited with code 2']) {
    const cut = `${LOG.slice(-3500).trimEnd()}\n\n[Showing lines 28001-30000 of 30000. Full output: ${file}]${end}`;
    const text = shown(printed('git log', cut, end !== ''));
    expect(text).toContain('Change number 0 of the lab');
    expect(text?.endsWith(`\n\n[Full output: ${file}]${end}`)).toBe(true);
  }
});

it('files that are read, and images, stay', () => {
  expect(
    agent.parse({ type: 'tool_result', toolName: 'read', input: { path: 'a' }, content: [{ type: 'text', text: LOG }], isError: false }),
  ).toBeUndefined();
  expect(
    agent.parse({
      ...printed('git log', LOG, false),
      content: [
        { type: 'text', text: LOG },
        { type: 'image', data: 'AAAA' },
      ],
    }),
  ).toBeUndefined();
});

it('lines of several commands are rewritten, unless another extension may judge them', () => {
  const payload = {
    type: 'tool_call',
    toolName: 'bash',
    toolCallId: 'c',
    input: { command: 'npx tsc --noEmit; npx eslint .', timeout: 9 },
  };
  const reply = (files: Record<string, string>) => answer(agent, payload, context(place(files))).reply;
  expect(JSON.parse(reply({ '/lab/home/.pi/agent/extensions/rtk.js': '' }))).toEqual({
    input: { command: '/opt/rtk npx tsc --noEmit; /opt/rtk npx eslint .', timeout: 9 },
  });
  expect(reply({ '/lab/home/.pi/agent/extensions/gate.ts': '' })).toBe('');
  expect(reply({ '/lab/project/.pi/extensions/gate/index.ts': '' })).toBe('');
  expect(reply({ '/lab/home/.pi/agent/settings.json': '{"packages": ["npm:gate"]}' })).toBe('');
});
