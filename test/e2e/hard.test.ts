/** What must hold where the disk is full, files are not what they seem, and entries are damaged. */

import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kept, type Lab, lab, RTK, tscPretty } from './lab.ts';

const HANDLE = /rtk recall ([0-9a-f]+)/;
const storeOf = (l: Lab) => join(l.home, '.local/state/rtk/store');

function failing(text: string): Lab {
  const l = lab();
  writeFileSync(join(l.home, 'text'), text);
  l.tool('tsc', 'cat "$HOME/text"; exit 2');
  return l;
}

/** With files of at most so many blocks of 512 bytes. */
function limited(l: Lab, blocks: number, ...words: string[]): string {
  const line = `ulimit -f ${blocks}; exec "$0" "$@"`;
  const { stdout } = spawnSync('sh', ['-c', line, RTK, ...words], { cwd: l.home, env: l.env, maxBuffer: 2 ** 28 });
  return stdout.toString();
}

describe('a text that could not be kept whole', () => {
  it('has no handle, and nothing of it is hidden', () => {
    const text = tscPretty(100);
    const l = failing(text);
    const shown = limited(l, 8, 'tsc');
    expect(shown).not.toMatch(HANDLE);
    for (let n = 1; n <= 100; n++) expect(shown).toContain(`number${n}'`);
    expect(kept(l.home).filter((name) => /^[0-9a-f]+$/.test(name))).toEqual([]);
    expect(l.rtk('tsc').text).toMatch(HANDLE);
  });

  it('of many megabytes is not promised either, and what was promised before is given back', () => {
    const l = lab();
    l.tool('tsc', 'seq 1 1500000; exit 1');
    const shown = limited(l, 1000, 'tsc');
    const id = HANDLE.exec(shown)?.[1];
    expect(shown.split('\n').slice(-12).join('\n')).not.toMatch(HANDLE);
    if (id !== undefined) expect(l.rtk('recall', id).stderr.toString()).toContain('only the beginning of this text was kept');
  });
});

describe('an entry that is not what was written', () => {
  it('is said to be damaged: shorter, longer, empty, no entry at all', () => {
    for (const harm of [
      (file: string) => truncateSync(file, readFileSync(file).length - 1),
      (file: string) => appendFileSync(file, 'x'),
      (file: string) => truncateSync(file, 0),
      (file: string) => writeFileSync(file, 'no entry\n'),
    ]) {
      const l = failing(tscPretty(30));
      const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
      harm(join(storeOf(l), id));
      const back = l.rtk('recall', id);
      expect([back.status, back.stdout.length]).toEqual([1, 0]);
      expect(back.stderr.toString()).toMatch(/^rtk: the text \w+ is not what was written any more/);
    }
  });

  it('spoils neither the list, nor what is kept next, nor what goes', () => {
    const l = failing(tscPretty(30));
    const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
    const old = new Date(Date.now() - 20 * 24 * 3600 * 1000);
    for (const [name, text] of [
      ['aaaaaa', ''],
      ['bbbbbb', '{"argv":'],
      ['cccccc', '{}\n'],
      ['dddddd', '{"argv":["old"],"exit":0,"stdout":0,"stderr":0,"masked":false}\n'],
    ] as const) {
      writeFileSync(join(storeOf(l), name), text);
      utimesSync(join(storeOf(l), name), old, old);
    }
    mkdirSync(join(storeOf(l), 'eeeeee'));
    execFileSync('mkfifo', [join(storeOf(l), 'ffffff')]);
    const list = l.rtk('recall', '--list');
    expect([list.status, list.stdout.toString()]).toEqual([0, expect.stringContaining(id)]);
    expect(list.stderr.toString()).toMatch(/damaged entries are left out/);
    // The list takes away what is too old.
    expect(kept(l.home).filter((name) => /^(?:a+|b+|c+|d+)$/.test(name))).toEqual([]);
    expect(l.rtk('recall', 'dddddd').stderr.toString()).toBe('rtk: the text dddddd has expired; run it again: old\n');
    writeFileSync(join(l.home, 'text'), tscPretty(31));
    expect(HANDLE.exec(l.rtk('tsc').text)?.[1]).toBeDefined();
  });
});

it('two large outputs of one command do not share a handle', () => {
  const l = lab();
  l.tool('tsc', 'seq 1 900000; echo "$RUN"; exit 1');
  const run = (name: string) => HANDLE.exec(l.rtkWith({ env: { RUN: name } }, 'tsc').text)?.[1] ?? '';
  const [one, other] = [run('first run'), run('second run')];
  expect(one).not.toBe(other);
  expect(l.rtk('recall', one, '--lines', '900001').text).toBe('first run\n');
  expect(l.rtk('recall', other, '--lines', '900001').text).toBe('second run\n');
});

it('a secret that goes on from one block of a large output to the next is masked', () => {
  const l = lab();
  const line = 'QmFzZTY0bGluZW9mYWtleXRoYXRpc25vdHJlYWxhdGFsbGp1c3RhdGVzdA0K';
  const key = `${'-'.repeat(5)}BEGIN RSA PRIVATE KEY${'-'.repeat(5)}`;
  l.tool(
    'tsc',
    `seq 1 900000; echo '${key}'; for i in $(seq 400); do echo ${line}; [ $((i % 40)) = 0 ] && sleep 0.02; done; echo 'done with all of it'; exit 1`,
  );
  const id = HANDLE.exec(l.rtk('tsc').text)?.[1] ?? '';
  const back = l.rtk('recall', id);
  expect(back.stderr.toString()).toContain('secrets in this text were masked');
  expect(back.stdout.toString()).not.toContain(line);
  expect(back.stdout.toString()).toMatch(/900000\n\[masked by rtk\]\s*done with all of it\n$/);
});

describe('pruning', () => {
  it('takes a few entries of a very large folder in one run', () => {
    const l = failing(tscPretty(30));
    l.rtk('tsc');
    const entry = '{"argv":["x"],"exit":0,"stdout":1,"stderr":0,"masked":false,"plain":true}\nx';
    const old = new Date(Date.now() - 30 * 86_400_000);
    for (let n = 0; n < 20_000; n++) {
      const file = join(storeOf(l), `f${n.toString(16).padStart(7, '0')}`);
      writeFileSync(file, entry);
      utimesSync(file, old, old);
    }
    const left = Array.from({ length: 12 }, (_, n) => {
      writeFileSync(join(l.home, 'text'), tscPretty(31 + n));
      l.rtk('tsc');
      return readdirSync(storeOf(l)).length;
    });
    // 32 go at most at a time; it used to read every file of the folder before the command printed.
    expect(Math.min(...left.map((count, n) => count - (left[n - 1] ?? 20_000)))).toBeGreaterThanOrEqual(-32);
  }, 60_000);
});

describe('a marker in an output', () => {
  it('that nobody can follow hides nothing from the filter, and stays', () => {
    const l = failing(`${tscPretty(40)}\n[+812 lines: rtk recall 3f9a2c]\n`);
    const shown = l.rtk('tsc').text;
    expect(shown).toContain('[+812 lines: rtk recall 3f9a2c]');
    expect(shown.length).toBeLessThan(tscPretty(40).length * 0.8);
  });

  it('of ours is left as it is', () => {
    const l = failing(tscPretty(40));
    const shown = l.rtk('tsc').stdout;
    expect(l.rtkWith({ input: shown }, 'pipe', '--as', 'tsc').stdout.equals(shown)).toBe(true);
  });
});

describe('a file that is none', () => {
  const settings = (l: Lab) => join(l.home, '.claude/settings.json');
  const inits: readonly (readonly [name: string, make: (file: string) => void, said: string])[] = [
    ['a link to a device', (file) => symlinkSync('/dev/null', file), 'a device'],
    ['a link to nothing', (file) => symlinkSync('nothing', file), 'leads to nothing'],
    ['a link to itself', (file) => symlinkSync('settings.json', file), 'leads to itself'],
    ['a pipe', (file) => void execFileSync('mkfifo', [file]), 'a pipe'],
    ['a folder', (file) => mkdirSync(file), 'a folder'],
  ];
  for (const [name, make, said] of inits)
    it(`init and uninstall leave ${name} as it is`, () => {
      const l = lab();
      mkdirSync(join(l.home, '.claude'));
      make(settings(l));
      const stat = () => execFileSync('stat', ['-c', '%F %i %N', settings(l)]).toString();
      const before = stat();
      for (const words of [
        ['init', '-g', '--yes'],
        ['init', '-g', '--uninstall', '--agent', 'claude'],
        ['statusline', '--install'],
      ]) {
        const ran = spawnSync(RTK, words, { cwd: l.home, env: l.env, timeout: 10_000 });
        expect([words.join(' '), ran.status, ran.stderr.toString()]).toEqual([words.join(' '), 2, expect.stringContaining(said)]);
        expect(ran.stderr.toString().trim().split('\n').length).toBe(1);
      }
      expect(stat()).toBe(before);
      expect(readdirSync(join(l.home, '.claude'))).toEqual(['settings.json']);
    });

  it('keeps no hook and no command from its work', () => {
    const l = failing(tscPretty(30));
    execFileSync('mkfifo', [join(l.home, '.git'), join(l.home, 'CLAUDE.md')]);
    mkdirSync(join(l.home, '.claude'));
    execFileSync('mkfifo', [settings(l)]);
    mkdirSync(join(l.home, '.local/state/rtk'), { recursive: true });
    execFileSync('mkfifo', [join(l.home, '.local/state/rtk/journal.jsonl'), join(l.home, '.local/state/rtk/health.log')]);
    const ran = spawnSync(RTK, ['tsc'], { cwd: l.home, env: l.env, timeout: 10_000 });
    expect([ran.status, ran.signal]).toEqual([2, null]);
    const event = JSON.stringify({ hook_event_name: 'PreToolUse', tool_name: 'Bash', cwd: l.home, tool_input: { command: 'npx tsc' } });
    const hook = spawnSync(RTK, ['hook', 'claude'], { cwd: l.home, env: l.env, input: event, timeout: 10_000 });
    expect([hook.status, hook.signal, hook.stdout.toString()]).toEqual([0, null, '']);
    for (const words of [['gain'], ['discover']])
      expect(spawnSync(RTK, words, { cwd: l.home, env: l.env, timeout: 20_000 }).signal).toBe(null);
  }, 60_000);
});

describe('init', () => {
  it('of seven agents at once forgets none', async () => {
    const l = lab();
    const names = ['claude', 'codex', 'gemini', 'cursor', 'droid', 'qoder', 'opencode'];
    const ends = names.map(
      (name) => new Promise((resolve) => l.start('init', '--yes', '--with-instructions', '--agent', name).on('close', resolve)),
    );
    expect(await Promise.all(ends)).toEqual(names.map(() => 0));
    const remembered = JSON.parse(readFileSync(join(l.home, '.local/state/rtk/installed.json'), 'utf8')) as { agent: string }[];
    expect([...new Set(remembered.map(({ agent }) => agent))].sort()).toEqual([...names].sort());
    expect(readdirSync(join(l.home, '.local/state/rtk')).filter((name) => name.includes('lock'))).toEqual([]);
  }, 60_000);

  it('keeps the mode, and follows the umask with a new file', () => {
    const l = lab();
    mkdirSync(join(l.home, '.claude'));
    spawnSync('sh', ['-c', 'umask 077; exec "$0" init -g --yes', RTK], { cwd: l.home, env: l.env });
    const mode = () => execFileSync('stat', ['-c', '%a', join(l.home, '.claude/settings.json')]).toString();
    expect(mode()).toBe('600\n');
    chmodSync(join(l.home, '.claude/settings.json'), 0o640);
    l.rtk('init', '-g', '--uninstall', '--agent', 'claude');
    expect(existsSync(join(l.home, '.claude/settings.json'))).toBe(false);
    writeFileSync(join(l.home, '.claude/settings.json'), '{}\n');
    chmodSync(join(l.home, '.claude/settings.json'), 0o640);
    l.rtk('init', '-g', '--yes');
    expect(mode()).toBe('640\n');
  });

  it('leaves everything as it was where not all can be written', () => {
    const l = lab();
    mkdirSync(join(l.home, '.claude'));
    const text = `{ "x": "${'y'.repeat(30_000)}" }\n`;
    writeFileSync(join(l.home, '.claude/settings.json'), text);
    const ran = spawnSync('sh', ['-c', 'ulimit -f 20; exec "$0" init -g --yes', RTK], { cwd: l.home, env: l.env });
    expect([ran.status, ran.stderr.toString()]).toEqual([1, expect.stringContaining('settings.json: ')]);
    expect(readFileSync(join(l.home, '.claude/settings.json'), 'utf8')).toBe(text);
    expect(readdirSync(join(l.home, '.claude'))).toEqual(['settings.json']);
    expect(existsSync(join(l.home, '.local/state/rtk/installed.json'))).toBe(false);
  });
});
