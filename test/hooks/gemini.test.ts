import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/gemini.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, place } from './samples.ts';
import { comesAndGoes } from './there-and-back.ts';

const TSC = 'cd app && npx tsc --noEmit';

function replyTo(line: string, files: Readonly<Record<string, string>> = {}, more: JsonObject = {}): string {
  const payload = agent.sample.before?.(line, '/lab/project') ?? {};
  const input = payload['tool_input'] as JsonObject;
  return answer(agent, { ...payload, tool_input: { ...input, ...more } }, context(place(files))).reply;
}

function policy(rule: string): Record<string, string> {
  return { '/lab/home/.gemini/policies/mine.toml': `# mine\n[[rule]]\n${rule}\npriority = 100\n` };
}

describe('gemini', () => {
  comesAndGoes(agent, 'hooks');

  it('sends the whole input back', () => {
    expect(JSON.parse(replyTo(TSC, {}, { dir_path: 'x', delay_ms: 5 }))).toEqual({
      hookSpecificOutput: {
        hookEventName: 'BeforeTool',
        tool_input: { command: 'cd app && /opt/rtk npx tsc --noEmit', description: 'sample', dir_path: 'x', delay_ms: 5 },
      },
    });
  });

  it('leaves background commands and what Gemini runs unasked or always asks for', () => {
    expect(replyTo(TSC, {}, { is_background: true })).toBe('{}');
    for (const line of ['git log', 'git -C app status', 'ls -la', 'rm -f x; npx tsc', 'sudo npx tsc', 'rg --pre cat foo'])
      expect(replyTo(line)).toBe('{}');
  });

  it.each([
    'toolName = "run_shell_command"\ncommandPrefix = "npx tsc"\ndecision = "deny"',
    'toolName = "run_shell_command"\ncommandPrefix = ["git push", "npx"]\ndecision = "ask_user"',
    "toolName = 'run_shell_command'\ncommandPrefix = 'npx'\ndecision = 'allow'",
    'toolName = ["read_file", "run_shell_command"]\nargsPattern = "x"\ndecision = "deny"',
    'toolName = "*"\ncommandRegex = "^git"\ndecision = "deny"',
    'toolName = "run_shell_command"\ncommandPrefix = "/opt/rtk"\ndecision = "allow"',
    'toolName = """run_shell_command"""\ndecision = "deny"',
  ])('leaves a line that a policy could concern: %s', (rule) => {
    expect(replyTo(TSC, policy(rule))).toBe('{}');
  });

  it.each([
    'toolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "deny"',
    'toolName = "write_file"\nargsPattern = "x"\ndecision = "deny"',
    'toolName = "run_shell_command"\ndecision = "allow"',
  ])('rewrites beside a policy on something else: %s', (rule) => {
    expect(replyTo(TSC, policy(rule))).toContain('/opt/rtk npx tsc');
  });

  it('reads settings of the user, the project and the machine', () => {
    const rules = { tools: { exclude: ['run_shell_command(npx tsc)'] } };
    for (const file of ['/lab/home/.gemini/settings.json', '/lab/project/.gemini/settings.json', '/etc/gemini-cli/settings.json'])
      expect(replyTo(TSC, { [file]: JSON.stringify(rules) })).toBe('{}');
    expect(replyTo(TSC, { '/lab/home/.gemini/settings.json': '{ "tools": { "allowed": ["ShellTool(git)"] }, } // mine' })).toContain(
      '/opt/rtk',
    );
    expect(replyTo(TSC, { '/lab/home/.gemini/settings.json': '{ broken' })).toBe('{}');
    expect(replyTo(TSC, { '/lab/home/.gemini/settings.json': '{"policyPaths":["/x"]}' })).toBe('{}');
  });

  it('rewrites what only reads where nobody is asked', () => {
    const proc = (words: string[]) => ({
      '/proc/self/stat': '9 (rtk) S 8 9 9 0',
      '/proc/8/stat': '8 (sh (x)) S 7 9 9 0',
      '/proc/8/cmdline': 'sh\0-c\0hook',
      '/proc/7/cmdline': ['node', '/usr/bin/gemini', ...words].join('\0'),
    });
    expect(replyTo('git log', proc(['--approval-mode', 'yolo', '-p', 'x']))).toContain('/opt/rtk git log');
    expect(replyTo('git log', proc(['--yolo']))).toBe('{}');
    expect(replyTo('git log', proc(['-p', 'x']))).toBe('{}');
  });
});
