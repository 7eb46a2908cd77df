import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/antigravity.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, place } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

function replyTo(line: string, files: Readonly<Record<string, string>> = {}): string {
  return answer(agent, agent.sample.before?.(line, '/lab/project') ?? {}, context(place(files))).reply;
}

describe('antigravity', () => {
  comesAndGoes(agent, 'mine');

  it('overwrites the command line alone, under the rules of the user', () => {
    expect(JSON.parse(replyTo('npx tsc'))).toEqual({ decision: 'ask', overwrite: { CommandLine: '/opt/rtk npx tsc' } });
  });

  it('says nothing at all where it has nothing to say', () => {
    for (const line of ['', 'rm -rf x', '/opt/rtk npx tsc']) expect(replyTo(line)).toBe('');
  });

  it('leaves what a grant could concern', () => {
    const cli = '/lab/home/.gemini/antigravity-cli/settings.json';
    for (const kind of ['allow', 'deny', 'ask'])
      for (const rule of ['command(npx)', 'command(npx tsc)', 'command(rtk)', 'command(^npx.*)'])
        expect(replyTo('cd app; npx tsc', { [cli]: JSON.stringify({ permissions: { [kind]: [rule] } }) })).toBe('');
    const shared = { userSettings: { globalPermissionGrants: { allow: ['command(npx)'] } } };
    expect(replyTo('npx tsc', { '/lab/home/.gemini/config/config.json': JSON.stringify(shared) })).toBe('');
    expect(replyTo('npx tsc', { [cli]: '{"permissions":{"allow":["command(git)","read_file"]}}' })).toContain('/opt/rtk');
    expect(replyTo('npx tsc', { [cli]: '{ broken' })).toBe('');
  });
});
