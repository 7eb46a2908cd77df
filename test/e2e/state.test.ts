import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kept, lab, RTK, tscPretty } from './lab.ts';

const HANDLE = /rtk recall ([0-9a-f]+)/;

function failing(text: string) {
  const l = lab();
  writeFileSync(join(l.home, 'text'), text);
  l.tool('tsc', 'cat text; echo to-stderr >&2; exit 2');
  return l;
}

describe('recall', () => {
  it('gives the bytes back, from any folder', () => {
    const l = failing(tscPretty(30));
    const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
    const back = l.rtkWith({ cwd: '/' }, 'recall', id);
    expect(back.status).toBe(0);
    expect(back.text).toBe(`${tscPretty(30)}to-stderr\n`);
    expect(l.rtk('recall', id, '--stderr').text).toBe('to-stderr\n');
    expect(l.rtk('recall', id, '--lines', '1-1').text).toBe(`${tscPretty(30).split('\n')[0]}\n`);
    expect(l.rtk('recall', id, '--grep', 'number17').text.split('\n').length).toBe(3);
    expect(l.rtk('recall', '--list').text).toContain(id);
  });
  it('says that an entry has expired and what to run', () => {
    const l = failing(tscPretty(30));
    const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
    const old = new Date(Date.now() - 15 * 24 * 3600 * 1000);
    const folder = join(l.home, '.local/state/rtk/store');
    utimesSync(join(folder, id), old, old);
    // Pruning comes with about every eighth entry.
    for (let n = 0; n < 80 && kept(l.home).includes(id); n++) {
      writeFileSync(join(l.home, 'text'), tscPretty(31 + n));
      l.rtk('tsc');
    }
    const gone = l.rtk('recall', id);
    expect([gone.status, gone.stderr.toString()]).toEqual([1, `rtk: the text ${id} has expired; run it again: tsc\n`]);
  });
  it('keeps files private and secrets masked', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const l = failing(tscPretty(30).replace('compute(left', `login("${secret}"`));
    const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
    const folder = join(l.home, '.local/state/rtk/store');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, id)).mode & 0o777).toBe(0o600);
    const back = l.rtk('recall', id);
    expect(back.stdout.toString()).not.toContain(secret);
    expect(back.stderr.toString()).toBe('rtk: secrets in this text were masked when it was kept.\n');
  });
  it('of 20 MiB is exact', () => {
    const l = lab();
    l.tool('tsc', 'seq 1 2800000; exit 1');
    const ran = l.rtk('tsc');
    const id = HANDLE.exec(ran.text)?.[1] ?? '';
    expect(ran.status).toBe(1);
    expect(l.rtk('recall', id).stdout.equals(spawnSync('seq', ['1', '2800000'], { maxBuffer: 2 ** 28 }).stdout)).toBe(true);
  });
});

describe('without a place to keep things', () => {
  const text = tscPretty(30);
  for (const [name, env] of [
    ['no HOME', { HOME: undefined }],
    ['a HOME that is a file', { HOME: '/dev/null' }],
    ['a relative XDG_STATE_HOME', { XDG_STATE_HOME: 'x', HOME: '/proc' }],
  ] as const) {
    it(`${name}: the command is unaffected and nothing is hidden`, () => {
      const l = failing(text);
      const ran = l.rtkWith({ env }, 'tsc');
      expect([ran.status, ran.stdout.toString(), ran.stderr.toString()]).toEqual([2, text, 'to-stderr\n']);
      expect(readdirSync(l.home).sort()).toEqual(['bin', 'text']);
    });
  }
  it('a full disk', () => {
    const l = failing(text);
    const ran = l.rtkWith({ env: { XDG_STATE_HOME: '/dev/full' } }, 'tsc');
    expect([ran.status, ran.stdout.toString()]).toEqual([2, text]);
  });
});

describe('journal', () => {
  it('200 parallel runs are 200 lines', async () => {
    const l = lab();
    l.tool('tsc', `cat <<'X'\n${tscPretty(10)}X\nexit 2`);
    const runs = Array.from({ length: 200 }, () => once(spawn(RTK, ['tsc'], { cwd: l.home, env: l.env, stdio: 'ignore' }), 'close'));
    const ends = await Promise.all(runs);
    expect(ends.every(([status]) => status === 2)).toBe(true);
    const lines = l.journal();
    expect(lines.length).toBe(200);
    expect(lines.every((line) => line['filter'] === 'tsc' && line['exit'] === 2)).toBe(true);
  });
  it('holds shapes, no arguments', () => {
    const l = lab();
    l.tool('psql', 'exit 0');
    l.rtk('psql', 'postgres://user:hunter2@db/x', '--set=pw=geheim', '-c', 'select secret');
    expect(JSON.stringify(l.journal())).not.toMatch(/hunter2|geheim|select/);
    expect(l.journal()[0]?.['command']).toBe('psql --set -c');
  });
  it('that cannot be written is no message', () => {
    const l = lab();
    mkdirSync(join(l.home, '.local/state/rtk'), { recursive: true });
    mkdirSync(join(l.home, '.local/state/rtk/journal.jsonl'));
    l.tool('unknown-tool', 'echo out');
    expect(l.rtk('unknown-tool').text).toBe('out\n');
  });
});

describe('a hostile folder', () => {
  it('nothing in it takes effect', () => {
    const l = lab();
    const trap = join(l.home, 'trap');
    mkdirSync(join(trap, '.rtk/filters'), { recursive: true });
    mkdirSync(join(trap, 'node_modules/smol-toml'), { recursive: true });
    const bad = `require('fs').writeFileSync(${JSON.stringify(join(l.home, 'owned'))}, 'x')`;
    const files: Record<string, string> = {
      '.env': `PATH=${trap}\nRTK_LEVEL=lossless\nBUN_INSPECT=1\nMARK=dotenv`,
      'bunfig.toml': 'preload = ["./evil.js"]\n[run]\npreload = ["./evil.js"]',
      'evil.js': bad,
      'package.json': '{"name":"x","imports":{"#x":"./evil.js"},"main":"evil.js","type":"module"}',
      'tsconfig.json': '{"compilerOptions":{"paths":{"*":["./evil.js"]}}}',
      'node_modules/smol-toml/index.js': bad,
      'node_modules/smol-toml/package.json': '{"name":"smol-toml","main":"index.js"}',
      '.rtk/config.toml': 'exclude = ["tsc"]',
      '.rtk/filters/evil.toml': "about = 'hides'\ncommand = ['tsc']\n[lines]\nkeep = ['nothing']",
      git: `#!/bin/sh\necho x > ${l.home}/owned`,
      tsc: `#!/bin/sh\necho x > ${l.home}/owned`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(trap, name), text);
    for (const name of ['git', 'tsc']) chmodSync(join(trap, name), 0o755);
    l.tool('tsc', `echo "mark=$MARK" >&2; cat <<'X'\n${tscPretty(20)}X\nexit 2`);
    const here = l.rtkWith({ cwd: trap }, 'tsc');
    expect(here.text).toContain('mark=\n');
    // The two streams of a child may arrive in either order.
    const lines = (text: string) =>
      text
        .replace(/recall \w+/, '')
        .split('\n')
        .sort();
    expect(lines(here.text)).toEqual(lines(l.rtk('tsc').text));
    for (const words of [['--help'], ['config'], ['recall', '--list'], ['git', 'status']]) l.rtkWith({ cwd: trap }, ...words);
    expect(readdirSync(l.home)).not.toContain('owned');
  });
  it('is read once it is trusted, as it was then', () => {
    const l = failing(tscPretty(30));
    mkdirSync(join(l.home, '.rtk'));
    writeFileSync(join(l.home, '.rtk/config.toml'), 'exclude = ["tsc"]');
    expect(l.rtk('tsc').text).toMatch(HANDLE);
    expect(l.rtk('trust').status).toBe(2);
    expect(l.rtk('tsc').text).toMatch(HANDLE);
    expect(l.rtk('trust', '--yes').status).toBe(0);
    expect(l.rtk('tsc').text).not.toMatch(HANDLE);
    writeFileSync(join(l.home, '.rtk/config.toml'), 'exclude = ["tsc"]\n');
    expect(l.rtk('tsc').text).toMatch(HANDLE);
    rmSync(join(l.home, '.rtk'), { recursive: true });
  });
});

describe('settings of rtk-rs in the same file', () => {
  const RTK_RS =
    '[tracking]\nenabled = true\nhistory_days = 90\n[display]\ncolors = true\n[hooks]\nexclude_commands = ["tsc", "^ls$", ""]\n';
  it('do no harm, and its exclusions hold', () => {
    const l = failing(tscPretty(30));
    mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
    writeFileSync(join(l.home, '.config/rtk/config.toml'), RTK_RS);
    expect(l.rtk('tsc').text).not.toMatch(HANDLE);
    writeFileSync(join(l.home, '.config/rtk/config.toml'), RTK_RS.replace('"tsc", ', ''));
    expect(l.rtk('tsc').text).toMatch(HANDLE);
    expect(l.rtk('config').status).toBe(0);
  });
  it('with regular expressions hold, too', () => {
    const l = failing(tscPretty(30));
    mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
    writeFileSync(join(l.home, '.config/rtk/config.toml'), '[hooks]\nexclude_commands = ["^(ls|tsc)"]\n');
    expect(l.rtk('tsc').text).not.toMatch(HANDLE);
    writeFileSync(join(l.home, '.config/rtk/config.toml'), '[hooks]\nexclude_commands = ["^tsc -p"]\n');
    expect(l.rtk('tsc').text).toMatch(HANDLE);
  });
  it('that cannot be followed leave every command raw, and that is said', () => {
    const l = failing(tscPretty(30));
    mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
    writeFileSync(join(l.home, '.config/rtk/config.toml'), '[hooks]\nexclude_commands = ["^(ls|"]\n');
    expect(l.rtk('tsc').text).not.toMatch(HANDLE);
    const said = l.rtk('config');
    expect([said.status, said.text]).toEqual([0, expect.stringContaining('`^(ls|` is no valid regular expression')]);
    expect(said.text).toContain('config.toml:2:1: ');
  });
});
