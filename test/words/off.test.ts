import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { shown } from '../../src/commands/env.ts';
import { kept, lab, tscPretty } from '../e2e/lab.ts';

const HANDLE = /rtk recall [0-9a-f]+/;

function failing() {
  const l = lab();
  l.tool('tsc', `cat <<'X'\n${tscPretty(30)}X\nexit 2`);
  return l;
}

const settings = (home: string, toml: string) => {
  mkdirSync(join(home, '.config/rtk'), { recursive: true });
  writeFileSync(join(home, '.config/rtk/config.toml'), toml);
};

describe('off means off', () => {
  it('for one command, in rtk and in front of it', () => {
    const l = failing();
    expect(l.rtk('tsc').text).toMatch(HANDLE);
    const off = l.rtkWith({ env: { RTK_DISABLED: '1' } }, 'tsc');
    expect([off.status, off.stdout.toString()]).toEqual([2, tscPretty(30)]);
  });
  it('in every hook', () => {
    const l = failing();
    const event = (command: string) =>
      JSON.stringify({ hook_event_name: 'PreToolUse', tool_name: 'Bash', tool_input: { command }, session_id: 's', cwd: l.home });
    const answer = (command: string, env = {}) =>
      l.rtkWith({ input: event(command), env: { RTK_HOOKS: 'rewrite', ...env } }, 'hook', 'claude').stdout.toString();
    expect(answer('npx tsc')).toContain('rtk');
    for (const line of ['RTK_DISABLED=1 npx tsc', 'FOO=1 RTK_DISABLED=1 npx tsc', 'env RTK_DISABLED=1 npx tsc'])
      expect([line, answer(line)]).toEqual([line, '']);
    expect(answer('npx tsc', { RTK_DISABLED: '1' })).toBe('');
    const printed = (command: string) =>
      JSON.stringify({
        hook_event_name: 'PostToolUse',
        tool_name: 'Bash',
        tool_input: { command },
        tool_response: { stdout: tscPretty(30), stderr: '' },
        session_id: 's',
        cwd: l.home,
      });
    const replaced = (command: string) => l.rtkWith({ input: printed(command) }, 'hook', 'claude').stdout.toString();
    expect(replaced('npx tsc')).toMatch(HANDLE);
    expect(replaced('RTK_DISABLED=1 npx tsc')).toBe('');
  });
});

describe('switched off for good', () => {
  test.each(['RTK_TRACK', '[tracking]\nenabled = false\n'])('no journal: %j', (how) => {
    const l = failing();
    const env = how.startsWith('[') ? {} : { [how]: '0' };
    if (how.startsWith('[')) settings(l.home, how);
    expect(l.rtkWith({ env }, 'tsc').text).toMatch(HANDLE);
    expect(l.journal()).toEqual([]);
  });
  test.each(['RTK_RECALL', 'RTK_TEE', '[retriever]\nmode = "disabled"\n', '[tee]\nenabled = false\n'])(
    'nothing is kept, so nothing is hidden: %j',
    (how) => {
      const l = failing();
      const env = how.startsWith('[') ? {} : { [how]: '0' };
      if (how.startsWith('[')) settings(l.home, how);
      const { text } = l.rtkWith({ env }, 'tsc');
      expect(text).not.toMatch(HANDLE);
      expect(kept(l.home)).toEqual([]);
      expect([text.match(/TS2322/g)?.length, text.match(/const value: number\d+/g)?.length]).toEqual([30, 30]);
    },
  );
  test.each([
    'GIT_AUTHOR_NAME',
    'GIT_AUTHOR_EMAIL',
    'SSH_AUTH_SOCK',
    'PWD',
    'OLDPWD',
    'XAUTHORITY',
    'KEYBOARD',
    'PATH',
    'TOKENIZERS_PATH',
    'MAX_OUTPUT_TOKENS',
    'PASSWORD_FILE',
  ])('and not %s', (name) => {
    expect(shown(name, 'plain value')).toBe('plain value');
  });
});
