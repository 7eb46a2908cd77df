import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lab, lab } from '../e2e/lab.ts';
import { LOG } from '../hooks/samples.ts';
import { type Spoken, spoken } from './server.ts';

let l: Lab;
let server: Spoken;
beforeEach(() => {
  l = lab();
  mkdirSync(join(l.home, 'work'));
});
afterEach(() => server.child.kill('SIGKILL'));

const start = async (revision?: string) => {
  server = await spoken(['mcp'], l.env, join(l.home, 'work'), revision);
};

/** A text of so many lines, one of them an error. */
const lines = (count: number) => Array.from({ length: count }, (_, n) => (n === 4321 ? 'error: lost' : `line ${n + 1}`)).join('\n');

describe.each(['2025-11-25', '2026-07-28'])('in revision %s', (revision) => {
  beforeEach(() => start(revision));
  it('three tools are listed, none of which runs anything or promises structured content', async () => {
    const { tools } = (await server.ask('tools/list', {}))['result'] as { tools: Record<string, unknown>[] };
    expect(tools.map(({ name }) => name)).toEqual(['compress', 'retrieve', 'stats']);
    for (const tool of tools) {
      expect(tool['annotations']).toMatchObject({ readOnlyHint: true });
      expect(tool).not.toHaveProperty('outputSchema');
    }
  });
  it('a text is made shorter', async () => {
    const { text, isError, whole } = await server.call('compress', { text: LOG, command: 'git log' });
    expect(isError).toBe(false);
    expect(text.length).toBeLessThan(LOG.length);
    expect(JSON.stringify(whole)).not.toContain('structuredContent');
  });
  it('ends with its input', async () => expect(await server.end()).toBe(0));
});

describe('compress', () => {
  beforeEach(() => start());
  it('reads a file of its folder and no other', async () => {
    writeFileSync(join(l.home, 'work/out.log'), LOG);
    writeFileSync(join(l.home, 'outside.log'), LOG);
    writeFileSync(join(l.home, 'work/.env'), 'KEY=1\n');
    const byText = await server.call('compress', { text: LOG, command: 'git log' });
    expect((await server.call('compress', { path: 'out.log', command: 'git log' })).text).toBe(byText.text);
    for (const path of ['../outside.log', join(l.home, 'outside.log'), '.env'])
      expect(await server.call('compress', { path })).toMatchObject({ isError: true, text: expect.stringContaining('own tool') });
    expect(await server.call('compress', { path: 'none' })).toMatchObject({ isError: true, text: 'none: there is no such file.' });
  });
  it('says what it takes', async () => {
    expect(await server.call('compress', {})).toMatchObject({ isError: true, text: 'compress takes either `text` or `path`.' });
    expect(await server.call('compress', { text: 'a', comand: 'x' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('`comand`'),
    });
    expect(await server.call('compress', { text: 'a', level: 'huge' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('tight'),
    });
  });
  it('gives what no agent would show whole in pages, and every line once', async () => {
    const text = lines(20_000);
    const first = (await server.call('compress', { text, command: 'cat out.txt' })).text;
    expect(first.length).toBeLessThan(40_000);
    const handle = /\[page 1 of \d+: retrieve ([0-9a-f]+), page 2\]$/.exec(first)?.[1] ?? '';
    const pages = [first.replace(/\n\[page [^\n]*$/, '\n')];
    for (let page = 2; ; page++) {
      const next = (await server.call('retrieve', { handle, page })).text;
      pages.push(next.replace(/\n\[page [^\n]*$/, '\n'));
      if (!/\[page \d+ of \d+: [^\n]*\]$/.test(next)) break;
    }
    expect(pages.join('')).toBe(text);
  });
});

describe('retrieve', () => {
  const text = lines(6000);
  let handle = '';
  beforeEach(async () => {
    await start();
    const { text: shown } = await server.call('compress', { text, command: 'cat out.txt' });
    handle = /retrieve ([0-9a-f]+), page 2/.exec(shown)?.[1] ?? '';
  });
  it('gives lines, hits with their numbers, or both', async () => {
    expect((await server.call('retrieve', { handle, lines: '2-3' })).text).toBe('line 2\nline 3\n');
    expect((await server.call('retrieve', { handle, lines: '6000-' })).text).toBe('line 6000\n');
    expect((await server.call('retrieve', { handle, grep: '^error' })).text).toBe('4322:error: lost\n');
    expect((await server.call('retrieve', { handle, grep: 'e 1$|e 2$', lines: '2-' })).text).toBe('2:line 2\n');
    expect((await server.call('retrieve', { handle, grep: 'nothing' })).text).toBe('No line matches.');
  });
  it('says what is wrong with a question', async () => {
    const wrong = async (input: object) => (await server.call('retrieve', { handle, ...input })).text;
    expect(await wrong({ handle: 'ffffff' })).toContain('there is no text ffffff');
    expect(await wrong({ lines: 'some' })).toContain('is no range');
    expect(await wrong({ grep: '(' })).toContain('is not a valid regular expression');
    expect(await wrong({ grep: '(a+)+$' })).toContain('takes too long');
    expect(await wrong({ page: 99 })).toContain('there is no page 99');
  });
  it('is charged as a recall', async () => {
    await server.call('retrieve', { handle, lines: '2-3' });
    expect(l.journal().at(-1)).toMatchObject({ command: 'recall', recalled: handle, bytes: [0, 14] });
    expect((await server.call('stats', {})).text).toContain('for recalls');
  });
});

describe('a server entry in an agent’s settings', () => {
  beforeEach(() => start());
  it.each([
    ['gemini', '.gemini/settings.json', 'mcpServers'],
    ['qwen', '.qwen/settings.json', 'mcpServers'],
    ['kiro', '.kiro/settings/mcp.json', 'mcpServers'],
    ['kimi', '.kimi/mcp.json', 'mcpServers'],
    ['windsurf', '.codeium/windsurf/mcp_config.json', 'mcpServers'],
    ['zed', '.config/zed/settings.json', 'context_servers'],
  ])('of %s is put in and taken out byte for byte', (agent, name, key) => {
    const file = join(l.home, name);
    for (const before of [undefined, `{\n  "a": 1, // mine\n  "${key}": { "x": { "command": "y" } }\n}\n`]) {
      mkdirSync(join(file, '..'), { recursive: true });
      if (before !== undefined) writeFileSync(file, before);
      expect(l.rtk('init', '-g', '--mcp', '--agent', agent).status).toBe(0);
      expect(l.rtkWith({}, 'init', '-g', '--mcp', '--agent', agent, '--dry-run').text).not.toContain('+');
      l.rtk('init', '-g', '--mcp', '--uninstall', '--agent', agent);
      expect(l.rtkWith({ cwd: l.home }, 'sh', '-c', `cat '${file}' 2>/dev/null`).stdout.toString()).toBe(before ?? '');
    }
  });
  it('is written for no agent that rtk does not know the file of', () => {
    expect(l.rtk('init', '-g', '--mcp', '--agent', 'aider')).toMatchObject({ status: 2, text: expect.stringContaining('rtk mcp') });
  });
});
