import { describe, expect, it } from 'vitest';
import { agentNamed } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Place } from '../../src/hooks/types.ts';
import { behindRtk } from '../../src/shell/behind-rtk.ts';
import { context, place } from './samples.ts';

/** What the agent is answered to the line, and why. */
async function answered(name: string, line: string, at: Place, more: object = {}): Promise<{ reply: string; why: string }> {
  const agent = await agentNamed(name);
  if (!agent?.sample.before) throw new Error(`${name} asks nothing before a command runs`);
  return answer(agent, { ...agent.sample.before(line, at.cwd), ...more }, context(at));
}

const BEHIND = [
  'rtk git push',
  'rtk git push origin main',
  'rtk raw git push',
  'rtk err git push',
  'rtk test git push',
  'rtk summary git push',
  'rtk proxy git push',
  "rtk run -c 'git push'",
  'rtk -- git push',
  'rtk -u git push',
  'rtk --level tight git push',
  'rtk raw -- git push',
  'rtk rtk raw git push',
  '/usr/local/bin/rtk git push',
  "'/opt/my tools/rtk' git push",
  './rtk git push',
  '"rtk" git push',
  'r\\tk git push',
  '$(which rtk) git push',
  'timeout 20 rtk git push',
  'env A=1 rtk git push',
  'A=1 rtk git push',
  'sudo rtk git push',
  'xargs rtk git push',
  'rtk git -C app push',
  'rtk /usr/bin/git push',
  'rtk timeout 20 git push',
  "bash -c 'rtk git push'",
  'npm test && rtk git push',
  'npm test; (cd app; rtk raw git push)',
  'rtk git status | rtk git push',
  'echo $(rtk git push)',
  'if true; then rtk git push; fi',
  'rtk git push &',
];
const OTHERS = [
  'git push',
  'rtk git pull',
  'echo rtk git push',
  'rtk gain',
  'grep -n rtk README.md',
  'rtk git log',
  'cd ~/rtk && git status',
  'rtk echo git push',
];

const rules = (kind: 'deny' | 'ask', rule = 'Bash(git push:*)') =>
  place({ '/lab/home/.claude/settings.json': JSON.stringify({ permissions: { allow: ['Bash(rtk:*)'], [kind]: [rule] } }) });

describe('a command that is denied, or asked for, behind rtk', () => {
  for (const kind of ['deny', 'ask'] as const)
    it(`is answered with ${kind}, and with the rule`, async () => {
      for (const line of BEHIND) {
        const { reply } = await answered('claude', line, rules(kind));
        const { hookSpecificOutput: said } = JSON.parse(reply || '{"hookSpecificOutput":{}}');
        expect([line, said.permissionDecision, said.updatedInput]).toEqual([line, kind, undefined]);
        expect(said.permissionDecisionReason).toMatch(/^your rule Bash\(git push:\*\) .*push/);
      }
    });

  it('in the background as well', async () => {
    const more = { tool_input: { command: 'rtk git push', run_in_background: true } };
    expect((await answered('claude', 'rtk git push', rules('deny'), more)).reply).toContain('"deny"');
    const left = { tool_input: { command: 'npx tsc', run_in_background: true } };
    expect((await answered('claude', 'npx tsc', rules('deny'), left)).reply).toBe('');
  });

  it('is not seen where it is not', async () => {
    for (const line of OTHERS) expect([line, (await answered('claude', line, rules('deny'))).reply]).toEqual([line, '']);
  });

  it('that nobody can read is asked for', async () => {
    expect((await answered('claude', "rtk git push 'unclosed", rules('deny'))).reply).toContain('"ask"');
    expect((await answered('claude', 'rtk sh -c "git push"', rules('deny'))).reply).toContain('"ask"');
  });
});

const HOME = '/lab/home';
/** Each agent with a rule of its own against `git push`, and the answer that it understands. */
const AGENTS: readonly (readonly [name: string, files: Record<string, string>, said: string, more?: object])[] = [
  ['qoder', { [`${HOME}/.qoder/settings.json`]: '{"permissions":{"deny":["Bash(git push:*)"]}}' }, '"permissionDecision":"deny"'],
  ['qoder', { [`${HOME}/.qoder/settings.json`]: '{"permissions":{"ask":["Bash(git push:*)"]}}' }, '"permissionDecision":"ask"'],
  ['droid', { [`${HOME}/.factory/settings.json`]: '{"commandBlocklist":["git push"]}' }, '"permissionDecision":"deny"'],
  ['droid', { [`${HOME}/.factory/settings.json`]: '{"commandDenylist":["git push"]}' }, '"permissionDecision":"ask"'],
  ['devin', { [`${HOME}/.config/devin/config.json`]: '{"permissions":{"deny":["Exec(git push)"]}}' }, '"decision":"block"'],
  ['devin', { [`${HOME}/.config/devin/config.json`]: '{"permissions":{"ask":["Exec(git push)"]}}' }, 'run it without rtk'],
  ['trae', { [`${HOME}/.config/Trae/User/settings.json`]: '{"AI.toolcall.command.denyList":["git push"]}' }, '"permissionDecision":"ask"'],
  ['junie', { [`${HOME}/.junie/allowlist.json`]: '{"rules":[{"prefix":"git push","action":"ask"}]}' }, '"decision":"ask"'],
  ['gemini', { [`${HOME}/.gemini/settings.json`]: '{"tools":{"exclude":["run_shell_command(git push)"]}}' }, '"decision":"deny"'],
  [
    'gemini',
    {
      [`${HOME}/.gemini/policies/a.toml`]: '[[rule]]\ntoolName = "run_shell_command"\ncommandPrefix = "git push"\ndecision = "ask_user"\n',
    },
    '"decision":"ask"',
  ],
  ['cursor', { [`${HOME}/.cursor/cli-config.json`]: '{"permissions":{"deny":["Shell(git push)"]}}' }, '"permission":"deny"'],
  ['antigravity', { [`${HOME}/.gemini/config/config.json`]: '{"permissions":{"deny":["command(git push)"]}}' }, '"decision":"deny"'],
  [
    'auggie',
    {
      [`${HOME}/.augment/settings.json`]:
        '{"toolPermissions":[{"toolName":"launch-process","shellInputRegex":"^git push","permission":{"type":"deny"}}]}',
    },
    '"permissionDecision":"deny"',
  ],
  [
    'vscode',
    { [`${HOME}/.config/Code/User/settings.json`]: '{"chat.tools.terminal.autoApprove":{"git push":false}}' },
    '"permissionDecision":"ask"',
  ],
  [
    'codex',
    { [`${HOME}/.codex/rules/default.rules`]: 'prefix_rule(pattern = ["git", ["push"]], decision = "forbidden")\n' },
    '"permissionDecision":"deny"',
  ],
  [
    'codex',
    { [`${HOME}/.codex/rules/default.rules`]: 'prefix_rule(\n  pattern=["git", "push"],\n  decision="prompt",\n)\n' },
    'run it without rtk',
  ],
  ['opencode', {}, '"refused"', { settings: { permission: { bash: { '*': 'allow', 'git push*': 'deny' } } } }],
];

describe('every agent whose hook can stop a command', () => {
  for (const [name, files, said, more] of AGENTS)
    it(`${name}: ${said}`, async () => {
      for (const line of ['rtk git push origin', 'npx tsc && /opt/rtk raw git push'])
        expect([line, (await answered(name, line, place(files), more)).reply]).toEqual([line, expect.stringContaining(said)]);
      expect((await answered(name, 'rtk git pull', place(files), more)).reply).not.toContain(said);
    });

  it('crush: what it bans', async () => {
    expect((await answered('crush', 'rtk curl https://example.invalid', place())).reply).toContain('"decision":"deny"');
  });
});

describe('a rule that stops rtk itself', () => {
  for (const rule of ['Bash(rtk:*)', 'Bash(rtk *)', 'Bash(/opt/rtk:*)', 'Bash(*rtk*)'])
    it(`${rule} leaves every command as it is`, async () => {
      const { reply, why } = await answered(
        'claude',
        'npx tsc',
        place({ [`${HOME}/.claude/settings.json`]: JSON.stringify({ permissions: { deny: [rule] } }) }),
      );
      expect([reply, why]).toEqual(['', `your rule ${rule} stops rtk itself`]);
    });
});

it('an allow says what it rests on', async () => {
  const at = place({ [`${HOME}/.claude/settings.json`]: '{"permissions":{"allow":["Bash(npx tsc:*)"]}}' });
  const said = JSON.parse((await answered('claude', 'ls src && npx tsc --noEmit', at)).reply).hookSpecificOutput;
  expect(said).toMatchObject({ permissionDecision: 'allow' });
  expect(said.permissionDecisionReason).toBe(
    '`ls` only reads, and Claude Code never asks for it, your rule Bash(npx tsc:*) allows `npx tsc --noEmit`',
  );
});

it('words behind rtk are the words of the command', () => {
  expect(behindRtk('rtk -u git log --oneline && rtk raw -- git show "a b"; npm test')).toEqual([
    ['git', 'log', '--oneline'],
    ['git', 'show', 'a b'],
  ]);
  expect(behindRtk('rtk "unclosed')).toBeUndefined();
});
