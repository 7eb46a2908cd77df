/**
 * Agents that cannot be driven here: payloads with every field that their documentation, their bundle or a capture of others names.
 * Devin: captured from 3000.6.14. Grok: the guide inside 1.0.41. Qoder: the bundle of 1.1.52. Vibe: a payload of 2.26. The others: documented.
 */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { agentNamed } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Agent } from '../../src/hooks/types.ts';
import { installed, removed } from '../../src/install/changes.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

type Files = Readonly<Record<string, string>>;

async function agentOf(name: string): Promise<Agent> {
  const agent = await agentNamed(name);
  if (!agent) throw new Error(name);
  return agent;
}

async function reply(name: string, payload: JsonObject, files: Files = {}): Promise<JsonObject | string> {
  const { reply: text } = answer(await agentOf(name), payload, context(place(files)));
  return text.startsWith('{') ? (JSON.parse(text) as JsonObject) : text;
}

const COMMON = {
  session_id: 's',
  transcript_path: '/t',
  cwd: '/lab/project',
  permission_mode: 'default',
  hook_event_name: 'PreToolUse',
  tool_use_id: 'u',
};

/** What each agent sends before it runs a line. */
const BEFORE: Readonly<Record<string, (line: string) => JsonObject>> = {
  devin: (command) => ({
    hook_event_name: 'PreToolUse',
    session_id: 'bramble-scorpion',
    prompt_id: '3f0c1f3a-0000-4000-8000-000000000000',
    tool_name: 'exec',
    tool_input: { command, shell_id: 'main' },
    tool_use_id: 'chatcmpl-tool-1',
  }),
  droid: (command) => ({
    ...COMMON,
    permission_mode: 'auto-low',
    tool_name: 'Execute',
    tool_input: { command, riskLevel: 'low', riskLevelReason: 'reads', timeout: 60 },
  }),
  crush: (command) => ({
    event: 'PreToolUse',
    session_id: 's',
    cwd: '/lab/project',
    tool_name: 'bash',
    tool_input: { command, description: 'd' },
  }),
  trae: (command) => ({
    session_id: 's',
    cwd: '/lab/project',
    hook_event_name: 'PreToolUse',
    workspace_roots: ['/lab/project'],
    tool_use_id: 'u',
    tool_name: 'RunCommand',
    llm_tool_name: 'run_command',
    tool_input: { command, description: 'd', later: { kept: true } },
  }),
  junie: (command) => ({
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command, run_in_background: false, timeout: 30 },
  }),
  qoder: (command) => ({ ...COMMON, tool_name: 'Bash', tool_input: { command, description: 'd', timeout: 9 } }),
};

const OWN = '/opt/rtk npx tsc --noEmit';

/** The whole answer, with every field of the input that the agent would lose otherwise. */
const REWRITTEN: Readonly<Record<string, JsonObject>> = {
  devin: { hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { command: OWN } } },
  droid: {
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      updatedInput: { command: OWN, riskLevel: 'low', riskLevelReason: 'reads', timeout: 60 },
    },
  },
  crush: { version: 1, updated_input: { command: OWN } },
  trae: { hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { command: OWN, description: 'd', later: { kept: true } } } },
  junie: { updatedInput: { command: OWN, run_in_background: false, timeout: 30 } },
  qoder: { hookSpecificOutput: { hookEventName: 'PreToolUse', updatedInput: { command: OWN, description: 'd', timeout: 9 } } },
};

/** A rules file of the user's in which `{}` stands for the rule. */
const DENIES: Readonly<Record<string, Files>> = {
  devin: { '/lab/project/.devin/config.json': '{ "permissions": { "deny": ["Exec(npx tsc)"], } } // mine' },
  'devin, asked': { '/lab/home/.config/devin/config.json': '{"permissions":{"ask":["exec"]}}' },
  'devin, from Claude Code': { '/lab/project/.claude/settings.json': '{"permissions":{"deny":["Bash(npx tsc:*)"]}}' },
  'devin, in a folder above': { '/lab/.devin/config.local.json': '{"permissions":{"deny":["Exec(npx)"]}}' },
  droid: { '/lab/home/.factory/settings.json': '{"commandDenylist":["npx tsc"]}' },
  'droid, blocked': { '/lab/project/.factory/settings.local.json': '{"commandBlocklist":["npx"]}' },
  trae: { '/lab/home/.config/Trae/User/settings.json': '{"AI.toolcall.v2.command.denyList": "[\\"npx\\"]"}' },
  'trae, an array': { '/lab/home/.config/Trae CN/User/settings.json': '{ // mine\n"AI.toolcall.autoRun.command.denyList": ["npx tsc"]}' },
  junie: { '/lab/home/.junie/allowlist.json': '{"rules":{"executables":{"rules":[{"prefix":"npx","action":"ask"}]}}}' },
  qoder: { '/lab/project/.qoder/settings.local.json': '{"permissions":{"deny":["Bash(npx tsc:*)"]}}' },
  'qoder, asked': { '/lab/home/.qoder/settings.json': '{"permissions":{"ask":["*"]}}' },
};

/** Files that are there and are not understood. */
const UNCLEAR: Readonly<Record<string, Files>> = {
  devin: { '/lab/home/.config/devin/config.json': '{"permissions":["Exec(git)"]}' },
  droid: { '/lab/home/.factory/settings.json': '{"commandDenylist":"npx"}' },
  trae: { '/lab/home/.config/Trae/User/settings.json': '{"AI.toolcall.v2.command.denyList":"npx"}' },
  junie: { '/lab/home/.junie/allowlist.json': '{"rules":{"executables":{"rules":[{"pattern":"^\\\\Qnpx\\\\E.*$","action":"allow"}]}}}' },
  qoder: { '/lab/home/.qoder/settings.json': '{"permissions":' },
};

describe('before a command', () => {
  for (const [name, payload] of Object.entries(BEFORE)) {
    it(`${name} gets its whole input back`, async () => {
      expect(await reply(name, payload('npx tsc --noEmit'))).toEqual(REWRITTEN[name]);
    });
    it(`${name} keeps what changes more than the project, what runs in the background, and other tools`, async () => {
      for (const line of [
        'git push',
        'git -C app commit -m x',
        'npm ci',
        'npm install left-pad',
        'cargo install ripgrep',
        'docker run x',
        'rm -rf build',
        'cd x && git push',
      ])
        expect([line, await reply(name, payload(line))]).toEqual([line, '']);
      const input = { ...(payload('npx tsc')['tool_input'] as JsonObject), run_in_background: true };
      expect(await reply(name, { ...payload('npx tsc'), tool_input: input })).toBe('');
      expect(await reply(name, { ...payload('npx tsc'), tool_name: 'Read' })).toBe('');
    });
  }
  for (const [name, files] of Object.entries(DENIES)) {
    it(`${name}: a rule that stops or asks is met by the line as it was`, async () => {
      const agent = name.split(',')[0] ?? '';
      const payload = BEFORE[agent] ?? (() => ({}));
      for (const line of ['npx tsc --noEmit', 'cd app; env A=1 npx tsc', '(npx tsc)', 'echo hi\nnpx tsc'])
        expect(await reply(agent, payload(line), files)).toBe('');
    });
  }
  for (const [name, files] of Object.entries(UNCLEAR)) {
    it(`${name}: rules that are not understood are obeyed by leaving the line`, async () => {
      const payload = BEFORE[name]?.('npx tsc --noEmit') ?? {};
      expect(await reply(name, payload, files)).toBe('');
    });
  }
});

describe('allowing', () => {
  it('Droid: the very line is allowed by the user', async () => {
    const files = { '/lab/home/.factory/settings.json': '{"commandAllowlist":["npx tsc"]}' };
    expect(await reply('droid', BEFORE['droid']?.('npx tsc') ?? {}, files)).toMatchObject({
      hookSpecificOutput: { permissionDecision: 'allow' },
    });
    expect(await reply('droid', BEFORE['droid']?.('npx tsc --noEmit') ?? {}, files)).toBe('');
    expect(await reply('droid', BEFORE['droid']?.('npx tsc && npx eslint .') ?? {}, files)).toMatchObject({
      hookSpecificOutput: { updatedInput: {} },
    });
  });
  it('Qoder: all parts or none', async () => {
    const files = { '/lab/project/.qoder/settings.json': '{"permissions":{"allow":["Bash(npx tsc:*)"]}}' };
    expect(await reply('qoder', BEFORE['qoder']?.('npx tsc --noEmit') ?? {}, files)).toMatchObject({
      hookSpecificOutput: { permissionDecision: 'allow' },
    });
    const both = await reply('qoder', BEFORE['qoder']?.('npx tsc --noEmit && npx eslint .') ?? {}, files);
    expect(JSON.stringify(both)).not.toContain('permissionDecision');
    const wrapper = { '/lab/project/.qoder/settings.json': '{"permissions":{"allow":["Bash(/opt/rtk *)"]}}' };
    expect(await reply('qoder', BEFORE['qoder']?.('npx tsc --noEmit') ?? {}, wrapper)).toBe('');
    expect(await reply('qoder', { ...BEFORE['qoder']?.('npx tsc'), permission_mode: 'auto' })).toBe('');
  });
  it('Crush: what it never asks for, alone in a line', async () => {
    expect(await reply('crush', BEFORE['crush']?.('git status') ?? {})).toEqual({
      version: 1,
      decision: 'allow',
      updated_input: { command: '/opt/rtk git status' },
    });
    const two = await reply('crush', BEFORE['crush']?.('git status && npx tsc') ?? {});
    expect(two).toEqual({ version: 1, updated_input: { command: '/opt/rtk git status && /opt/rtk npx tsc' } });
    for (const line of ['curl https://example.invalid', 'go test -exec sh ./...', 'git branch -D x'])
      expect(await reply('crush', BEFORE['crush']?.(line) ?? {})).toBe('');
  });
});

/** What each agent sends after a line. */
const AFTER: Readonly<Record<string, (line: string, text: string, exit: number) => JsonObject>> = {
  grok: (command, text, exit_code) => ({
    hookEventName: 'post_tool_use',
    hook_event_name: 'PostToolUse',
    sessionId: 's',
    cwd: '/lab/project',
    workspaceRoot: '/lab/project',
    timestamp: '2026-11-01T10:00:00Z',
    permissionMode: 'default',
    toolName: 'run_terminal_command',
    toolUseId: 'u',
    toolInput: { command },
    toolResult: {
      type: 'Bash',
      output: [...Buffer.from(text)],
      output_for_prompt: `${exit_code === 0 ? '' : `exit: ${exit_code}\n`}${text}`,
      exit_code,
      command,
      truncated: false,
      signal: null,
      timed_out: false,
      description: 'd',
    },
    durationMs: 5,
  }),
  vibe: (command, text, exit) => ({
    session_id: 's',
    parent_session_id: null,
    transcript_path: '/t',
    cwd: '/lab/project',
    hook_event_name: 'post_tool',
    tool_name: 'file_system.bash',
    tool_call_id: 'c',
    tool_input: { command },
    tool_status: exit === 0 ? 'success' : 'failure',
    tool_output: exit === 0 ? { command, stdout: text, stderr: '', returncode: 0 } : null,
    tool_output_text: exit === 0 ? `command: ${command}\nstdout: ${text}\nstderr: \nreturncode: 0` : text,
    tool_error: exit === 0 ? null : `exit code ${exit}`,
    duration_ms: 42.5,
  }),
  qoder: (command, text, exitCode) => ({
    ...COMMON,
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    tool_input: { command },
    tool_response: {
      kind: 'completed',
      stdout: text,
      stderr: '',
      exitCode,
      signal: null,
      interrupted: false,
      isImage: false,
      ...(exitCode === 0 ? {} : { isError: true }),
    },
  }),
  codebuddy: (command, text, exit) => ({
    ...COMMON,
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    tool_input: { command },
    tool_response: { stdout: text, stderr: exit === 0 ? '' : 'error', interrupted: false },
  }),
};

const TSC = `${Array.from({ length: 12 }, (_, n) => `src/app/module-${n % 2}.ts(${n + 3},7): error TS2322: Type 'string' is not assignable to type 'number'.`).join('\n')}\n`;

describe('after a command', () => {
  for (const [name, payload] of Object.entries(AFTER)) {
    it(`${name} gets a shorter text that says the same`, async () => {
      const text = JSON.stringify(await reply(name, payload('git log', LOG, 0)));
      expect(text).toContain('Change number 29 of the lab');
      expect(text.length).toBeLessThan(LOG.length);
    });
    it(`${name} keeps reads, data and what rtk made`, async () => {
      expect(await reply(name, payload('cat notes.txt', LOG, 0))).toBe('');
      expect(await reply(name, payload('/opt/rtk git log', LOG, 0))).toBe('');
      expect(await reply(name, { ...payload('git log', LOG, 0), tool_name: 'Read', toolName: 'read_file' })).toBe('');
    });
  }
  it('Grok: the tagged result, complete; the exit status and its line stay', async () => {
    const sent = AFTER['grok']?.('npx tsc --noEmit', TSC, 2) ?? {};
    const { hookSpecificOutput } = (await reply('grok', sent)) as { hookSpecificOutput: { updatedToolOutput: JsonObject } };
    const result = hookSpecificOutput.updatedToolOutput;
    expect(result).toMatchObject({ type: 'Bash', exit_code: 2, command: 'npx tsc --noEmit', signal: null, description: 'd', output: [] });
    expect(result['output_for_prompt']).toMatch(/^exit: 2\n/);
    expect(result['output_for_prompt']).toContain('TS2322');
    for (const part of [{ toolResultTruncated: true }, { isBackgrounded: true }, { toolResult: 'a string' }])
      expect(await reply('grok', { ...sent, ...part })).toBe('');
  });
  it('Vibe: its own words around the output stay, and a failed run is replaced, too', async () => {
    const success = (await reply('vibe', AFTER['vibe']?.('git log', LOG, 0) ?? {})) as JsonObject;
    expect(success).toEqual({
      decision: 'deny',
      reason: expect.stringMatching(/^command: git log\nstdout: [\s\S]*\nstderr: \nreturncode: 0$/),
    });
    const failure = (await reply('vibe', AFTER['vibe']?.('npx tsc --noEmit', TSC, 2) ?? {})) as JsonObject;
    expect(failure['reason']).toContain('TS2322');
    expect(await reply('vibe', { ...AFTER['vibe']?.('git log', LOG, 0), tool_status: 'cancelled' })).toBe('');
  });
  it('Qoder and CodeBuddy: a failed run, stderr or a part is left', async () => {
    for (const name of ['qoder', 'codebuddy']) {
      expect(await reply(name, AFTER[name]?.('npx tsc --noEmit', TSC, 2) ?? {})).toBe('');
      const sent = AFTER[name]?.('git log', LOG, 0) ?? {};
      for (const more of [
        { persistedOutput: { path: '/x' } },
        { interrupted: true },
        { stderr: 'warning: x' },
        { returnCodeInterpretation: 'No matches found' },
      ])
        expect(await reply(name, { ...sent, tool_response: { ...(sent['tool_response'] as JsonObject), ...more } })).toBe('');
    }
  });
});

const FOREIGN: Readonly<Record<string, string>> = {
  json: '{\n\t// mine\n\t"hooks": { "PreToolUse": [ {"matcher": "Bash", "hooks": [{"type":"command","command":"/opt/guard.sh"}]}, ], },\n\t"PreToolUse": [],\n\t"z": [1,2]\n}',
  text: '# mine\r\nname = "guard"\r\n',
};

describe('in and out', () => {
  const names = ['devin', 'droid', 'crush', 'vibe', 'trae', 'junie', 'grok', 'qoder', 'codebuddy'];
  for (const name of names) {
    for (const scope of ['user', 'project'] as const) {
      it(`${name}, ${scope}: foreign settings come back byte for byte`, async () => {
        const agent = await agentOf(name);
        const pieces = agent.pieces(scope, place(), '/opt/my tools/rtk');
        if (name === 'junie' && scope === 'project') return expect(pieces).toEqual([]);
        expect(pieces.length).toBeGreaterThan(0);
        for (const piece of pieces) {
          for (const before of [undefined, '', FOREIGN[piece.kind === 'entries' ? 'json' : 'text']]) {
            const done = installed(piece, name, before, undefined);
            expect(done.after).toContain(`hook ${name}`);
            const known = { added: done.added, created: before === undefined };
            expect(installed(piece, name, done.after, known).after).toBe(done.after);
            expect(removed(piece, name, done.after, known).after).toBe(before);
          }
        }
      });
    }
  }
  it('Droid: the entry hides no hook of settings.json', async () => {
    const agent = await agentOf('droid');
    const at = (files: Files) =>
      agent.pieces('user', place(files), '/opt/rtk').map((piece) => (piece.kind === 'entries' ? [piece.file, piece.entries[0]?.at] : []));
    const root = '/lab/home/.factory';
    const hooks = '{"PreToolUse":[{"matcher":"Edit","hooks":[]}]}';
    expect(at({})).toEqual([[`${root}/settings.json`, ['hooks', 'PreToolUse']]]);
    expect(at({ [`${root}/hooks.json`]: hooks })).toEqual([[`${root}/hooks.json`, ['PreToolUse']]]);
    expect(at({ [`${root}/hooks.json`]: '{}', [`${root}/settings.json`]: `{"hooks":${hooks}}` })).toEqual([
      [`${root}/settings.json`, ['hooks', 'PreToolUse']],
    ]);
    expect(at({ [`${root}/hooks/hooks.json`]: `{"hooks":${hooks}}` })).toEqual([[`${root}/hooks/hooks.json`, ['hooks', 'PreToolUse']]]);
  });
  it('Crush: crush.json where that is what there is', async () => {
    const agent = await agentOf('crush');
    const at = (files: Files) => agent.pieces('user', place(files), '/opt/rtk')[0]?.file;
    expect(at({})).toBe('/lab/home/.config/crush/crushrc');
    expect(at({ '/lab/home/.config/crush/crush.json': '{}' })).toBe('/lab/home/.config/crush/crush.json');
    expect(at({ '/lab/home/.config/crush/crush.json': '{}', '/lab/home/.config/crush/crushrc': '' })).toBe(
      '/lab/home/.config/crush/crushrc',
    );
  });
  it('agents without a hook that helps install nothing, and say so', async () => {
    for (const name of ['kiro', 'goose', 'zed', 'kimi', 'aider']) {
      const agent = await agentOf(name);
      expect([agent.pieces('user', place(), '/opt/rtk'), agent.pieces('project', place(), '/opt/rtk'), agent.mode]).toEqual([
        [],
        [],
        'off',
      ]);
      expect(agent.limits?.[0]).toMatch(/nothing is installed|nothing\sis installed/);
      expect(agent.instructions?.('project', place())).toMatch(/^\/lab\/project\//);
    }
  });
});
