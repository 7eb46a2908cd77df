import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place, recorded } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

const fetched = recorded('claude').find(({ payload }) => payload['tool_name'] === 'WebFetch')?.payload ?? {};

function replaced(more: JsonObject): JsonObject | undefined {
  const { reply } = answer(agent, { ...fetched, ...more }, context(place()));
  return reply === '' ? undefined : JSON.parse(reply).hookSpecificOutput.updatedToolOutput;
}

it('a page that WebFetch read loses lines that stand in it ten times and more', () => {
  expect(replaced({})).toBeUndefined();
  const shape = fetched['tool_response'] as JsonObject;
  const result = `# Page\n${'the same line again and again\n'.repeat(60)}`;
  const shown = String(replaced({ tool_response: { ...shape, result } })?.['result']);
  expect(shown).toMatch(/^# Page\nthe same line again and again\n\[\+59 lines: rtk recall [0-9a-f]+\]\n$/);
  expect(replaced({ tool_response: { ...shape, result: `# Page\n\n\n${'the same line again and again\n'.repeat(9)}` } })).toBeUndefined();
});

it('lists of paths stay: each path is needed as it is', () => {
  const filenames = Array.from({ length: 200 }, (_, n) => `src/a/very/long/folder/file${n}.ts`);
  for (const tool_name of ['Glob', 'Grep'])
    expect(replaced({ tool_name, tool_response: { mode: 'files_with_matches', filenames, numFiles: 200 } })).toBeUndefined();
});

it('each text under its own heading is read by the filter of its command; a status behind a pipe is not taken for its own', () => {
  const bash = (command: string, stdout: string) =>
    replaced({ tool_name: 'Bash', tool_input: { command }, tool_response: { stdout } })?.['stdout'];
  const text = `== log ==\n${LOG}== sizes ==\n12 a\n`;
  const shown = String(bash('echo "== log =="; git log | head -200; echo "== sizes =="; wc -l a', text));
  expect(shown).toMatch(/^== log ==\n0{10} Change number 0 of the lab|^== log ==\ncommit 0{10}/);
  expect(shown).toMatch(/\n== sizes ==\n12 a\n$/);
  expect(shown.length).toBeLessThan(text.length * 0.8);
  expect(bash('git log | head -200; wc -l a', text)).toBeUndefined();
});

it('a command that is told to be quiet does not stand in the way of another', () => {
  const bash = (command: string) => replaced({ tool_name: 'Bash', tool_input: { command }, tool_response: { stdout: LOG } })?.['stdout'];
  for (const line of ['git add -A && git log', 'git checkout -q topic; git log | head -150', 'git commit -qam x && git log'])
    expect(String(bash(line))).toContain('Change number 29');
  for (const line of ['git status -s && git log', 'git log; git log -2', 'cargo test -q; git log', 'npm run -s x; git log'])
    expect(bash(line)).toBeUndefined();
});
