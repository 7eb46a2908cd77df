import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/vscode.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, place, recorded } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

const USER = '/lab/home/.config/Code/User/settings.json';

function replyTo(line: string, files: Readonly<Record<string, string>> = {}): string {
  return answer(agent, agent.sample.before?.(line, '/lab/project') ?? {}, context(place(files))).reply;
}

describe('vscode', () => {
  comesAndGoes(agent, 'hooks');

  it('sends the whole input back, without a decision', () => {
    expect(JSON.parse(replyTo('npx tsc --noEmit'))).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        updatedInput: { command: '/opt/rtk npx tsc --noEmit', explanation: 'sample', goal: 'sample', isBackground: false, timeout: 0 },
      },
    });
  });

  it('leaves what VS Code runs unasked, and every line that a rule could concern', () => {
    for (const line of ['git status', 'ls -la', 'npm test', 'npm run lint', 'yarn build']) expect(replyTo(line)).toBe('');
    for (const key of ['npx', 'npx tsc', '/^npx/', '/opt/rtk', 'rtk'])
      for (const value of [true, false, { approve: true, matchCommandLine: true }])
        expect(replyTo('npx tsc', { [USER]: JSON.stringify({ 'chat.tools.terminal.autoApprove': { [key]: value } }) })).toBe('');
    expect(replyTo('npx tsc', { '/lab/project/.vscode/settings.json': '{"chat.tools.terminal.autoApprove":{"npx":true}}' })).toBe('');
    expect(replyTo('npx tsc', { [USER]: '{ "chat.tools.terminal.autoApprove": { "git push": false, }, } // mine' })).toContain('/opt/rtk');
  });

  it('leaves everything where the settings are broken or elsewhere, and rewrites where all is approved', () => {
    expect(replyTo('npx tsc', { [USER]: '{ broken' })).toBe('');
    expect(replyTo('npx tsc', { '/lab/home/.vscode-server/bin': '' })).toBe('');
    expect(replyTo('npm test', { [USER]: '{"chat.tools.global.autoApprove": true}' })).toContain('/opt/rtk npm test');
  });

  it('does not answer other callers and background commands', () => {
    for (const name of ['claude', 'copilot', 'codex'])
      for (const { payload } of recorded(name)) expect(answer(agent, payload, context(place())).reply).toBe('');
    const payload = { hook_event_name: 'PreToolUse', tool_name: 'run_in_terminal', tool_input: { command: 'npx tsc', isBackground: true } };
    expect(answer(agent, payload, context(place())).reply).toBe('');
  });
});
