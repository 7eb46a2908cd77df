import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/cline.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

function printed(...output: JsonObject[]): JsonObject {
  return { tool: { name: 'run_commands' }, input: { commands: output.map(({ query }) => query ?? '') }, result: { output, kept: 1 } };
}

function reply(payload: JsonObject, files = {}): { output: JsonObject[]; input: JsonObject } | undefined {
  const { reply } = answer(agent, payload, context(place(files)));
  return reply === '' ? undefined : JSON.parse(reply);
}

it('each result has its own status and its own label', () => {
  const failed = {
    query: 'git log',
    result: `[Command exited with code 3]\n${LOG}\n[stderr]\nfatal: it broke\n`,
    error: 'Command exited with code 3',
    success: false,
  };
  const small = { query: 'echo a', result: 'a\n\n[stderr]\nb\n', success: true };
  const said = reply(printed(failed, small));
  const [one, two] = said?.output ?? [];
  expect(one).toMatchObject({ query: 'git log', error: 'Command exited with code 3', success: false });
  expect(String(one?.['result'])).toMatch(/^\[Command exited with code 3\]\ncommit [\s\S]*Change number 29[\s\S]*fatal: it broke/);
  expect(String(one?.['result']).length).toBeLessThan(LOG.length);
  expect(two).toEqual(small);
});

it('what Cline has cut, and what ended without a status, stays', () => {
  const cut = `${LOG}\n[... output truncated: 168894 chars total. Refine the command (grep, head, tail) to view the elided middle ...]\n${LOG}`;
  expect(agent.parse(printed({ query: 'git log', result: cut, success: true }))).toBeUndefined();
  expect(agent.parse(printed({ query: 'git log', result: LOG, error: 'Command timed out', success: false }))).toBeUndefined();
});

it('files that are read stay', () => {
  expect(agent.parse({ ...printed({ query: '/lab/a', result: LOG, success: true }), tool: { name: 'read_files' } })).toBeUndefined();
});

it('lines of several commands are rewritten, unless another plugin or hook may judge them', () => {
  const commands = ['npx tsc --noEmit; npx eslint .', 'git status'];
  const before = { tool: { name: 'run_commands' }, input: { commands, other: true } };
  expect(reply(before)?.input).toEqual({
    commands: ['/opt/rtk npx tsc --noEmit; /opt/rtk npx eslint .', expect.stringContaining('git status')],
    other: true,
  });
  expect(reply({ ...before, input: { commands: ['git status', 'git log'] } })).toBeUndefined();
  expect(reply(before, { '/lab/home/.cline/plugins/guard.js': '' })).toBeUndefined();
  expect(reply(before, { '/lab/home/.cline/hooks/PreToolUse': '' })).toBeUndefined();
});
