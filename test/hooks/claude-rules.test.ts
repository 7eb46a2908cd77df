import { describe, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import type { Place } from '../../src/hooks/types.ts';
import type { JsonObject } from '../../src/json.ts';
import { context, place } from './samples.ts';

const USER = '/lab/home/.claude/settings.json';

interface Reply {
  readonly hookSpecificOutput: { readonly permissionDecision?: string; readonly updatedInput: { readonly command: string } };
}

/** `left`, or the decision with which the line was rewritten. */
function verdict(line: string, at: Place, more: JsonObject = {}): string {
  const payload = { ...agent.sample.before?.(line, at.cwd), ...more };
  const { reply } = answer(agent, payload, context(at, 'rewrite'));
  if (reply === '') return 'left';
  const { permissionDecision = 'none', updatedInput } = (JSON.parse(reply) as Reply).hookSpecificOutput;
  expect(updatedInput.command.replaceAll('/opt/rtk ', '')).toBe(line);
  return permissionDecision;
}

function rules(permissions: JsonObject, more: Record<string, string> = {}, env: Place['env'] = {}): Place {
  return place({ [USER]: JSON.stringify({ permissions }), ...more }, env);
}

const LINES = [
  'npx tsc; git push --force',
  'git status\ngit push --force',
  '(git push --force); npx tsc',
  'npx tsc & git push --force; npx tsc',
  'env A=1 git push --force; npx tsc',
  'A=1 git push --force && npx tsc',
  'command git push --force && npx tsc',
  'npx tsc && git -C /w push --force',
  'npx tsc && "git" pu\\sh --force',
  'npx tsc && git push \\\n --force',
  'npx tsc && echo $(git push --force)',
  'npx tsc && `git push --force`',
  'npx tsc && sh -c "git push --force"',
  'if npx tsc; then git push --force; fi',
  'npx tsc && /usr/bin/git push --force',
];

describe('a deny rule', () => {
  for (const kind of ['deny', 'ask'])
    for (const rule of [
      'Bash(git push --force)',
      'Bash(git push:*)',
      'Bash(git push *)',
      'Bash(git * --force)',
      'Bash(*push*)',
      'Bash(*)',
      'Bash',
      'Bash(:*)',
      '*',
      'B*',
    ])
      it(`${kind} ${rule} keeps the line as it was`, () => {
        for (const line of LINES) expect([line, verdict(line, rules({ allow: ['Bash'], [kind]: [rule] }))]).toEqual([line, 'left']);
      });

  it('in any file leaves the line alone', () => {
    const deny = JSON.stringify({ permissions: { deny: ['Bash(npx tsc:*)'] } });
    const files = [
      '/lab/home/.claude/settings.local.json',
      '/lab/project/.claude/settings.json',
      '/lab/project/.claude/settings.local.json',
      '/lab/.claude/settings.json',
      '/etc/claude-code/managed-settings.json',
      '/etc/claude-code/managed-settings.d/10-x.json',
    ];
    for (const file of files) expect([file, verdict('npx tsc', rules({ allow: ['Bash'] }, { [file]: deny }))]).toEqual([file, 'left']);
    expect(verdict('npx tsc', place({ '/conf/settings.json': deny }, { CLAUDE_CONFIG_DIR: '/conf' }))).toBe('left');
  });
});

describe('a deny rule, again,', () => {
  it('on the command line is read', () => {
    const at = (...words: string[]) =>
      place({ '/proc/7/cmdline': ['claude', '-p', 'go on', ...words, ''].join('\0') }, { CLAUDE_PID: '7' });
    expect(verdict('npx tsc', at('--disallowedTools', 'Edit,Bash(npx tsc:*)'))).toBe('left');
    expect(verdict('npx tsc', at('--disallowed-tools=Bash(npx *) Read'))).toBe('left');
    expect(verdict('npx tsc', at('--settings', '{"permissions":{"deny":["Bash(npx tsc)"]}}'))).toBe('left');
    expect(verdict('npx tsc', at('--settings', 'missing.json'))).toBe('left');
    expect(verdict('npx tsc', at('--allowedTools', 'Bash(npx tsc)', 'Edit', '--verbose'))).toBe('allow');
    expect(verdict('npx tsc', at('--verbose'))).toBe('none');
  });

  it('for something else changes nothing', () => {
    const at = rules({ deny: ['Bash(git push:*)', 'WebFetch', 'Read(./.env)'] });
    expect(verdict('npx tsc', at)).toBe('none');
    expect(verdict('git log --stat; npx tsc', at)).toBe('none');
  });

  it('on files also holds for what reads files', () => {
    for (const rule of ['Read(./.env)', 'Edit(//etc/**)'])
      expect(verdict('npx tsc; cat .env', rules({ allow: ['Bash'], deny: [rule] }))).toBe('left');
  });

  it('of the sandbox keeps the name of the command', () => {
    expect(verdict('npx tsc', place({ [USER]: '{"sandbox":{"enabled":true,"excludedCommands":["npx:*"]}}' }))).toBe('left');
  });
});

describe('an allow rule', () => {
  it('is answered with allow if each part is allowed', () => {
    const at = rules({ allow: ['Bash(npx tsc:*)', 'Bash(npm run test)', 'Bash(npm run lint *)'] });
    for (const line of [
      'npx tsc --noEmit',
      'npx tsc && npx tsc -p x 2>&1',
      'cd app && npx tsc',
      'git status; npx tsc',
      'timeout 60 npx tsc',
      'time nice npx tsc',
      'timeout 60 npx tsc',
      'time npx tsc',
      "npx tsc -p 'a b'",
    ])
      expect([line, verdict(line, at)]).toEqual([line, 'allow']);
  });
  it('for one part allows nothing else', () => {
    const at = rules({ allow: ['Bash(npx tsc:*)'] });
    expect(verdict('npx tsc && git add .', at)).toBe('none');
    expect(verdict('npx tsc && npx eslint .', at)).toBe('none');
    expect(verdict('npx tsc > out; npx tsc', at)).toBe('left');
    for (const line of ['A=1 npx tsc', 'timeout -k 9 60 npx tsc', 'nice -n 5 npx tsc', 'env npx tsc'])
      expect([line, verdict(line, at)]).toEqual([line, 'left']);
    expect(verdict('npx tsc $(cat x)', at)).toBe('left');
    expect(verdict('cd /etc && npx tsc', at)).toBe('left');
    expect(verdict('npx tscx', at)).toBe('left');
  });
  it('on all commands needs no answer', () => {
    for (const rule of ['Bash', 'Bash(*)']) expect(verdict('npx tsc', rules({ allow: [rule] }))).toBe('none');
  });
  it('for the wrapper lets nothing through', () => {
    for (const rule of ['Bash(rtk:*)', 'Bash(/opt/rtk *)', "Bash('/opt/rtk' npx:*)"])
      expect(verdict('npx tsc', rules({ allow: [rule] }))).toBe('left');
  });
  it('of the user does not count where only managed ones do', () => {
    const managed = { '/etc/claude-code/managed-settings.json': '{"allowManagedPermissionRulesOnly":true}' };
    expect(verdict('npx tsc', rules({ allow: ['Bash(npx tsc)'] }, managed))).toBe('none');
  });
});

describe('without a rule', () => {
  it('nothing is allowed: Claude Code asks as before', () => expect(verdict('npx tsc', place())).toBe('none'));
  it('the modes are told apart', () => {
    const left = { bypassPermissions: 'none', plan: 'none', acceptEdits: 'none', dontAsk: 'none', auto: 'left' };
    for (const [mode, expected] of Object.entries(left))
      expect([mode, verdict('npx tsc', place(), { permission_mode: mode })]).toEqual([mode, expected]);
  });
  it('a file that cannot be understood leaves the line alone', () => {
    for (const text of ['{', '[]', '{"permissions":[]}', '{"permissions":{"deny":"Bash"}}', '{"permissions":{"allow":[1]}}']) {
      process.env['XDG_STATE_HOME'] = '/nowhere-to-write';
      expect([text, verdict('npx tsc', place({ [USER]: text }))]).toEqual([text, 'left']);
    }
    const broken: Place = {
      ...place(),
      read: () => {
        throw new Error('EACCES');
      },
    };
    expect(verdict('npx tsc', broken)).toBe('left');
  });
  it('comments and a byte order mark are understood', () => {
    expect(verdict('npx tsc', place({ [USER]: '\uFEFF{ // mine\n "permissions": { "deny": ["Bash(git push:*)", /* no */ ], }, }' }))).toBe(
      'none',
    );
  });
});
