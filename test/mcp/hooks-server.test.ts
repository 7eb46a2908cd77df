import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputOf } from '../../src/hooks/resident-input.ts';
import type { JsonObject } from '../../src/json.ts';
import { type Lab, lab } from '../e2e/lab.ts';
import { fixtures } from '../fixture.ts';
import { LOG, recorded } from '../hooks/samples.ts';
import { type Spoken, spoken } from './server.ts';

let l: Lab;
let server: Spoken;
beforeEach(async () => {
  l = lab();
  server = await spoken(['mcp', '--hooks'], l.env, l.home);
});
afterEach(() => server.child.kill('SIGKILL'));

const hook = async (event: JsonObject) => (await server.call('hook', inputOf(event))).text;
const cold = (event: JsonObject) => l.rtkWith({ input: JSON.stringify(event) }, 'hook', 'claude').stdout.toString();

function asked(command: string, more: object = {}): JsonObject {
  const told = { session_id: 's', cwd: l.home, permission_mode: 'default', tool_use_id: 't', tool_name: 'Bash' };
  return { ...told, hook_event_name: 'PreToolUse', tool_input: { command }, ...more };
}

function printed(command: string, stdout: string): JsonObject {
  return asked(command, { hook_event_name: 'PostToolUse', tool_response: { stdout, stderr: '', interrupted: false, isImage: false } });
}

describe('a server for hooks', () => {
  it('lists no tool, and answers no other', async () => {
    expect((await server.ask('tools/list', {}))['result']).toEqual({ tools: [] });
    expect((await server.ask('tools/call', { name: 'run', arguments: {} }))['error']).toMatchObject({ code: -32602 });
  });

  it('says to the byte what a process would say, of everything that was recorded', async () => {
    const after = readFileSync(join(import.meta.dirname, '../hooks/payloads/after-tool.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const events = [
      ...recorded('claude').map(({ payload }) => payload),
      ...after.map((line) => (JSON.parse(line) as { event: JsonObject }).event).filter((event) => event['tool_response'] !== undefined),
    ];
    const different: JsonObject[] = [];
    for (const event of events) if ((await hook(event)) !== cold(event)) different.push(event);
    expect(events.length).toBeGreaterThan(30);
    expect(different).toEqual([]);
  });

  it('says to the byte what a process would say, of commands before and after they run', async () => {
    const every = fixtures().filter((_, index) => index % 60 === 0);
    const events = every.flatMap(({ argv, captured }) => [asked(argv.join(' ')), printed(argv.join(' '), captured.text)]);
    const replies: string[] = [];
    for (const event of events) {
      const [warm, process] = [await hook(event), cold(event)];
      expect([event['tool_input'], warm]).toEqual([event['tool_input'], process]);
      replies.push(warm);
    }
    expect(replies.filter((reply) => reply !== '').length).toBeGreaterThan(10);
  });

  it('answers a text with a text, and blocks with blocks', async () => {
    const rows = JSON.stringify({ rows: Array.from({ length: 50 }, (_, id) => ({ id, status: 'active' })) }, null, 2);
    for (const tool_response of [rows, [{ type: 'text', text: LOG }], { content: [{ type: 'text', text: rows }] }, 'plain']) {
      const event = asked('', { hook_event_name: 'PostToolUse', tool_name: 'mcp__lab__dump', tool_input: {}, tool_response });
      expect(await hook(event)).toBe(cold(event));
    }
  });
});

describe('a session with a server for hooks', () => {
  it('reads settings and rules again for each event', async () => {
    const event = { ...asked('npx tsc'), cwd: l.home };
    expect(await hook(event)).toContain('npx tsc');
    mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
    writeFileSync(join(l.home, '.config/rtk/config.toml'), '[hooks]\nclaude = "off"\n');
    expect(await hook(event)).toBe('');
    writeFileSync(join(l.home, '.config/rtk/config.toml'), '');
    mkdirSync(join(l.home, '.claude'));
    writeFileSync(join(l.home, '.claude/settings.json'), '{"permissions": {"deny": ["Bash(npx:*)"]}}');
    expect(await hook(event)).toBe('');
    writeFileSync(join(l.home, '.claude/settings.json'), '{}');
    expect(await hook(event)).toContain('npx tsc');
  });

  it('records what a process would record, with the time of each event', async () => {
    await hook(asked('npx tsc'));
    await new Promise((resolve) => setTimeout(resolve, 700));
    await hook(printed('git log', LOG));
    const [rewrote, replaced] = l.journal();
    expect(rewrote).toMatchObject({ event: 'hook', did: 'rewrote', agent: 'claude', session: 's', call: 't' });
    expect(replaced).toMatchObject({ command: 'git log', via: 'replace', agent: 'claude', session: 's' });
    expect(replaced?.['own']).toBeLessThan(500);
  });

  it('answers what is no event with nothing, and goes on', async () => {
    expect((await server.call('hook', { hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: '{' })).text).toBe('');
    expect(readFileSync(join(l.home, '.local/state/rtk/health.log'), 'utf8')).toContain('hook claude');
    expect(await hook(asked('npx tsc'))).toContain('npx tsc');
  });

  it('answers many at once, each with its own', async () => {
    const lines = Array.from({ length: 20 }, (_, n) => `npx tsc --project ${n}`);
    const replies = await Promise.all(lines.map((line) => hook(asked(line))));
    for (const [index, line] of lines.entries()) expect(replies[index]).toContain(`${line}"`);
  });

  it('is known while it runs, and ends with its input', async () => {
    await hook(asked('git status'));
    const folder = join(l.home, '.local/state/rtk/hooks/claude-servers');
    expect(readdirSync(folder)).toEqual([String(server.child.pid)]);
    expect(await server.end()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
