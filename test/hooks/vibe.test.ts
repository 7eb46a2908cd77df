import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/vibe.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, LOG, place, recorded } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

const reason = (payload: (typeof posts)[number]) => {
  const { reply } = answer(agent, payload, context(place()));
  return reply === '' ? undefined : (JSON.parse(reply) as { reason: string }).reason;
};
const posts = recorded('vibe').map(({ payload }) => payload);

it('what Vibe really sent is read, and short texts stay', () => {
  const [log, failed] = posts.map(reason);
  expect(log).toContain('second ü "q"');
  expect(failed).toBeUndefined();
});

it('the output is replaced within what Vibe says of it', () => {
  const [post] = posts;
  const said = (text: string) => `command: git log\nreturncode: 0\nstderr: \nstdout: ${text}\ntimed_out: False\nwas_truncated: False`;
  const output = { command: 'git log', returncode: 0, stderr: '', stdout: LOG, timed_out: false, was_truncated: false };
  const text = reason({ ...post, tool_output: output, tool_output_text: said(LOG) }) ?? '';
  expect(text).toMatch(/^command: git log\nreturncode: 0\nstderr: \nstdout: commit 0/);
  expect(text).toMatch(/\n\ntimed_out: False\nwas_truncated: False$/);
  expect(text.length).toBeLessThan(said(LOG).length * 0.8);
});
