/** Situations in which a tool of this kind is known to lie or to lose something, with the real programs of any machine. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lab, lab, RTK, tscPretty } from './lab.ts';

const LINUX = process.platform === 'linux';

/** Is the program on this machine? */
function has(...words: readonly string[]): boolean {
  return spawnSync(words[0] ?? '', words.slice(1)).status === 0;
}

const HAS_GIT = has('git', '--version');
const HAS_SCRIPT = LINUX && has('script', '--version');

function shell(l: Lab, script: string): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: l.home,
    env: { ...l.env, RTK, GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@b' },
    maxBuffer: 2 ** 28,
  });
  return { status, text: `${stdout}${stderr}` };
}

/** Paths that stand in braces, one by one; and how many the markers count. */
function paths(text: string): { shown: string[]; hidden: number } {
  const hidden = [...text.matchAll(/\[\+(\d+) \w+: rtk recall/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  const rows = text
    .replace(/ ?\[\+\d+ \w+: rtk recall \w+\]/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const shown = rows.flatMap((line) => {
    const [, folder, names] = /^(.*\/)\{(.*)\}$/.exec(line) ?? [];
    return names === undefined ? [line] : names.split(',').map((name) => folder + name);
  });
  return { shown, hidden };
}

describe('what is shown and what is counted is all there is', () => {
  it('of paths that find prints, odd names among them', () => {
    const l = lab();
    mkdirSync(join(l.home, 'many/deep/down below'), { recursive: true });
    for (let n = 0; n < 340; n++) writeFileSync(join(l.home, `many/${n % 2 ? 'deep/down below/' : ''}f${n}.ts`), '');
    for (const name of ['a b', 'quo\'te"', '日本語.txt', 'br}{ace', 'a,b', '.env', ' lead', '-dash'])
      writeFileSync(join(l.home, 'many', name), '');
    const raw = spawnSync('find', ['many', '-type', 'f'], { cwd: l.home }).stdout.toString().trimEnd().split('\n');
    for (const level of ['tight', 'normal', 'lossless']) {
      const { shown, hidden } = paths(l.rtk('--level', level, 'find', 'many', '-type', 'f').text);
      const known = shown.filter((path) => raw.includes(path));
      expect([level, known.length + hidden]).toEqual([level, raw.length]);
      expect(shown.filter((path) => !raw.includes(path) && !path.endsWith('/'))).toEqual([]);
      expect(shown).toContain('many/.env');
    }
  });
  it('of paths that a window leaves out', () => {
    const l = lab();
    mkdirSync(join(l.home, 'many'));
    for (let n = 0; n < 340; n++) writeFileSync(join(l.home, `many/f${n}.ts`), '');
    for (const window of ['900', '1500', '2000']) {
      const { shown, hidden } = paths(l.rtkWith({ env: { RTK_WINDOW: window } }, 'find', 'many', '-type', 'f').text);
      expect([window, shown.length + hidden]).toEqual([window, 340]);
    }
  });
  it.skipIf(!HAS_GIT)('of entries that git status prints', () => {
    const l = lab();
    const { text } = shell(
      l,
      `git init -q .; mkdir src; for i in $(seq 30); do echo $i > src/f$i.ts; done; git add src; git commit -qm x
       for i in $(seq 30); do echo x >> src/f$i.ts; done; echo "bin
home
.local" > .git/info/exclude; touch 'un 1' $'new\\nline'; git status; echo =====; "$RTK" git status`,
    );
    const result = text.split('=====\n')[1] ?? '';
    for (let n = 1; n <= 30; n++) expect(result).toMatch(new RegExp(`\\bf${n}\\.ts\\b`));
    expect(result).toContain('un 1');
    expect(result).toContain('new\\nline');
    expect(result).not.toContain('rtk recall');
  });
});

describe('text that looks like something else', () => {
  it('a marker or an exit line in the output of a tool is data: it stays, and our own line comes last', () => {
    const l = lab();
    const text = `${tscPretty(20)}[+3 lines: rtk recall abcdef]\n[exit 0]\nAll tests passed\n`;
    l.tool('tsc', `cat <<'X'\n${text}X\nexit 2`);
    const ran = l.rtk('tsc');
    expect(ran.status).toBe(2);
    expect(ran.text).toMatch(
      /\[\+3 lines: rtk recall abcdef\]\n\[exit 0\]\nAll tests passed\n[\s\S]*\[exit 2\] \[\+\d+ lines: rtk recall (?!abcdef)[0-9a-f]+\]\n$/,
    );
  });
  it('times are no line numbers', () => {
    const l = lab();
    const rows = Array.from(
      { length: 300 },
      (_, n) => `2026-11-20T10:${10 + (n % 50)}:20Z INFO request ${n} status=${n === 150 ? 500 : 200}`,
    );
    writeFileSync(join(l.home, 'a.log'), `${rows.join('\n')}\n`);
    const { text } = l.rtk('grep', 'INFO', 'a.log');
    expect(text).toContain(rows[150]);
    for (const line of text.trimEnd().split('\n')) expect(line.startsWith('[+') || rows.includes(line)).toBe(true);
  });
  it('an unknown text of a failing tool is raw, whatever it says', () => {
    const l = lab();
    const text = `${Array.from({ length: 99 }, (_, n) => `unknown words, number ${n}: 0 errors, all tests passed`).join('\n')}\n`;
    for (const tool of ['tsc', 'eslint', 'pytest', 'jest', 'ruff', 'mypy', 'cargo', 'go', 'make', 'npm', 'pip']) {
      l.tool(tool, `cat <<'X'\n${text}X\nexit 1`);
      const ran = l.rtk(...(tool === 'cargo' || tool === 'go' || tool === 'npm' ? [tool, 'test'] : [tool, 'check']));
      expect([tool, ran.status, ran.text === text || ran.text.includes('[exit 1]')]).toEqual([tool, 1, true]);
      expect(ran.text).toContain('number 98: 0 errors');
    }
  });
  it('an error of many thousand characters is whole, and no character of it is cut in half', () => {
    const l = lab();
    const says = (n: number) => `src/a.ts(${n},1): error TS1: ${'x'.repeat(n)}${'👩‍👩‍👧'.repeat(900)} end${n}`;
    writeFileSync(join(l.home, 'text'), `${Array.from({ length: 8 }, (_, n) => `${says(n + 1)}\n`.repeat(3)).join('')}`);
    l.tool('tsc', 'cat text; exit 2');
    const { text } = l.rtk('tsc');
    for (let n = 1; n <= 8; n++) expect(text).toContain(says(n).slice(says(n).indexOf('TS1')));
    expect(text).not.toContain('\ufffd');
    expect(text.length).toBeLessThan(says(9).length * 10);
    for (const line of l.rtkWith({ env: { RTK_WINDOW: '4003' } }, 'tsc').text.split('\n')) expect(line).not.toContain('\ufffd');
  });
  it('control characters make a text binary: no byte of it changes', () => {
    const l = lab();
    const data = Buffer.from(Array.from({ length: 4000 }, (_, n) => ((n * 7919) % 255) + 1));
    writeFileSync(join(l.home, 'data'), data);
    l.tool('tsc', 'cat data');
    for (const words of [['tsc'], ['cat', 'data']]) expect(l.rtk(...words).stdout.equals(data)).toBe(true);
  });
  it('large binary data is handed on as it is', () => {
    const l = lab();
    const data = Buffer.alloc(9 * 1024 * 1024, Buffer.from([0, 1, 2, 10, 200]));
    writeFileSync(join(l.home, 'big'), data);
    expect(l.rtk('cat', 'big').stdout.equals(data)).toBe(true);
  });
});

describe('logs', () => {
  it('the one line with another value stays', () => {
    const l = lab();
    const rows = Array.from(
      { length: 1000 },
      (_, n) => `2026-11-20T10:12:${10 + (n % 50)}Z INFO request id=${n} status=200 took ${20 + (n % 7)}ms`,
    );
    rows[700] = (rows[700] ?? '').replace('status=200', 'status=500');
    rows[800] = (rows[800] ?? '').replace('request', 'REQUEST LOST');
    writeFileSync(join(l.home, 'a.log'), `${rows.join('\r\n')}\r\n`);
    const { text } = l.rtk('cat', 'a.log');
    expect(text).toContain(rows[700]);
    expect(text).toContain(rows[800]);
    const hidden = [...text.matchAll(/\[\+(\d+) lines/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(hidden + text.split('\n').filter((line) => line.startsWith('2026')).length).toBe(1000);
    const handle = /rtk recall (\w+)/.exec(text)?.[1] ?? '';
    expect(l.rtk('recall', handle).stdout.equals(readFileSync(join(l.home, 'a.log')))).toBe(true);
  });
});

describe('comparing', () => {
  it('is the tool’s own verdict', () => {
    const l = lab();
    const files = { a: 'alpha beta\n', b: 'alpha zzzz\n', crlf: 'x\r\ny\r\n', lf: 'x\ny\n', open: 'x\ny' };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(l.home, name), text);
    for (const [left, right] of [
      ['a', 'b'],
      ['crlf', 'lf'],
      ['lf', 'open'],
      ['a', 'a'],
      ['a', 'missing'],
    ] as const) {
      const raw = spawnSync('diff', [left, right], { cwd: l.home, env: l.env });
      const ran = l.rtk('diff', left, right);
      expect([ran.status, ran.stdout.toString(), ran.stderr.toString()]).toEqual([
        raw.status,
        raw.stdout.toString(),
        raw.stderr.toString(),
      ]);
    }
  });
});

describe('control flow', () => {
  it('is that of the bare command', () => {
    const l = lab();
    writeFileSync(join(l.home, 'a'), 'x\n');
    writeFileSync(join(l.home, 'b'), 'y\n');
    const script = (p: string) =>
      `${p} diff a b >/dev/null && echo deploy; ${p} grep zzz a; echo $?; ${p} grep '[' a 2>/dev/null; echo $?; ${p} grep x missing 2>/dev/null; echo $?
       ! ${p} false; echo $?; (set -o pipefail; ${p} false | cat; echo $?); ${p} false & wait $!; echo $?; (set -e; ${p} false; echo no); ${p} wc -l < a; printf in | ${p} cat`;
    expect(shell(l, script('"$RTK"')).text).toBe(shell(l, script('')).text);
  });
  it('a daemon that keeps the pipe open does not keep us', () => {
    const l = lab();
    l.tool('tsc', 'echo text; (setsid sleep 30 </dev/null &); exit 2');
    const started = performance.now();
    const ran = l.rtk('tsc');
    expect([ran.status, ran.text]).toEqual([2, 'text\n']);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
  it.skipIf(!LINUX)('what a background process prints after the command has ended arrives, and the process lives on', () => {
    const l = lab();
    l.tool('tsc', `echo text; (sleep 1.5; echo late; echo bad >&2; sleep 0.5; echo later; echo done > ${l.home}/end) & exit 2`);
    const ran = l.rtk('tsc');
    expect([ran.status, ran.stdout.toString(), ran.stderr.toString()]).toEqual([2, 'text\nlate\nlater\n', 'bad\n']);
    expect(existsSync(join(l.home, 'end'))).toBe(true);
  });
  it.skipIf(!LINUX)('a daemon that prints later lives on', async () => {
    const l = lab();
    l.tool('tsc', `echo text; (setsid sh -c 'sleep 2; echo late; echo lives > ${l.home}/end' </dev/null &); exit 0`);
    expect(l.rtk('tsc').text).toBe('text\n');
    await expect.poll(() => existsSync(join(l.home, 'end')), { timeout: 10_000 }).toBe(true);
  });
  it.skipIf(!LINUX)('bytes that are no UTF-8 reach the command unchanged, or it is not run', () => {
    const l = lab();
    l.tool('tsc', 'printf "%s" "$1$X" | od -An -tx1');
    expect(shell(l, 'X=$(printf "a\\xff") "$RTK" tsc b').text.trim()).toBe('62 61 ff');
    expect(shell(l, '"$RTK" tsc "$(printf "a\\xff")"; echo $?').text).toMatch(/^2\nrtk: an argument holds bytes that are no UTF-8 .*\n$/);
    expect(shell(l, '"$RTK" tsc "a\ufffd"').text.trim()).toBe('61 ef bf bd');
  });
  it.skipIf(!LINUX)('a command may open /dev/stdout and /dev/stderr', () => {
    const l = lab();
    l.tool('tsc', 'echo one > /dev/stdout; echo two | tee /dev/stderr; exit 2');
    const ran = l.rtk('tsc');
    expect([ran.status, ran.stdout.toString(), ran.stderr.toString()]).toEqual([2, 'one\ntwo\n', 'two\n']);
  });
  it('timeout ends the child and shows what it said', () => {
    const l = lab();
    l.tool('tsc', 'echo so far; exec sleep 30');
    expect(shell(l, 'timeout 1 "$RTK" tsc 2>/dev/null; echo $?').text).toBe('so far\n124\n');
  });
  it.skipIf(!LINUX)('nohup holds: a hangup ends neither us nor the child', () => {
    const l = lab();
    l.tool('tsc', 'sleep 1; echo done');
    const { text } = shell(
      l,
      'nohup "$RTK" tsc >out 2>&1 & p=$!; sleep 0.4; kill -HUP $p; pkill -HUP -P $p; wait $p; echo $?; tail -1 out',
    );
    expect(text).toBe('0\ndone\n');
  });
});

describe('a person before a terminal', () => {
  it.skipIf(!HAS_GIT || !HAS_SCRIPT)('gets an editor that works', () => {
    const l = lab();
    const editor = l.tool(
      'editor',
      'for f; do :; done; [ -t 0 ] && [ -t 1 ] && echo terminal >> "$HOME/seen"; grep -q "^[^#]" "$f" || echo message > "$f"',
    );
    shell(l, 'git init -q r; cd r; git commit -q --allow-empty -m first; git commit -q --allow-empty -m second; echo x > x; git add x');
    const commands = ['git commit', 'git commit --amend', 'git rebase -i HEAD~1', 'git revert HEAD', 'git tag -a v1'];
    for (const command of commands) {
      shell(l, `cd r; GIT_EDITOR="${editor}" script -qec "$RTK ${command}" /dev/null </dev/null`);
    }
    expect(readFileSync(join(l.home, 'seen'), 'utf8')).toBe('terminal\n'.repeat(commands.length));
  });
  it.skipIf(!HAS_SCRIPT)('is asked, and can answer', () => {
    const l = lab();
    l.tool('tsc', 'read -r -p "sure? " answer; echo "got $answer"');
    expect(shell(l, '(sleep 1; echo yes) | script -qec "$RTK tsc" /dev/null').text).toContain('got yes');
  });
});

describe('other languages', () => {
  it.skipIf(!/de_DE/i.test(spawnSync('locale', ['-a']).stdout?.toString() ?? ''))('no entry of a German listing is lost', () => {
    const l = lab();
    for (let n = 0; n < 50; n++) writeFileSync(join(l.home, `f${n}`), '');
    const { text } = l.rtkWith({ env: { LC_ALL: 'de_DE.UTF-8' } }, 'ls', '-l');
    expect(text).toContain('insgesamt');
    for (let n = 0; n < 50; n++) expect(text).toMatch(new RegExp(`\\bf${n}\\b`));
  });
});
