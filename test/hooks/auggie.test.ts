import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/auggie.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, place } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

function replyTo(line: string, files: Readonly<Record<string, string>> = {}, more: JsonObject = {}): string {
  const payload = agent.sample.before?.(line, '/lab/project') ?? {};
  return answer(agent, { ...payload, tool_input: { ...(payload['tool_input'] as JsonObject), ...more } }, context(place(files))).reply;
}

function rule(type: string, shellInputRegex?: string): Record<string, string> {
  return {
    '/lab/home/.augment/settings.json': JSON.stringify({
      toolPermissions: [{ toolName: 'launch-process', shellInputRegex, permission: { type } }],
    }),
  };
}

describe('auggie', () => {
  comesAndGoes(agent, 'hooks', ['user']);

  it('installs a script that is registered by its path', () => {
    const [script, settings] = agent.pieces('user', place(), '/opt/rtk');
    expect(script).toMatchObject({
      kind: 'file',
      executable: true,
      text: "#!/bin/sh\n[ -x '/opt/rtk' ] || exit 0; exec '/opt/rtk' hook auggie\n",
    });
    expect(JSON.stringify(settings)).toContain(`"command":"${script?.file}"`);
  });

  it('sends the whole input back', () => {
    expect(JSON.parse(replyTo('npx tsc')).hookSpecificOutput.updatedInput).toEqual({
      command: '/opt/rtk npx tsc',
      wait: true,
      max_wait_seconds: 20,
      cwd: '/lab/project',
    });
  });

  it('leaves what is not waited for, and what a rule could concern', () => {
    expect(replyTo('npx tsc', {}, { wait: false })).toBe('');
    for (const type of ['deny', 'allow', 'ask-user']) {
      for (const pattern of ['^npx', 'tsc', '^(?!git)', 'rtk']) expect(replyTo('git status; npx tsc', rule(type, pattern))).toBe('');
      expect(replyTo('npx tsc', rule(type, '^git push'))).toContain('/opt/rtk');
      expect(replyTo('npx tsc', rule(type))).toContain('/opt/rtk');
    }
    expect(replyTo('npx tsc', rule('script-policy'))).toBe('');
    expect(replyTo('npx tsc', rule('deny', '('))).toBe('');
    expect(replyTo('npx tsc', { '/lab/home/.augment/settings.json': '{"toolPermissions": 1}' })).toBe('');
  });
});
