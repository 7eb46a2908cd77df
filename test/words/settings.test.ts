import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { run as trust } from '../../src/commands/trust.ts';
import { run as verify } from '../../src/commands/verify.ts';
import { loadConfig } from '../../src/config/config.ts';
import { projectFolder } from '../../src/config/project-folder.ts';
import { routeFor } from '../../src/config/route-for.ts';
import { trusted, trustedFiles } from '../../src/config/trust.ts';
import { settingsDirs } from '../../src/io/paths.ts';

let home = '';

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'rtk-settings-')));
  vi.stubEnv('HOME', home);
  for (const name of ['XDG_CONFIG_HOME', 'XDG_STATE_HOME', 'RTK_LEVEL', 'RTK_DISABLED']) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(home, { recursive: true, force: true });
});

function put(name: string, text: string): string {
  const file = join(home, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const own = (name: string, text: string) => put(`.config/rtk/${name}`, text);

describe('the three forms say the same', () => {
  test.each([
    ['config.toml', 'level = "tight"\nexclude = ["git diff"]\n[hooks]\nclaude = "off"\n'],
    ['config.yaml', 'level: tight\nexclude:\n  - git diff\nhooks:\n  claude: off\n'.replace('off', '"off"')],
    ['config.yml', 'level: tight\nexclude: [git diff]\nhooks: { claude: "off" }\n'],
    ['config.json', '{"level": "tight", "exclude": ["git diff"], "hooks": {"claude": "off"}}'],
  ])('%s', async (name, text) => {
    own(name, text);
    expect(await loadConfig(home)).toMatchObject({ level: 'tight', exclude: ['git diff'], hooks: { claude: 'off' }, problems: [] });
  });
  it('and code is none of them', async () => {
    for (const name of ['config.js', 'config.cjs', 'config.ts', 'config']) own(name, 'process.exit(9)');
    put('.config/config.js', 'process.exit(9)');
    own('config.json', '{"level": "tight", "$import": "/dev/zero"}');
    expect(await loadConfig(home)).toMatchObject({ level: 'tight' });
  });
});

describe('what is broken', () => {
  test.each([
    ['config.toml', 'level = "tight"\nexclude = [\n', /config\.toml:\d+:\d+: .+; mend this line, or remove the file\.$/],
    ['config.yaml', 'level: tight\n  exclude: x\n', /config\.yaml:2:\d+: no valid YAML \(.+\); mend this line/],
    ['config.json', '{\n  "level": tight }', /config\.json:2:12: no valid JSON \(Invalid symbol\); mend this line/],
    ['config.yaml', '- a\n', /config\.yaml: it must hold fields with values/],
  ])('%s that cannot be parsed leaves every command raw, and says where', async (name, text, sentence) => {
    own(name, text);
    own('filters/x.toml', 'about = "x: y"\ncommand = ["x"]\n[lines]\ndrop = ["y"]\n');
    const config = await loadConfig(home);
    expect(config.problems).toEqual([expect.stringMatching(sentence)]);
    expect(config.raw).toBe(config.problems[0]);
    expect(Object.keys(config.filters)).toEqual(['x']);
    expect(routeFor(['git', 'log'], config)).toEqual({ argv: ['git', 'log'], why: config.raw });
  });
  it('in one field is left out alone', async () => {
    own('config.toml', 'exclude = ["git diff"]\nlevel = "tihgt"\nexclde = []\n\n[hooks]\nclaude = "sometimes"\n');
    const config = await loadConfig(home);
    expect(config).toMatchObject({ level: 'normal', exclude: ['git diff'], hooks: { claude: 'off' } });
    expect(config.raw).toBeUndefined();
    expect(config.problems).toEqual([
      expect.stringMatching(/config\.toml:3:1: there is no field `exclde`; write `exclude`\.$/),
      expect.stringMatching(/config\.toml:2:1: `level` is no "tihgt"; use lossless, normal, tight\.$/),
      expect.stringMatching(/config\.toml:6:1: `hooks\.claude` is no "sometimes"/),
    ]);
  });
  it('in the exclusions leaves every command raw', async () => {
    own('config.toml', 'exclude = "git diff"\n');
    expect(routeFor(['git', 'log'], await loadConfig(home)).why).toMatch(/config\.toml:1:1: `exclude` must be a list/);
  });
  it('in one filter leaves its commands raw, and no others', async () => {
    own('filters/a.toml', 'about = "a: b"\ncommand = ["git log"]\n[lines]\ndorp = ["y"]\n');
    own('filters/b.toml', 'about = "a: b"\ncommand = ["tool"]\n[lines]\ndrop = ["y"]\n');
    const config = await loadConfig(home);
    expect(routeFor(['git', 'log'], config).why).toMatch(/its own filter is broken: .*a\.toml: \[lines\] has no field `dorp`/);
    expect([routeFor(['git', 'status'], config).name, routeFor(['tool'], config).name]).toEqual(['git-status', 'b']);
  });
});

describe('a project', () => {
  const settings = (folder = '') => put(join('repo', folder, '.rtk/config.toml'), 'level = "tight"\n');
  it('is found from any folder up to the root of its repository, and no further', () => {
    settings();
    mkdirSync(join(home, 'repo/a/b'), { recursive: true });
    expect(projectFolder(join(home, 'repo'))).toBe(join(home, 'repo/.rtk'));
    // No repository: what stands above may be anybody's.
    expect(projectFolder(join(home, 'repo/a/b'))).toBeUndefined();
    mkdirSync(join(home, 'repo/.git'));
    expect(projectFolder(join(home, 'repo/a/b'))).toBe(join(home, 'repo/.rtk'));
    mkdirSync(join(home, 'repo/a/.git'));
    expect(projectFolder(join(home, 'repo/a/b'))).toBeUndefined();
    settings('a');
    expect(projectFolder(join(home, 'repo/a/b'))).toBe(join(home, 'repo/a/.rtk'));
    symlinkSync(join(home, 'repo/.rtk'), join(home, 'repo/a/b/.rtk'));
    expect(projectFolder(join(home, 'repo/a/b'))).toBe(join(home, 'repo/a/.rtk'));
  });
  it('is read once it was trusted, as it was then; all its versions can be forgotten', async () => {
    const file = settings();
    const folder = join(home, 'repo');
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    expect((await loadConfig(folder)).level).toBe('normal');
    await expect(trust([], {})).rejects.toThrow('say `rtk trust --yes`');
    expect(trusted()).toEqual([]);
    expect(await trust([], { yes: true })).toBe(0);
    expect((await loadConfig(folder)).level).toBe('tight');
    writeFileSync(file, 'level = "lossless"\n');
    expect((await loadConfig(folder)).level).toBe('normal');
    expect(await trust([], { yes: true })).toBe(0);
    expect((await loadConfig(folder)).level).toBe('lossless');
    expect(trusted()).toHaveLength(2);
    expect(await trust([], { remove: true })).toBe(0);
    expect(trusted()).toEqual([]);
    expect((await loadConfig(folder)).level).toBe('normal');
  });
  it.each(['config.toml', 'config.json', 'filters.toml', 'filters'])(
    'with a pipe for %s is not opened and cannot be trusted',
    async (name) => {
      settings('x');
      const folder = join(home, 'repo/y');
      mkdirSync(join(folder, '.rtk'), { recursive: true });
      execFileSync('mkfifo', [join(folder, '.rtk', name)]);
      vi.spyOn(process, 'cwd').mockReturnValue(folder);
      expect((await loadConfig(folder)).level).toBe('normal');
      expect(trustedFiles(join(folder, '.rtk'))).toBeUndefined();
      await expect(trust([], { yes: true })).rejects.toThrow(/Nothing was trusted/);
    },
  );
});

it('RTK_DISABLED leaves every command raw, and reads nothing', async () => {
  own('config.toml', 'level = ');
  vi.stubEnv('RTK_DISABLED', '1');
  expect(routeFor(['git', 'log'], await loadConfig(home))).toEqual({ argv: ['git', 'log'], why: 'RTK_DISABLED is set' });
  vi.stubEnv('RTK_DISABLED', '0');
  expect((await loadConfig(home)).problems).toHaveLength(1);
});

describe('settings of rtk-rs', () => {
  it('stand where it keeps them on other systems', () => {
    expect(settingsDirs('darwin', { HOME: '/Users/dev' })[0]).toBe('/Users/dev/Library/Application Support/rtk');
    expect(settingsDirs('win32', { APPDATA: '/c/Users/dev/AppData/Roaming' })[0]).toBe('/c/Users/dev/AppData/Roaming/rtk');
    expect(settingsDirs('linux', {})).toEqual([join(home, '.config/rtk')]);
  });
  it('exclude by words and by patterns', async () => {
    own(
      'config.toml',
      '[hooks]\nexclude_commands = ["curl", "^ls$", "^git (log|show)", "", "^"]\ntransparent_prefixes = ["a b", "a b c"]\n',
    );
    const config = await loadConfig(home);
    expect(config).toMatchObject({ exclude: ['curl'], prefixes: ['a b c', 'a b'], problems: [] });
    const why = (...argv: string[]) => routeFor(argv, config).why;
    expect([why('ls'), why('git', 'log', '-3')]).toEqual([
      '`^ls$` is excluded by the config',
      '`^git (log|show)` is excluded by the config',
    ]);
    expect([why('ls', '-l'), why('git', 'status')]).toEqual([undefined, undefined]);
  });
  it('bring their filters, as far as they have a meaning', async () => {
    own(
      'filters.toml',
      `schema_version = 1
[filters.deploy]
description = "deploy: what went wrong"
match_command = '^(deploy|ship)\\b'
strip_lines_matching = ['^\\s*$', '^uploading ']
replace = [{ pattern = '^(?P<name>\\w+): +', replacement = '\${name}: ' }]
max_lines = 5
[filters.short]
match_command = '^short\\b'
head_lines = 3
[[tests.deploy]]
name = "drops uploads"
input = "uploading a\\nerror: no room\\n"
expected = "error: no room"
`,
    );
    const config = await loadConfig(home);
    expect(config.filters['deploy']).toMatchObject({ command: ['deploy', 'ship'], lines: { replace: [{ with: '$<name>: ' }] } });
    expect(config.problems).toEqual([expect.stringContaining('[filters.short] drops, keeps and replaces nothing')]);
    const said = vi.spyOn(await import('../../src/io/say.ts'), 'say');
    vi.spyOn(process, 'cwd').mockReturnValue(home);
    expect([await verify([], { filter: 'deploy' }), said.mock.calls]).toEqual([0, expect.anything()]);
  });
});

describe('rtk verify', () => {
  const filter = (example: string) =>
    own(
      'filters/deploy.toml',
      `about = "deploy: errors"\ncommand = ["deploy"]\n\n[lines]\ndrop = ['^uploading ']\n\n[[example]]\n${example}\n`,
    );
  beforeEach(() => vi.spyOn(process, 'cwd').mockReturnValue(home));
  it('runs the tests of own filters', async () => {
    filter('input = "uploading a\\nerror: no room\\n"\nexpected = "error: no room"');
    expect(await verify([], {})).toBe(0);
    filter('input = "uploading a\\nerror: no room\\n"\nexpected = "all is well"');
    expect(await verify([], {})).toBe(1);
  });
  it('and the laws on them', async () => {
    filter('input = "uploading error: no room\\ndone\\n"\nexpected = "done"');
    expect(await verify([], {})).toBe(1);
  });
  it('asks for a test with --require-all', async () => {
    own('filters/deploy.toml', `about = "deploy: errors"\ncommand = ["deploy"]\n[lines]\ndrop = ['^uploading ']\n`);
    expect([await verify([], {}), await verify([], { requireAll: true })]).toEqual([0, 1]);
    await expect(verify([], { filter: 'deplo' })).rejects.toThrow('did you mean `deploy`?');
  });
});
