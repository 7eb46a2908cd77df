import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Lab, lab, RTK } from '../e2e/lab.ts';
import { LOG, recorded } from './samples.ts';

let l: Lab;
beforeEach(() => {
  l = lab();
});

interface Answer {
  readonly hookSpecificOutput: {
    readonly hookEventName: string;
    readonly permissionDecision?: string;
    readonly updatedInput?: Record<string, unknown>;
    readonly updatedToolOutput?: Record<string, unknown>;
  };
}

function hook(event: unknown, env: NodeJS.ProcessEnv = {}): Answer['hookSpecificOutput'] | undefined {
  const input = typeof event === 'string' || Buffer.isBuffer(event) ? event : JSON.stringify(event);
  const { status, stdout, stderr } = l.rtkWith({ input, env }, 'hook', 'claude');
  expect([status, stderr.toString()]).toEqual([0, '']);
  return stdout.length === 0 ? undefined : (JSON.parse(stdout.toString()) as Answer).hookSpecificOutput;
}

const [pre] = recorded('claude').filter(({ event }) => event === 'pre');
const posts = recorded('claude').filter(({ event }) => event === 'post');

function asked(command: string, more: object = {}) {
  return { ...pre?.payload, cwd: l.home, tool_input: { command, description: 'd', ...more } };
}

function printed(command: string, stdout: string, more: object = {}, input: object = {}) {
  return {
    ...posts[0]?.payload,
    cwd: l.home,
    tool_input: { command, ...input },
    tool_response: { stdout, stderr: 'note', interrupted: false, isImage: false, odd: { kept: [1] }, ...more },
  };
}

const health = () => readFileSync(join(l.home, '.local/state/rtk/health.log'), 'utf8');

describe('what Claude Code really sent', () => {
  it('is answered with nothing where there is nothing to do', () => {
    for (const { payload } of recorded('claude')) expect(hook(payload)).toBeUndefined();
  });
});

describe('a command before it runs', () => {
  it('gets rtk in front, and its whole input back', () => {
    const more = { timeout: 5000, run_in_background: false, unknown: [{ a: 1 }], description: 'ä 🙂' };
    const reply = hook(asked('cd app && npx vitest run', more));
    expect(reply).toEqual({ hookEventName: 'PreToolUse', updatedInput: { ...more, command: `cd app && ${RTK} npx vitest run` } });
  });
  it('is left to replacing where that reaches its output', () => {
    for (const line of ['git status', 'git log | head -50', 'cd app && git diff', 'rg -n x src', 'ls -la', 'npm test | tail -5', 'echo hi'])
      expect([line, hook(asked(line))]).toEqual([line, undefined]);
    expect(hook(asked('git status'), { RTK_HOOKS: 'rewrite' })?.updatedInput?.['command']).toBe(`${RTK} git status`);
    expect(hook(asked('npx tsc'), { RTK_HOOKS: 'replace' })).toBeUndefined();
    expect(hook(asked('npx tsc'), { RTK_HOOKS: 'off' })).toBeUndefined();
  });
  it('is left alone in the background, under another tool, and behind rtk', () => {
    expect(hook(asked('npx tsc', { run_in_background: true }))).toBeUndefined();
    for (const tool_name of ['Read', 'PowerShell', 'run_in_terminal', 'exec'])
      expect(hook({ ...asked('npx tsc'), tool_name })).toBeUndefined();
    for (const line of ['rtk npx tsc', `${RTK} npx tsc`, `cd x && '${RTK}' npx tsc`])
      expect([line, hook(asked(line))]).toEqual([line, undefined]);
    expect(hook({ ...asked('npx tsc'), cursor_version: '1.7' })).toBeUndefined();
  });
  it('is switched in the config', () => {
    const config = join(l.home, 'conf/rtk');
    spawnSync('mkdir', ['-p', config]);
    writeFileSync(join(config, 'config.toml'), '[hooks]\nclaude = "off"\n');
    expect(hook(asked('npx tsc'), { XDG_CONFIG_HOME: join(l.home, 'conf') })).toBeUndefined();
    writeFileSync(join(config, 'config.toml'), '[hooks]\nclaude = "sometimes"\n');
    expect(hook(asked('npx tsc'), { XDG_CONFIG_HOME: join(l.home, 'conf') })).toBeUndefined();
    expect(health()).toContain(
      'config.toml:2:1: `hooks.claude` is no "sometimes"; use replace, rewrite, both, off. Until then they are off.',
    );
  });
});

describe('an output', () => {
  it('is replaced in its own shape, recorded, and can be recalled', () => {
    const reply = hook(printed('cd app && git log', LOG));
    const { stdout, ...rest } = reply?.updatedToolOutput ?? {};
    expect(rest).toEqual({ stderr: 'note', interrupted: false, isImage: false, odd: { kept: [1] } });
    expect(String(stdout)).toContain('Change number 29 of the lab');
    expect(String(stdout).length).toBeLessThan(LOG.length * 0.8);
    const [row] = l.journal();
    expect(row).toMatchObject({
      via: 'replace',
      agent: 'claude',
      command: 'git log',
      filter: 'git-log',
      session: posts[0]?.payload['session_id'],
      call: posts[0]?.payload['tool_use_id'],
      project: l.home,
    });
    expect(row).not.toHaveProperty('exit');
    const handle = /rtk recall ([0-9a-f]+)/.exec(String(stdout))?.[1];
    if (handle) expect(l.rtk('recall', handle).stdout.toString()).toBe(LOG);
  });
  it('is not replaced twice, nor when rtk has made it', () => {
    const once = String(hook(printed('git log', LOG))?.updatedToolOutput?.['stdout']);
    expect(hook(printed('git log', once))).toBeUndefined();
    for (const line of [
      `${RTK} git log`,
      'rtk git log',
      'cd a; A=1 rtk git log',
      'timeout 9 rtk git log',
      "(cd a && '/opt/my tools/rtk' git log)",
      'if x; then rtk git log; fi',
    ])
      expect([line, hook(printed(line, LOG))]).toEqual([line, undefined]);
    for (const line of ['cd /work/rtk && git log', 'cd rtk; git log', 'git -C ../rtk log'])
      expect([line, hook(printed(line, LOG)) === undefined]).toEqual([line, false]);
    expect(hook(asked('cd ~/rtk && npx tsc'))?.updatedInput?.['command']).toBe(`cd ~/rtk && ${RTK} npx tsc`);
    expect(hook(asked(`cd x && ${RTK} npx tsc && npx eslint .`))?.updatedInput?.['command']).toBe(
      `cd x && ${RTK} npx tsc && ${RTK} npx eslint .`,
    );
  });
  it('of a pipe that only trims is read as what came before the pipe', () => {
    for (const line of ['git log | head -150', 'git log 2>&1 | tail -n 150 | cat', 'git log | tee log.txt'])
      expect(hook(printed(line, LOG))).toBeDefined();
    for (const line of [
      'git log | grep x',
      'git log > x; cat x',
      'git log --format=raw',
      'git log; git log',
      'for i in 1 2; do git log; done',
    ])
      expect([line, hook(printed(line, LOG))]).toEqual([line, undefined]);
  });
});

describe('an output that is special', () => {
  it('stays if it was interrupted, is an image, runs on, or was read from a file', () => {
    for (const more of [{ interrupted: true }, { isImage: true }, { backgroundTaskId: 'x' }, { stdout: 7 }])
      expect(hook(printed('git log', LOG, more))).toBeUndefined();
    expect(hook(printed('git log', LOG, {}, { run_in_background: true }))).toBeUndefined();
    expect(
      hook({
        ...posts[1]?.payload,
        tool_response: { type: 'text', file: { filePath: '/x', content: LOG, numLines: 9, startLine: 1, totalLines: 9 } },
      }),
    ).toBeUndefined();
    expect(hook(printed('cat src/main.ts && cat b', 'same\n'.repeat(200)))).toBeUndefined();
  });
  it('above the window is read whole from its file, and comes without the file', () => {
    const whole = Array.from({ length: 40 }, (_, n) => LOG.replaceAll('Change number', `Change ${n} number`)).join('');
    const persistedOutputPath = join(l.home, 'out.txt');
    writeFileSync(persistedOutputPath, whole);
    const reply =
      hook(printed('git log', whole.slice(0, 30_000), { persistedOutputPath, persistedOutputSize: whole.length }))?.updatedToolOutput ?? {};
    expect(Object.keys(reply).filter((key) => key.startsWith('persisted'))).toEqual([]);
    expect(String(reply['stdout']).length).toBeLessThanOrEqual(10_000);
    expect(hook(printed('git log', whole.slice(0, 30_000), { persistedOutputPath: '/none', persistedOutputSize: 9 }))).toBeUndefined();
    expect(hook(printed('unknown-tool', whole.slice(0, 30_000), { persistedOutputPath, persistedOutputSize: 9 }))).toBeUndefined();
  });
  it('of Grep is read like one of ripgrep; of MCP each text block', () => {
    const content = Array.from(
      { length: 60 },
      (_, n) => `src/a/very/long/folder/file.ts:${n + 1}:  const value${n} = compute(left, right);`,
    ).join('\n');
    const grep = hook({
      ...posts[0]?.payload,
      tool_name: 'Grep',
      tool_input: { pattern: 'compute' },
      tool_response: { mode: 'content', numFiles: 0, filenames: [], content, numLines: 60 },
    });
    expect(grep?.updatedToolOutput).toMatchObject({ mode: 'content', numLines: 60 });
    expect(String(grep?.updatedToolOutput?.['content'])).toContain('compute(left, right)');
    const text = `start\n${'the same line of a log, again and again\n'.repeat(80)}end\n`;
    const mcp = hook({
      ...posts[0]?.payload,
      tool_name: 'mcp__x__logs',
      tool_input: {},
      tool_response: [
        { type: 'text', text },
        { type: 'image', data: 'x' },
        { type: 'text', text: 'short' },
      ],
    });
    expect(mcp?.updatedToolOutput).toMatchObject([
      { type: 'text', text: expect.stringMatching(/^start\nthe same line[^\n]*\n\[\+79 lines: rtk recall \w+\]\nend\n$/) },
      { type: 'image', data: 'x' },
      { type: 'text', text: 'short' },
    ]);
  });
});

describe('whatever goes wrong', () => {
  it('the command runs as it was', () => {
    for (const input of [
      '',
      ' \r\n',
      '\uFEFF',
      'garbage',
      '{',
      '[]',
      'null',
      '"x"',
      '{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":null}',
      Buffer.from([0xff, 0xfe, 0x00]),
    ])
      expect([input, hook(input)]).toEqual([input, undefined]);
    expect(l.rtkWith({ input: '{}' }, 'hook', 'nobody')).toMatchObject({ status: 0, text: '' });
  });
  it('garbage leaves one line in the health log, an empty event none', () => {
    hook('');
    expect(health).toThrow();
    hook('garbage');
    expect(health().trimEnd().split('\n')).toHaveLength(1);
  });
  it('byte order marks, Windows line ends and lone surrogates are read', () => {
    for (const text of [
      `\uFEFF${JSON.stringify(asked('npx tsc'))}`,
      `\uFEFF\uFEFF${JSON.stringify(asked('npx tsc'), null, 2).replaceAll('\n', '\r\n')}\r\n`,
    ])
      expect(hook(text)?.updatedInput?.['command']).toBe(`${RTK} npx tsc`);
    expect(hook(JSON.stringify(asked('npx tsc')).replace('"d"', '"\\ud83d"'))?.updatedInput?.['command']).toBe(`${RTK} npx tsc`);
  });
  it('2 MB are answered, more are not, and an open pipe is not waited for', async () => {
    expect(hook(asked(`npx tsc # ${'x'.repeat(2 * 1024 * 1024)}`))).toBeUndefined();
    expect(hook(printed('git log', LOG + LOG.repeat(400).slice(0, 1_900_000)))).toBeDefined();
    expect(hook('x'.repeat(5 * 1024 * 1024))).toBeUndefined();
    for (const [text, out] of [
      [JSON.stringify(asked('npx tsc')), true],
      ['{"half":', false],
    ] as const) {
      const child = spawn(RTK, ['hook', 'claude'], { env: l.env, stdio: ['pipe', 'pipe', 'inherit'] });
      const parts: Buffer[] = [];
      child.stdout.on('data', (data: Buffer) => parts.push(data));
      const start = performance.now();
      child.stdin.write(text);
      const [status] = await once(child, 'exit');
      expect([status, Buffer.concat(parts).includes('updatedInput'), performance.now() - start < 2000]).toEqual([0, out, true]);
    }
  });
});

describe('around it', () => {
  it('a state folder that cannot be written changes nothing', () => {
    expect(hook(asked('npx tsc'), { XDG_STATE_HOME: '/proc/none' })?.updatedInput?.['command']).toBe(`${RTK} npx tsc`);
    expect(hook(printed('git log', LOG), { XDG_STATE_HOME: '/proc/none', HOME: '' })?.updatedToolOutput === undefined).toBeTypeOf(
      'boolean',
    );
  });
  it('a binary that is gone lets the command run', () => {
    l.rtk('init', '-g');
    const file = join(l.home, '.claude/settings.json');
    const { command } = (JSON.parse(readFileSync(file, 'utf8')) as { hooks: { PreToolUse: { hooks: { command: string }[] }[] } }).hooks
      .PreToolUse[0]?.hooks[0] ?? { command: '' };
    const gone = spawnSync('sh', ['-c', command.replaceAll(RTK, '/gone/rtk')], { input: '{}' });
    expect([gone.status, `${gone.stdout}${gone.stderr}`]).toEqual([0, '']);
  });
  it('the exact answer can be asked for', () => {
    const asked = l.rtk('hook', 'check', '--agent', 'claude', 'npx tsc && git push');
    expect([asked.status, asked.stdout.toString()]).toEqual([0, expect.stringContaining(`"${RTK} npx tsc && git push"`)]);
    expect(l.rtk('hook', 'check', 'git status').stderr.toString()).toContain('its output is replaced');
    expect(l.rtk('hook', 'check', '--agent', 'x', 'git status').status).toBe(2);
  });
});
