import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentNamed } from '../../src/hooks/agents/index.ts';
import { RTK } from '../e2e/lab.ts';
import { LOG, place } from './samples.ts';

/** What a plugin's program may do: answer, or not. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'says nothing': 'cat > /dev/null',
  'says no JSON': 'cat > /dev/null; echo oops',
  'ends with 3': 'exit 3',
  'reads nothing and ends': ':',
  'says null': 'echo null',
  'says a list': 'echo "[1]"',
  'never ends': 'sleep 60',
};

/** The plugin's file, its program, and a script that loads the file and prints what came of an event. */
async function run(name: string, program: string | undefined, script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-plugin-'));
  const rtk = join(folder, 'my "rtk"', 'rtk');
  const agent = await agentNamed(name);
  const piece = agent?.pieces('user', place(), program === undefined ? '/nowhere/rtk' : rtk).find(({ file }) => file.endsWith('.js'));
  if (piece?.kind !== 'file') throw new Error(`${name} has no plugin`);
  writeFileSync(join(folder, 'plugin.mjs'), piece.text);
  writeFileSync(
    join(folder, 'try.mjs'),
    `import * as plugin from './plugin.mjs';\nconst began = Date.now();\n${script}\nconsole.log('late', Date.now() - began > 2600);`,
  );
  if (program !== undefined) {
    spawnSync('mkdir', ['-p', join(folder, 'my "rtk"')]);
    writeFileSync(rtk, `#!/bin/sh\n${program}\n`);
    chmodSync(rtk, 0o755);
  }
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'try.mjs')], { encoding: 'utf8', timeout: 20_000 });
  return `${stdout}${stderr}${status}`;
}

const OPENCODE = `
const hooks = await plugin.RtkPlugin({ directory: '/lab' });
await hooks.config?.({ permission: {} });
await hooks.config?.();
const args = { command: 'git log', timeout: 7 };
await hooks['tool.execute.before']?.({ tool: 'bash' }, { args });
await hooks['tool.execute.before']?.(undefined, undefined);
const output = { output: 'long', metadata: { exit: 0 } };
await hooks['tool.execute.after']({ tool: 'bash', args }, output);
await hooks['tool.execute.after'](undefined, undefined);
console.log(JSON.stringify([args, output.output]));`;

const PI = `
const handlers = {};
plugin.default({ on: (name, handler) => { handlers[name] = handler; } });
const event = { type: 'tool_call', toolName: 'bash', input: { command: 'git log', timeout: 7 } };
const before = await handlers.tool_call(event, { cwd: '/lab' });
const after = await handlers.tool_result({ ...event, type: 'tool_result', content: [{ type: 'text', text: 'long' }] }, undefined);
console.log(JSON.stringify([event.input, before?.input?.timeout, after ?? null, await handlers.tool_call(undefined) ?? null]));`;

const CLINE = `
const { beforeTool, afterTool } = plugin.default.hooks;
const context = { tool: { name: 'run_commands' }, input: { commands: ['git log'] }, result: { output: [{ query: 'git log', result: 'long', success: true }], isError: false } };
const before = await beforeTool(context);
const after = await afterTool(context);
console.log(JSON.stringify([before ?? null, after ?? null, (await beforeTool(undefined)) ?? null]));`;

const AMP = `
const handlers = {};
plugin.default({ on: (name, handler) => { handlers[name] = handler; } });
console.log(JSON.stringify([(await handlers['tool.result']({ tool: 'Bash', input: { cmd: 'git log' }, status: 'done', output: 'long' })) ?? null]));`;

const OPENCLAW = `
let handler;
plugin.default({ registerAgentToolResultMiddleware: (given) => { handler = given; } });
const event = { toolName: 'exec', args: { command: 'git log' }, result: { content: [{ type: 'text', text: 'long' }], details: { status: 'completed', exitCode: 0, pid: 9 } } };
console.log(JSON.stringify([(await handler(event)) ?? null]));`;

const AGENTS = {
  opencode: [OPENCODE, '[{"command":"git log","timeout":7},"long"]'],
  kilo: [OPENCODE, '[{"command":"git log","timeout":7},"long"]'],
  pi: [PI, '[{"command":"git log","timeout":7},null,null,null]'],
  cline: [CLINE, '[null,null,null]'],
  amp: [AMP, '[null]'],
  openclaw: [OPENCLAW, '[null]'],
} as const;

for (const [name, [script, asItWas]] of Object.entries(AGENTS)) {
  describe(`the plugin for ${name}`, () => {
    it('leaves everything as it was when the program is gone', async () =>
      expect(await run(name, undefined, script)).toBe(`${asItWas}\nlate false\n0`));

    for (const [what, program] of Object.entries(PROGRAMS).slice(name === 'opencode' ? 0 : 1, name === 'opencode' ? undefined : 2)) {
      it(`leaves everything as it was when the program ${what}`, async () => {
        const said = await run(name, program, script);
        expect(said).toBe(`${asItWas}\nlate ${what === 'never ends'}\n0`);
      });
    }
  });
}

it('the answers reach the agents', async () => {
  const answer = (json: object) => `cat > /dev/null; cat <<'E'\n${JSON.stringify(json)}\nE`;
  const said = await Promise.all([
    run('opencode', answer({ args: { command: 'x' }, output: 'short' }), OPENCODE),
    run('kilo', answer({ args: { command: 'x' }, output: 'short' }), OPENCODE),
    run('pi', answer({ input: { command: 'x' }, content: [{ type: 'text', text: 'short' }] }), PI),
    run('cline', answer({ input: { commands: ['x'] }, output: [{ query: 'git log', result: 'short' }] }), CLINE),
    run('amp', answer({ output: 'short' }), AMP),
    run('openclaw', answer({ content: [{ type: 'text', text: 'short' }] }), OPENCLAW),
  ]);
  expect(said.map((text) => text.split('\n')[0])).toEqual([
    '[{"command":"x","timeout":7},"short"]',
    '[{"command":"git log","timeout":7},"short"]',
    '[{"command":"x","timeout":7},7,{"content":[{"type":"text","text":"short"}]},null]',
    '[{"input":{"commands":["x"]}},{"result":{"output":[{"query":"git log","result":"short"}],"isError":false}},null]',
    '[{"status":"done","output":"short"}]',
    '[{"result":{"content":[{"type":"text","text":"short"}],"details":{"status":"completed","exitCode":0,"pid":9}}}]',
  ]);
});

/** Three events one after the other, with time between them; the real program answers. */
const THRICE = `
const hooks = await plugin.RtkPlugin({ directory: process.cwd() });
const text = ${JSON.stringify(LOG)};
const shown = [];
for (const wait of [2000, 0, 0]) {
  const output = { output: text, metadata: { exit: 0 } };
  const from = performance.now();
  await hooks['tool.execute.after']({ tool: 'bash', args: { command: 'git log' } }, output);
  shown.push([output.output.length < text.length, output.output, performance.now() - from]);
  await new Promise((resolve) => setTimeout(resolve, wait));
}
console.log(JSON.stringify([shown.map(([shorter]) => shorter), new Set(shown.map(([, output]) => output)).size, shown[2][2] < shown[0][2]]));`;

it('the plugin keeps one program for the session, whose answers are the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-plugin-'));
  const program = `echo "$1" >> '${folder}/asked'; XDG_STATE_HOME='${folder}' exec '${RTK}' "$@"`;
  expect(await run('opencode', program, THRICE)).toMatch(/^\[\[true,true,true\],1,true\]/);
  expect(readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').sort()).toEqual(['hook', 'mcp']);
});

it('the plugin starts a program that ended once more, and then goes on without', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-plugin-'));
  const fails = `if [ "$1" = mcp ]; then echo x >> '${folder}/started'; exit 3; fi; cat > /dev/null; echo '{"output":"short"}'`;
  const five = OPENCODE.replace(
    "await hooks['tool.execute.after'](undefined, undefined);",
    `for (let n = 0; n < 4; n++) {
  await new Promise((resolve) => setTimeout(resolve, 150));
  await hooks['tool.execute.after']({ tool: 'bash', args }, output);
}`,
  );
  expect((await run('opencode', fails, five)).split('\n')[0]).toBe('[{"command":"git log","timeout":7},"short"]');
  expect(readFileSync(join(folder, 'started'), 'utf8')).toBe('x\nx\n');
});

it('the plugin for Hermes leaves everything as it was, whatever happens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-plugin-'));
  const rtk = join(folder, 'rtk');
  const piece = (await agentNamed('hermes'))?.pieces('user', place(), rtk).find(({ file }) => file.endsWith('.py'));
  if (piece?.kind !== 'file') throw new Error('no plugin');
  writeFileSync(join(folder, 'plugin.py'), piece.text);
  const call = 'plugin.shorter(command="git log", output="long \\udc80", returncode=3, new_field=1)';
  const shorter = () => {
    const script = `import sys; sys.dont_write_bytecode = True; import plugin; print(${call}, plugin.shorter())`;
    const { stdout, stderr } = spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' });
    return `${stdout}${stderr}`.trim();
  };
  expect(shorter()).toBe('None None');
  for (const [, program] of Object.entries(PROGRAMS).slice(0, 6)) {
    writeFileSync(rtk, `#!/bin/sh\n${program}\n`, { mode: 0o755 });
    expect(shorter()).toBe('None None');
  }
  writeFileSync(rtk, `#!/bin/sh\ncat > /dev/null\necho '{"output": "short"}'\n`);
  expect(shorter()).toBe('short None');
});
