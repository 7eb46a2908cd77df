import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Lab, lab, RTK } from '../e2e/lab.ts';

let l: Lab;
let hooks: string;
let servers: string;
beforeEach(() => {
  l = lab();
  hooks = join(l.home, '.claude/settings.json');
  servers = join(l.home, '.claude.json');
  mkdirSync(join(l.home, '.claude'));
  l.tool('claude', 'echo "2.1.329 (Claude Code)"');
});

const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const both = () => [read(hooks), read(servers)];
const init = (...words: string[]) => l.rtk('init', '-g', '--yes', ...words);

/** Files as they were before: of the hooks, and of the servers. */
const FILES: Readonly<Record<string, readonly [string | undefined, string | undefined]>> = {
  'no files': [undefined, undefined],
  'empty objects': ['{}\n', '{}'],
  'other hooks and servers': [
    '{\n  "hooks": {\n    "PreToolUse": [{"matcher": "Bash", "hooks": [{"type": "command", "command": "/opt/guard"}]}]\n  }\n}\n',
    '{\n  "numStartups": 7,\n  "mcpServers": {\n    "git": {\n      "command": "mcp-git"\n    }\n  },\n  "userID": "a"\n}',
  ],
  'one line': ['{"model":"opus"}', '{"mcpServers":{},"projects":{"/a":{"mcpServers":{"rtk":{"command":"x"}}}}}'],
};

describe.each(Object.entries(FILES))('resident hooks beside %s', (_, [settings, config]) => {
  beforeEach(() => {
    if (settings !== undefined) writeFileSync(hooks, settings);
    if (config !== undefined) writeFileSync(servers, config);
  });
  it('are put in, tried, and taken out byte for byte', () => {
    const done = init('--resident');
    expect([done.status, done.text]).toEqual([0, expect.stringContaining('installed; the hook answers')]);
    const written = both();
    expect(JSON.parse(written[1] ?? '').mcpServers.rtk).toEqual({ type: 'stdio', command: RTK, args: ['mcp', '--hooks'], env: {} });
    // before a command, before a file is written, after a command
    expect(written[0]?.match(/"mcp_tool"/g)?.length).toBe(3);
    expect(written[0]).not.toContain('hook claude');
    expect(init('--resident').text).toContain('already installed');
    expect(both()).toEqual(written);
    expect(l.rtk('init', '-g', '--uninstall').status).toBe(0);
    expect(both()).toEqual([settings, config]);
  });
  it('and command hooks take the place of each other with one command', () => {
    init();
    const commands = both();
    init('--resident');
    const resident = both();
    expect(init().status).toBe(0);
    expect(both()).toEqual(commands);
    expect(commands[1]).toBe(config);
    init('--resident');
    expect(both()).toEqual(resident);
    l.rtk('init', '-g', '--uninstall');
    expect(both()).toEqual([settings, config]);
  });
  it('are taken out of a file that the agent has written anew', () => {
    init('--resident');
    const kept = { ...(JSON.parse(read(servers) ?? '') as object), numStartups: 8 };
    writeFileSync(servers, JSON.stringify(kept, null, '\t'));
    l.rtk('init', '-g', '--uninstall');
    const left = JSON.parse(read(servers) ?? '') as { mcpServers?: Record<string, unknown>; numStartups: number };
    expect(left.numStartups).toBe(8);
    expect(Object.keys(left.mcpServers ?? {})).not.toContain('rtk');
  });
});

describe('resident hooks', () => {
  it('are refused by an older Claude Code, an unknown one, and another agent', () => {
    l.tool('claude', 'echo "2.1.117 (Claude Code)"');
    expect(init('--resident')).toMatchObject({ status: 2, text: expect.stringMatching(/2\.1\.118 or later; this one is 2\.1\.117/) });
    l.tool('claude', 'echo what');
    expect(init('--resident')).toMatchObject({ status: 2, text: expect.stringContaining('2.1.118') });
    expect(init('--resident', '--agent', 'gemini')).toMatchObject({ status: 2, text: expect.stringContaining('Gemini CLI') });
    expect(both()).toEqual([undefined, undefined]);
  });
  it('leave a server of the same name to its owner', () => {
    writeFileSync(servers, '{"mcpServers":{"rtk":{"command":"/opt/other"}}}');
    expect(init('--resident')).toMatchObject({ status: 1, text: expect.stringContaining('another program') });
    expect(both()).toEqual([undefined, '{"mcpServers":{"rtk":{"command":"/opt/other"}}}']);
  });
  it('are shown before they are written', () => {
    const shown = l.rtk('init', '-g', '--resident', '--dry-run').text;
    expect(shown).toContain('+      "args": [');
    expect(shown).toContain('"mcp_tool"');
    expect(both()).toEqual([undefined, undefined]);
  });
  it('of a project stand in its files, and say what the user must approve', () => {
    const project = join(l.home, 'app');
    mkdirSync(project);
    const done = l.rtkWith({ cwd: project }, 'init', '--yes', '--resident');
    expect([done.status, done.text]).toEqual([0, expect.stringContaining('asks once whether the server of .mcp.json may start')]);
    expect(JSON.parse(read(join(project, '.mcp.json')) ?? '').mcpServers.rtk.args).toEqual(['mcp', '--hooks']);
    l.rtkWith({ cwd: project }, 'init', '--uninstall');
    expect([read(join(project, '.mcp.json')), read(join(project, '.claude/settings.json'))]).toEqual([undefined, undefined]);
  });
  it('are told apart by doctor, with what is wrong', () => {
    init();
    expect(l.rtk('doctor', 'claude').text).toContain('a process for each event');
    init('--resident');
    const well = l.rtk('doctor', 'claude');
    expect([well.status, well.text]).toEqual([0, expect.stringMatching(/way +resident[\s\S]*self-test +works: the hook answers/)]);
    rmSync(servers);
    expect(l.rtk('doctor', 'claude')).toMatchObject({
      status: 1,
      text: expect.stringContaining('the hooks name a server that is in none of'),
    });
  });
  it('keep the summary at the end of a session as a command: no server is there any more', () => {
    init('--resident', '--with-summary');
    expect(read(hooks)).toMatch(/"SessionEnd"[\s\S]*hook claude/);
  });
});
