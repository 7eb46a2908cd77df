import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lab, RTK, tscPretty } from './lab.ts';

describe('exit status', () => {
  for (const status of [0, 1, 2, 3, 5, 101, 255]) {
    it(`${status} of a command with and without a filter`, () => {
      const l = lab();
      l.tool('tsc', `exit ${status}`);
      l.tool('unknown-tool', `exit ${status}`);
      expect(l.rtk('tsc').status).toBe(status);
      expect(l.rtk('unknown-tool').status).toBe(status);
    });
  }
  it('127 for a program that is not there, 126 for one that cannot be executed', () => {
    const l = lab();
    writeFileSync(join(l.bin, 'no-program'), 'not executable', { mode: 0o644 });
    const missing = l.rtk('no-such-program');
    expect([missing.status, missing.stderr.toString()]).toEqual([127, 'rtk: no-such-program: command not found\n']);
    expect(l.rtk(join(l.bin, 'no-program')).status).toBe(126);
  });
  it('128 + n for a signal, which is named', () => {
    const l = lab();
    for (const [signal, status] of [
      ['KILL', 137],
      ['TERM', 143],
      ['SEGV', 139],
    ] as const) {
      l.tool('tsc', `kill -${signal} $$`);
      const ran = l.rtk('tsc');
      expect([ran.status, ran.stderr.toString()]).toEqual([status, `rtk: ended by SIG${signal}\n`]);
    }
  });
});

describe('the same command', () => {
  it('gets the argv, the environment, the folder and the input as typed', () => {
    const l = lab();
    const print = 'printf "%s\\0" "$@"; echo "$MARK"; pwd; cat';
    l.tool('unknown-tool', print);
    l.tool('tsc', print);
    for (const tool of ['unknown-tool', 'tsc']) {
      const ran = l.rtkWith({ env: { MARK: 'ä ö' }, input: 'secret\n' }, tool, 'a b', '', '*', '$HOME', '-x', "'");
      expect(ran.stdout.toString()).toBe(`a b\0\0*\0$HOME\0-x\0'\0ä ö\n${l.home}\nsecret\n`);
    }
  });
  it('is started once', () => {
    const l = lab();
    l.tool('tsc', `echo x >> ${l.home}/started; ${`cat <<'X'\n${tscPretty(9)}X`}`);
    l.rtk('tsc');
    expect(spawnSync('cat', [join(l.home, 'started')]).stdout.toString()).toBe('x\n');
  });
});

describe('bytes', () => {
  const odd = Buffer.from([0xff, 0xfe, 0x80, 0x0a, 0x00, 0x41, 0x0d, 0x1b, 0x5b, 0x33, 0x31, 0x6d]);
  it('come out as they went in where there is no filter, and where the filter does not know the text', () => {
    const l = lab();
    writeFileSync(join(l.home, 'odd'), Buffer.concat(Array.from({ length: 200 }, () => odd)));
    for (const tool of ['unknown-tool', 'tsc']) {
      l.tool(tool, 'cat odd; cat odd >&2; exit 2');
      const ran = l.rtk(tool);
      const whole = Buffer.concat(Array.from({ length: 200 }, () => odd));
      expect(ran.stdout.equals(whole) && ran.stderr.equals(whole)).toBe(true);
    }
  });
  it('that are no UTF-8 survive in a filtered result', () => {
    const l = lab();
    writeFileSync(join(l.home, 'text'), Buffer.from(tscPretty(20).replaceAll('number', 'Stra\xdfe'), 'latin1'));
    l.tool('tsc', 'cat text; exit 2');
    const ran = l.rtk('tsc');
    expect(ran.stdout.includes(Buffer.from('Stra\xdfe7', 'latin1'))).toBe(true);
    expect(ran.stdout.includes('rtk recall')).toBe(true);
  });
});

describe('signals and pipes', () => {
  it('a closed pipe ends the child', () => {
    const l = lab();
    l.tool('tsc', 'yes "a line of some length that is repeated without end"');
    const start = performance.now();
    const ran = spawnSync('bash', ['-c', `"${RTK}" tsc | head -1; "${RTK}" yes | head -1`], { env: l.env, cwd: l.home });
    expect(ran.stdout.toString()).toBe('a line of some length that is repeated without end\ny\n');
    expect(performance.now() - start).toBeLessThan(20_000);
  });
  it('SIGTERM reaches the child and what it started; the text so far is shown', async () => {
    const l = lab();
    l.tool('tsc', `echo before; sleep 300 & echo $! > ${l.home}/grandchild; wait`);
    const child = l.start('tsc');
    let text = '';
    child.stdout?.on('data', (data) => (text += data));
    while (spawnSync('cat', [join(l.home, 'grandchild')]).status !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    const [status] = await once(child, 'close');
    expect(status).toBe(143);
    expect(text).toBe('before\n');
    const pid = spawnSync('cat', [join(l.home, 'grandchild')])
      .stdout.toString()
      .trim();
    // Gone, or dead and not yet reaped by whoever adopted it.
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'latin1') : ') Z';
    expect(stat.slice(stat.lastIndexOf(')') + 2)[0]).toBe('Z');
  });
  it('a server is seen at once', async () => {
    const l = lab();
    l.tool('make', `echo $$ > ${l.home}/server; echo "Server listening on :3000"; exec sleep 60`);
    const child = l.start('make');
    const started = performance.now();
    const [data] = await once(child.stdout ?? child, 'data');
    expect(String(data)).toBe('Server listening on :3000\n');
    expect(performance.now() - started).toBeLessThan(5000);
    child.kill('SIGKILL');
    process.kill(Number(readFileSync(join(l.home, 'server'), 'utf8')), 'SIGKILL');
  });
});

describe('levels and windows', () => {
  it('lossless hides nothing, tight hides more', () => {
    const l = lab();
    l.tool('tsc', `cat <<'X'\n${tscPretty(40)}X\nexit 2`);
    const size = (...words: string[]) => l.rtk(...words, 'tsc').stdout.length;
    expect(l.rtk('--lossless', 'tsc').text).not.toContain('rtk recall');
    expect(size('-u')).toBeLessThanOrEqual(size());
    expect(size()).toBeLessThan(size('--lossless'));
    expect(l.rtkWith({ env: { RTK_LEVEL: 'lossless' } }, 'tsc').text).toBe(l.rtk('--level', 'lossless', 'tsc').text);
  });
  it('lossless shows a large output whole; folded, complaints stay on stderr', () => {
    const l = lab();
    l.tool('ls', 'seq 1 900000; echo complaint >&2; exit 2');
    const whole = l.rtk('--lossless', 'ls');
    expect(whole.stdout.equals(spawnSync('seq', ['1', '900000'], { maxBuffer: 2 ** 28 }).stdout)).toBe(true);
    const folded = l.rtk('ls');
    expect(folded.stdout.toString()).toMatch(/\[\+\d+ lines: rtk recall [0-9a-f]+\]/);
    expect([folded.status, folded.stderr.toString(), folded.stdout.includes('complaint')]).toEqual([2, 'complaint\n', false]);
  });
  it('a match in a line of millions of characters is shown with what stands around it; a line that is folded counts as one', () => {
    const l = lab();
    l.tool(
      'grep',
      `printf 1:; yes 'var a=b+c;' | head -c 6000000 | tr '\\n' ' '; printf 'middle(of)'; yes 'var d=e+f;' | head -c "$1" | tr '\\n' ' '; echo`,
    );
    expect(l.rtk('grep', '1000000', 'middle').text).toMatch(
      /^1:\[\+\d+ characters: rtk recall [0-9a-f]+\].*middle\(of\).*\[\+\d+ characters: .*\]\n$/,
    );
    expect(l.rtk('grep', '9000000', 'middle').text).toMatch(/^\[\+1 lines: rtk recall [0-9a-f]+\]\n$/);
  });
  it('a window is filled with errors first, the rest counted', () => {
    const l = lab();
    l.tool('tsc', `seq 1 5000 | sed 's/^/some line of output /'; echo "src/a.ts(3,4): error TS1005: ';' expected."; seq 5001 9000; exit 2`);
    const ran = l.rtkWith({ env: { RTK_WINDOW: '4000' } }, 'tsc');
    expect(ran.text.length).toBeLessThanOrEqual(4000);
    expect(ran.text).toContain("src/a.ts\n  3:4 error TS1005: ';' expected.");
    expect(ran.text).toMatch(/\[\+\d+ lines: rtk recall [0-9a-f]+\]/);
    const hidden = [...ran.text.matchAll(/\[\+(\d+) lines/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    const shown = ran.text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('[') && line !== 'src/a.ts').length;
    expect(hidden + shown).toBe(9001);
  });
});

describe('bad input of ours', () => {
  it('is one sentence and exit 2', () => {
    const l = lab();
    for (const words of [
      ['--foo', 'git'],
      ['--level', 'x', 'git'],
      ['recall'],
      ['pipe', '--exit', 'x'],
      ['read'],
      ['read', 'missing'],
      ['completions', 'csh'],
      ['json', 'missing'],
      ['explain'],
    ]) {
      const ran = l.rtk(...words);
      expect([words.join(' '), ran.status]).toEqual([words.join(' '), 2]);
      expect(ran.stderr.toString()).toMatch(/^rtk: .*[.`)]\n$/);
      expect(ran.stdout.length).toBe(0);
    }
  });
  it('a broken config goes to the health log and the command runs raw', () => {
    const l = lab();
    spawnSync('mkdir', ['-p', join(l.home, '.config/rtk')]);
    writeFileSync(join(l.home, '.config/rtk/config.toml'), 'level = [');
    l.tool('tsc', `cat <<'X'\n${tscPretty(20)}X\nexit 2`);
    const ran = l.rtk('tsc');
    expect([ran.status, ran.text]).toEqual([2, tscPretty(20)]);
    expect(spawnSync('cat', [join(l.home, '.local/state/rtk/health.log')]).stdout.toString()).toContain('config.toml');
    expect(l.rtk('config').text).toMatch(/config\.toml:1:\d+/);
  });
});
