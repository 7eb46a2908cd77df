import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { turnsIn } from '../../src/transcripts/sources.ts';
import type { Step } from '../../src/transcripts/types.ts';
import { homeWith, placeOf, sessionsOf, sourceOf, stepsOf } from './homes.ts';

const AGENTS = ['claude', 'codex', 'gemini', 'copilot', 'opencode', 'kilo', 'pi'];
const LINES = [
  'git status',
  'ls no-such-folder',
  'git log --oneline',
  'cat README.md | head -2',
  'git push origin main',
  'sh -c "echo out; echo err >&2; exit 3"',
  'true',
];

type Result = Extract<Step, { kind: 'result' }>;

async function resultsOf(each: string): Promise<Map<string, Result>> {
  const steps = await stepsOf(each);
  const calls = new Map(steps.filter((step) => step.kind === 'call').map(({ id, line }) => [id, line]));
  const results = steps.filter((step) => step.kind === 'result');
  return new Map(results.map((result) => [calls.get(result.id) ?? result.id, result]));
}

test.each(AGENTS)('%s: the commands that the model asked for, in their order', async (agent) => {
  const lines = (await stepsOf(`${agent}/main`)).filter((step) => step.kind === 'call').map(({ line }) => line);
  expect(lines).toEqual(LINES);
});

test.each(AGENTS)('%s: each command has the text that the model received, without what the agent puts around it', async (agent) => {
  const results = await resultsOf(`${agent}/main`);
  expect([...results.keys()].sort()).toEqual([...LINES].sort());
  expect(results.get('git status')?.text.trim()).toMatch(/^On branch main\nUntracked files:\n[\s\S]*\(use "git add" to track\)$/);
  expect(results.get('git log --oneline')?.text).toMatch(/^[0-9a-f]{7} first\n?$/);
  expect(results.get('ls no-such-folder')?.text.trim()).toBe("/usr/bin/ls: cannot access 'no-such-folder': No such file or directory");
  expect(results.get('sh -c "echo out; echo err >&2; exit 3"')?.text.trim().split('\n').sort()).toEqual(['err', 'out']);
  expect(results.get('true')?.text).toBe('');
});

test.each(AGENTS)('%s: failures are known by their exit status, refusals are not failures of the command', async (agent) => {
  const results = await resultsOf(`${agent}/main`);
  expect(results.get('ls no-such-folder')?.exit).toBe(2);
  expect(results.get('sh -c "echo out; echo err >&2; exit 3"')?.exit).toBe(3);
  expect(results.get('git status')).not.toHaveProperty('error');
  const push = results.get('git push origin main');
  if (agent === 'pi') expect(push).toMatchObject({ exit: 128, error: true });
  else expect(push).toMatchObject({ error: true, refused: true });
  expect([...results.values()].filter(({ refused }) => refused)).toHaveLength(agent === 'pi' ? 0 : 1);
});

test.each(AGENTS)('%s: one turn a request, with its model and tokens; two calls of one answer are one turn', async (agent) => {
  const turns = (await stepsOf(`${agent}/main`)).filter((step) => step.kind === 'turn');
  expect(turns).toHaveLength(7);
  // Only Claude Code's protocol told of written tokens.
  expect(turns[2]?.tokens).toEqual({ input: 103, cacheRead: 3000, cacheWrite: agent === 'claude' ? 200 : 0, output: 23 });
  expect(new Set(turns.map(({ model }) => model)).size).toBe(1);
  expect(turns[0]?.model).toMatch(/^(?:claude-opus-5-5|gemini-2\.5-flash|mock)$/);
});

test.each(AGENTS)('%s: a request stands before the results of the calls that it asked for', async (agent) => {
  const steps = await stepsOf(`${agent}/main`);
  let turns = 0;
  const before = steps.flatMap((step) => {
    if (step.kind === 'turn') turns++;
    return step.kind === 'result' ? [turns] : [];
  });
  expect(before).toEqual([1, 2, 3, 3, 4, 5, 6]);
});

test.each(AGENTS)('%s: times are those of the session, and turns can be had alone', async (agent) => {
  const { source, transcripts } = await sessionsOf(`${agent}/main`);
  const [only] = transcripts;
  expect(transcripts).toHaveLength(1);
  expect(only).toMatchObject({ agent, cwd: '/home/dev/project' });
  if (!only) return;
  const all = [...source.steps(only)];
  expect(all.every(({ at }) => at > Date.parse('2026-11-21T15:00Z') && at < Date.parse('2026-11-21T16:00Z'))).toBe(true);
  const moments = all.filter((step) => step.kind === 'turn').map(({ kind, at, model }) => ({ kind, at, model }));
  expect([...turnsIn(source, only)]).toEqual(moments);
});

test.each(AGENTS.filter((agent) => agent !== 'kilo'))('%s: where the context was summarised', async (agent) => {
  const { source, transcripts } = await sessionsOf(`${agent}/compaction`);
  const kinds = transcripts.flatMap((transcript) => [...turnsIn(source, transcript)].map(({ kind }) => kind));
  expect(kinds.filter((kind) => kind === 'compaction')).toHaveLength(1);
  expect(kinds[0]).toBe('turn');
  expect(kinds.at(-1)).toBe('turn');
});

test.each(AGENTS.filter((agent) => agent !== 'kilo'))('%s: what an agent shows of a long output is what counts', async (agent) => {
  const [result] = [...(await resultsOf(`${agent}/long`)).values()];
  expect(result?.text.length).toBeGreaterThan(500);
  expect(result?.text.length).toBeLessThan(14_000);
});

test('claude: a long failed output is cut in the middle', async () => {
  const [result] = [...(await resultsOf('claude/long-failed')).values()];
  expect(result).toMatchObject({ exit: 3, error: true });
  expect(result?.text).toMatch(/^1\n2\n3\n[\s\S]*characters truncated/);
});

test.each(['claude', 'gemini', 'copilot'])('%s: a command that the model does not wait for is marked', async (agent) => {
  const calls = (await stepsOf(`${agent}/background`)).filter((step) => step.kind === 'call');
  expect(calls[0]).toMatchObject({ line: 'sleep 1; echo slept', background: true });
  expect(calls[1]).not.toHaveProperty('background');
});

test.each(['claude', 'codex', 'gemini'])(
  '%s: a helper agent goes by the session of its parent, as its environment and hooks do',
  async (agent) => {
    const { source, transcripts } = await sessionsOf(`${agent}/subagent`);
    expect(transcripts).toHaveLength(2);
    expect(new Set(transcripts.map(({ session }) => session)).size).toBe(1);
    const helper = transcripts.filter(({ parent }) => parent !== undefined);
    expect(helper).toHaveLength(1);
    const lines = helper.flatMap((each) => [...source.steps(each)].filter((step) => step.kind === 'call').map(({ line }) => line));
    expect(lines).toContain('git status');
  },
);

test('opencode: a helper agent has a session of its own', async () => {
  const { transcripts } = await sessionsOf('opencode/subagent');
  expect(transcripts.map(({ session, parent }) => [session === transcripts[0]?.session, parent === transcripts[1]?.session])).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('copilot: a helper agent writes into the file of the session, and its requests do not read the context of the session', async () => {
  const steps = await stepsOf('copilot/subagent');
  expect(steps.filter((step) => step.kind === 'call').map(({ line }) => line)).toEqual(['git status', 'git log --oneline']);
  expect(steps.filter((step) => step.kind === 'turn')).toHaveLength(3);
});

test.each(['claude', 'codex', 'gemini', 'copilot', 'pi'])('%s: damaged and half written lines are skipped and counted', async (agent) => {
  const { source, transcripts } = await sessionsOf(`${agent}/main`);
  const [only] = transcripts;
  if (!only) throw new Error(agent);
  const whole = [...source.steps(only)];
  const text = readFileSync(only.file, 'utf8');
  const [first = '', ...rest] = text.split('\n');
  writeFileSync(only.file, [first, '\u0000\u0000\u0000', first.slice(0, -9), 'not JSON', '', ...rest].join('\n'));
  appendFileSync(only.file, '{"type":"assistant","message":{"id":"msg_0009","content":[{"type":"tool_use","id":"x","name":"Ba');
  let damaged = 0;
  expect([...source.steps(only, (lines) => (damaged += lines))]).toEqual(whole);
  expect(damaged).toBe(4);
});

test('claude: a call that a person refuses, in the documented words', async () => {
  const { source, transcripts } = await sessionsOf('claude/main');
  const [only] = transcripts;
  if (!only) throw new Error('no session');
  const words =
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";
  const text = readFileSync(only.file, 'utf8').replaceAll(
    'Permission to use Bash with command git push origin main has been denied.',
    words,
  );
  writeFileSync(only.file, text.replaceAll('"toolDenialKind":"permission-rule",', ''));
  const refused = [...source.steps(only)].filter((step) => step.kind === 'result' && step.refused);
  expect(refused).toMatchObject([{ text: words, error: true }]);
});

test('codex: older versions, in their documented form: words as a list, the exit status in another header, requests in token counts alone', async () => {
  const { source, transcripts } = await sessionsOf('codex/main');
  const [only] = transcripts;
  if (!only) throw new Error('no session');
  const now = [...source.steps(only)];
  const text = readFileSync(only.file, 'utf8')
    .split('\n')
    .filter((line) => !line.includes('"token_usage_record"'))
    .join('\n')
    .replaceAll('"name":"exec_command"', '"name":"shell"')
    .replace(/"arguments":"\{\\"cmd\\":(.*?)\}","call_id"/g, '"arguments":"{\\"command\\":[\\"bash\\",\\"-lc\\",$1]}","call_id"')
    .replace(
      /Chunk ID: \w+\\nWall time: (\S+) seconds\\nProcess exited with code (\d+)\\nOriginal token count: \d+\\n/g,
      'Exit code: $2\\nWall time: $1 seconds\\n',
    );
  writeFileSync(only.file, text);
  expect(text).toContain('[\\"bash\\",\\"-lc\\",\\"ls no-such-folder\\"]');
  expect(text.match(/"output":"Exit code: \d+\\nWall time/g)).toHaveLength(6);
  const old = [...source.steps(only)];
  expect(old.filter(({ kind }) => kind !== 'turn')).toEqual(now.filter(({ kind }) => kind !== 'turn'));
  const tokens = (steps: readonly Step[]) => steps.flatMap((step) => (step.kind === 'turn' ? [step.tokens] : []));
  expect(tokens(old)).toEqual(tokens(now));
});

test('opencode: a damaged store, and rows that cannot be read', async () => {
  const home = homeWith('opencode/main');
  const source = await sourceOf('opencode');
  const [only] = [...source.transcripts(placeOf(home), 0)];
  if (!only) throw new Error('no session');
  writeFileSync(only.file, 'this is no database, and never was one'.repeat(100));
  let damaged = 0;
  expect([...source.steps(only, (lines) => (damaged += lines))]).toEqual([]);
  expect(damaged).toBe(1);
  expect([...source.transcripts(placeOf(home), 0)]).toEqual([]);
});

test('opencode: nothing is left beside the store', async () => {
  const { source, transcripts } = await sessionsOf('opencode/main');
  expect(transcripts.flatMap((transcript) => [...source.steps(transcript)])).not.toEqual([]);
  expect(readdirSync(dirname(transcripts[0]?.file ?? ''))).toEqual(['opencode.db']);
});

test('opencode: what the running program has written to its log only is read', async () => {
  const home = homeWith('opencode/main');
  const source = await sourceOf('opencode');
  const [file = ''] = source.places(placeOf(home));
  const running = new DatabaseSync(file);
  running.exec("pragma wal_autocheckpoint = 0; update session set directory = '/home/dev/moved'");
  expect(existsSync(`${file}-wal`)).toBe(true);
  expect([...source.transcripts(placeOf(home), 0)].map(({ cwd }) => cwd)).toEqual(['/home/dev/moved']);
  running.close();
});

test.each(AGENTS)('%s: only what was written to since then, and nothing where there is nothing', async (agent) => {
  const source = await sourceOf(agent);
  expect([...source.transcripts(placeOf(homeWith(`${agent}/main`)), Date.now() + 60_000)]).toEqual([]);
  const empty = placeOf(homeWith());
  expect([...source.transcripts(empty, 0)]).toEqual([]);
  expect(source.places(empty).every((place) => place.startsWith(empty.home))).toBe(true);
});
