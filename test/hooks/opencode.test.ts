import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { agent as kilo } from '../../src/hooks/agents/kilo.ts';
import { agent } from '../../src/hooks/agents/opencode.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, LOG, place } from './samples.ts';

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-hooks-'));
});

function printed(command: string, output: string, metadata: JsonObject): JsonObject {
  return { cwd: '/lab/project', input: { tool: 'bash', args: { command } }, output: { output, metadata } };
}

function reply(payload: JsonObject, mode?: 'replace' | 'rewrite' | 'both'): JsonObject | undefined {
  const { reply } = answer(agent, payload, context(place(), mode));
  return reply === '' ? undefined : JSON.parse(reply);
}

describe('what OpenCode and Kilo print', () => {
  it('keeps the status of a failed command, and takes none for 0', () => {
    const said = (metadata: JsonObject) => agent.parse(printed('npm test', 'x', metadata));
    expect(said({ exit: 3 })).toMatchObject({ outputs: [{ exit: 3 }] });
    expect(said({})?.kind).toBe('after');
    expect(JSON.stringify(said({}))).not.toContain('exit');
    // Ended by a time limit.
    expect(said({ exit: null })).toBeUndefined();
    expect(said({ exit: 0, truncated: true })).toBeUndefined();
  });

  it('is read whole from the file that a long output was saved to, and the file stays named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'rtk-output-')), 'tool_1fe518dd');
    writeFileSync(file, LOG);
    const cut = `...output truncated...\n\nFull output saved to: ${file}\n\n${LOG.slice(-3500)}`;
    for (const each of [agent, kilo]) {
      const { reply } = answer(each, printed('git log', cut, { exit: 0, truncated: true, outputPath: file }), context(place()));
      const { output } = JSON.parse(reply) as { output: string };
      expect(output).toContain('Change number 0 of the lab');
      expect(output).toContain('Change number 29 of the lab');
      expect(output.endsWith(`\n\nFull output saved to: ${file}\n`)).toBe(true);
    }
  });

  it('stays as it was where a file is read', () => {
    const { output } = printed('', LOG, { truncated: false });
    for (const tool of ['read', 'edit', 'write', 'apply_patch', 'task'])
      expect(agent.parse({ input: { tool, args: { filePath: '/lab/a' } }, output: output as JsonObject })).toBeUndefined();
  });

  it('of servers is text alone, block by block', () => {
    const image = { type: 'image', data: 'AAAA', mimeType: 'image/png' };
    const long = Array.from({ length: 200 }, () => 'the same line again').join('\n');
    const payload = {
      input: { tool: 'lab_say', args: {} },
      output: { content: [image, { type: 'text', text: long }, { type: 'text', text: 'short' }] },
    };
    expect(agent.parse(payload)).toMatchObject({ outputs: [{ text: long }, { text: 'short' }] });
    expect(agent.replaced(payload, ['a', 'short'])).toEqual({
      content: [null, { type: 'text', text: 'a' }, { type: 'text', text: 'short' }],
    });
  });
});

describe('OpenCode: a command is rewritten', () => {
  const BOTH = 'npx tsc --noEmit; npx eslint .';
  function asked(command: string, settings?: JsonObject): JsonObject {
    const output = { args: { command, description: 'lab', timeout: 9 } };
    return { cwd: '/lab/project', input: { tool: 'bash', sessionID: 's', callID: 'c' }, output, ...(settings ? { settings } : {}) };
  }

  it('only where replacing does not reach, with all else of the input', () => {
    expect(reply(asked('npx tsc --noEmit', {}))).toBeUndefined();
    expect(reply(asked(BOTH, {}))).toEqual({
      args: { command: '/opt/rtk npx tsc --noEmit; /opt/rtk npx eslint .', description: 'lab', timeout: 9 },
    });
  });

  const LEFT: Readonly<Record<string, JsonObject | undefined>> = {
    'the settings are not known': undefined,
    'every command is asked for': { permission: 'ask' },
    'every tool is asked for': { permission: { '*': 'ask' } },
    'bash is asked for': { permission: { bash: 'ask' } },
    'all but a few are asked for': { permission: { bash: { '*': 'ask', 'git log*': 'allow' } } },
    'a deny rule matches': { permission: { bash: { '*': 'allow', 'npx eslint*': 'deny' } } },
    'a deny rule matches behind blanks': { permission: { bash: { 'npx*eslint*': 'deny' } } },
    'a deny rule matches by single characters': { permission: { bash: { 'np? eslint ?': 'deny' } } },
    'an agent has a rule': { agent: { plan: { permission: { bash: { '*': 'deny' } } } } },
    'a mode switches tools off': { mode: { quiet: { tools: { bash: false } } } },
    'another plugin is there': { plugin: ['file:///lab/home/.config/opencode/plugins/rtk.js', 'some-guard@1.0.0'] },
    'a permission is not understood': { permission: { bash: 7 } },
    'a permission is a word that nobody knows': { permission: { bash: 'perhaps' } },
  };
  for (const [why, settings] of Object.entries(LEFT)) it(`not if ${why}`, () => expect(reply(asked(BOTH, settings))).toBeUndefined());

  it('if rules speak of other commands, and ours is the only plugin', () => {
    const settings = {
      permission: { edit: 'ask', bash: { '*': 'allow', 'git push*': 'deny' }, external_directory: 'ask' },
      plugin: ['file:///lab/home/.config/opencode/plugins/rtk.js'],
    };
    expect(JSON.stringify(reply(asked(BOTH, settings)))).toContain('/opt/rtk npx eslint');
    expect(reply(asked(`git push; ${BOTH}`, settings))).toBeUndefined();
  });

  it('not if it may name a path outside the project, for which OpenCode asks', () => {
    expect(reply(asked('cat /etc/services; cat /etc/passwd', {}), 'rewrite')).toBeUndefined();
  });

  it('never by Kilo', () => {
    expect(answer(kilo, asked(BOTH, {}), context(place(), 'rewrite')).reply).toBe('');
  });
});
