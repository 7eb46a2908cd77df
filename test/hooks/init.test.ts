import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AGENTS, agentNamed } from '../../src/hooks/agents/index.ts';
import { type Lab, lab, RTK } from '../e2e/lab.ts';

const GUARD = '{"type":"command","command":"/opt/guard.sh --strict"}';

/** Settings as people have them. */
const SETTINGS: Readonly<Record<string, string>> = {
  'an empty object': '{}\n',
  'no line end': '{}',
  'an empty file': '',
  'blanks only': ' \n',
  'two spaces': '{\n  "model": "opus",\n  "env": { "A": "1" }\n}\n',
  'tabs and comments': `{\n\t// mine\n\t"model": "opus", /* keep */\n\t"hooks": {\n\t\t"PreToolUse": [\n\t\t\t{ "matcher": "Bash", "hooks": [ ${GUARD} ] }, // guard\n\t\t],\n\t},\n}`,
  'one line': `{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[${GUARD}]}],"Stop":[]},"z":[1,2]}`,
  'Windows line ends': '{\r\n    "permissions": {\r\n        "allow": [\r\n            "Bash"\r\n        ]\r\n    }\r\n}\r\n',
  'a byte order mark': '\uFEFF{\n  "a": 1\n}\n',
  'odd formatting': '{ "hooks" :\n{ "PostToolUse":[ ]\n , "PreToolUse" : [\n\n ]}   ,"b":null\n\n}\n\n',
  'a trailing comma in one line': '{"hooks": {"PreToolUse": [],},}',
  'an empty object over two lines': '{\n}\n',
};

function settings(l: Lab): string {
  const file = join(l.home, '.claude/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

function install(l: Lab, ...words: string[]) {
  return l.rtk('init', '-g', '--yes', ...words);
}

describe('init and uninstall', () => {
  for (const [name, text] of Object.entries(SETTINGS)) {
    it(`give back ${name}, byte for byte`, () => {
      const l = lab();
      const file = settings(l);
      writeFileSync(file, text);
      const done = install(l);
      expect([done.status, done.text]).toEqual([0, expect.stringContaining('installed; the hook answers')]);
      const written = readFileSync(file, 'utf8');
      expect(written.match(/hook claude/g)?.length).toBe(3);
      expect(install(l).text).toContain('already installed');
      expect(readFileSync(file, 'utf8')).toBe(written);
      expect(l.rtk('init', '-g', '--uninstall').status).toBe(0);
      expect(readFileSync(file, 'utf8')).toBe(text);
    });
    it(`give back ${name} without a memory of what was put in, or nearly`, () => {
      const l = lab();
      const file = settings(l);
      writeFileSync(file, text);
      install(l);
      rmSync(join(l.home, '.local'), { recursive: true });
      expect(l.rtk('init', '-g', '--uninstall').status).toBe(0);
      const left = existsSync(file) ? readFileSync(file, 'utf8') : '';
      expect(left).not.toContain('rtk');
      if (text.includes('guard')) expect(left).toContain(GUARD);
    });
  }
});

describe('init and uninstall,', () => {
  it('leave no file and no folder where there was none', () => {
    const l = lab();
    install(l);
    expect(existsSync(join(l.home, '.claude/settings.json'))).toBe(true);
    l.rtk('init', '-g', '--uninstall');
    expect(existsSync(join(l.home, '.claude'))).toBe(false);
  });

  it('keep what was written in between', () => {
    const l = lab();
    const file = settings(l);
    writeFileSync(file, SETTINGS['two spaces'] ?? '');
    install(l);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"opus"', '"haiku" /* new */'));
    l.rtk('init', '-g', '--uninstall');
    expect(readFileSync(file, 'utf8')).toBe((SETTINGS['two spaces'] ?? '').replace('"opus"', '"haiku" /* new */'));
  });

  it('follow links and keep the mode', () => {
    const l = lab();
    const file = settings(l);
    const real = join(l.home, 'dotfiles.json');
    writeFileSync(real, '{}\n', { mode: 0o600 });
    symlinkSync(real, file);
    install(l);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toContain('hook claude');
    expect(statSync(real).mode & 0o777).toBe(0o600);
    l.rtk('init', '-g', '--uninstall');
    expect([lstatSync(file).isSymbolicLink(), readFileSync(real, 'utf8')]).toEqual([true, '{}\n']);
  });
});

describe('init, where it is difficult,', () => {
  it('leaves a read-only file, and a file that is no JSON, alone', () => {
    for (const [text, mode] of [
      ['{}\n', 0o444],
      ['{ "a": ', 0o644],
      ['[]', 0o644],
      ['{"hooks": []}', 0o644],
      ['{"hooks": {"PreToolUse": {}}}', 0o644],
    ] as const) {
      const l = lab();
      const file = settings(l);
      writeFileSync(file, text);
      chmodSync(file, mode);
      const done = install(l);
      expect([text, done.status !== 0, done.text.includes('settings.json'), done.text.includes('installed')]).toEqual([
        text,
        true,
        true,
        false,
      ]);
      expect(readFileSync(file, 'utf8')).toBe(text);
      expect(readdirSync(dirname(file))).toEqual(['settings.json']);
    }
  });

  it('works in a project, and shows what it would do', () => {
    const l = lab();
    expect(l.rtk('init', '--dry-run').text).toContain(`+++ ${l.home}/.claude/settings.json`);
    expect(existsSync(join(l.home, '.claude'))).toBe(false);
    expect(l.rtk('init', '--with-instructions').status).toBe(0);
    expect(readFileSync(join(l.home, 'CLAUDE.md'), 'utf8')).toMatch(/^<!-- rtk begin -->\n.*recall.*\n<!-- rtk end -->\n$/s);
    expect(l.rtk('init', '--show').text).toContain(`${l.home}/.claude/settings.json (both)`);
    l.rtk('init', '--uninstall');
    expect([existsSync(join(l.home, 'CLAUDE.md')), existsSync(join(l.home, '.claude'))]).toEqual([false, false]);
  });
});

describe('init over others', () => {
  it('names rtk-rs and takes its entries out on request only', () => {
    const l = lab();
    const file = settings(l);
    const text = `{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[{"type":"command","command":"rtk hook claude"},${GUARD}]},{"matcher":"Bash","hooks":[{"type":"command","command":"/home/dev/.claude/hooks/rtk-rewrite.sh"}]}]}}`;
    writeFileSync(file, text);
    const refused = install(l);
    expect([refused.status, refused.text]).toEqual([
      1,
      expect.stringContaining('rtk hook claude; /home/dev/.claude/hooks/rtk-rewrite.sh.'),
    ]);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(install(l, '--replace-rtk-rs').status).toBe(0);
    const written = readFileSync(file, 'utf8');
    expect([written.includes('rtk-rewrite'), written.includes('"rtk hook claude"'), written.includes(GUARD)]).toEqual([false, false, true]);
    l.rtk('init', '-g', '--uninstall');
    expect(readFileSync(file, 'utf8')).toBe(`{"hooks":{"PreToolUse":[{"matcher":"Bash","hooks":[${GUARD}]}]}}`);
  });

  it('puts a binary that has moved in the place of the old one', () => {
    const l = lab();
    const file = settings(l);
    const old = join(l.home, 'old dir/rtk');
    mkdirSync(dirname(old));
    cpSync(RTK, old);
    writeFileSync(file, '{}\n');
    const run = l.tool('old-rtk', `exec '${old}' "$@"`);
    expect(l.rtk(run, 'init', '-g').status).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(`'${old}' hook claude`);
    renameSync(old, join(l.home, 'gone'));
    expect(l.rtk('doctor').text).toContain(`${old} is not there any more`);
    expect(install(l).status).toBe(0);
    expect([readFileSync(file, 'utf8').includes(old), readFileSync(file, 'utf8').match(/hook claude/g)?.length]).toEqual([false, 3]);
    l.rtk('init', '-g', '--uninstall');
    expect(readFileSync(file, 'utf8')).toBe('{}\n');
  });

  it('every agent, in and out', async () => {
    for (const [name, load] of Object.entries(AGENTS)) {
      if ((await load()).agent.mode === 'off') continue;
      const l = lab();
      const before = readdirSync(l.home);
      const done = install(l, '--agent', name);
      const hasHooks = (await agentNamed(name))?.mode !== 'off';
      expect([name, done.status, done.text]).toEqual([
        name,
        hasHooks ? 0 : 1,
        expect.stringContaining(hasHooks ? 'installed' : 'nothing is installed'),
      ]);
      l.rtk('init', '-g', '--uninstall', '--agent', name);
      rmSync(join(l.home, '.local'), { recursive: true, force: true });
      expect([name, readdirSync(l.home)]).toEqual([name, before]);
    }
  });
});

describe('doctor', () => {
  it('says what is there, and names hooks of others', () => {
    const l = lab();
    writeFileSync(settings(l), SETTINGS['one line'] ?? '');
    expect(l.rtk('doctor').text).toContain('not installed');
    install(l);
    const seen = l.rtk('doctor');
    expect([seen.status, seen.text]).toEqual([
      0,
      expect.stringMatching(/fired +never yet\n +self-test +works: .*\n +other hook PreToolUse Bash: \/opt\/guard\.sh --strict/),
    ]);
    expect(l.rtkWith({ env: { RTK_HOOKS: 'rewrite' } }, 'doctor').text).toContain('rewrite, by RTK_HOOKS');
  });
});

describe('settings that Claude Code does not read', () => {
  for (const [name, text, told] of [
    ['with a comment', '{\n  // mine\n  "a": 1\n}\n', true],
    ['with a trailing comma', '{"a": [1,]}', true],
    ['without either', '{"a": 1}\n', false],
  ] as const) {
    it(`${name}: init and doctor ${told ? 'say so' : 'say nothing'}`, () => {
      const l = lab();
      writeFileSync(settings(l), text);
      expect(install(l).stderr.toString().includes('a comment or a trailing comma')).toBe(told);
      const doctor = l.rtk('doctor', 'claude');
      expect([doctor.status, doctor.text.includes('a comment or a trailing comma')]).toEqual([told ? 1 : 0, told]);
    });
  }
});
