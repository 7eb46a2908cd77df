/** What rtk must do so that a shell cannot tell it from the command behind it. */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lab, RTK } from './lab.ts';

test('a program without a line that names its shell is run by a shell', () => {
  const { bin, tool, rtk } = lab();
  writeFileSync(tool('make', ''), 'echo "$0" "$@"; exit 3');
  const { status, text } = rtk('make', 'all', 'a b');
  expect([status, text]).toEqual([3, `${join(bin, 'make')} all a b\n`]);
});

test('errors that go to /dev/null stay there', () => {
  const { home, env, tool } = lab();
  tool('cargo', 'echo out; for i in $(seq 99); do echo "error: number $i" >&2; done; exit 1');
  const { stdout, status } = spawnSync('bash', ['-c', `${RTK} cargo build 2>/dev/null`], { cwd: home, env, encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, 'out\n']);
});

test.runIf(process.platform === 'linux')('at a terminal nohup gets its file', () => {
  const { home, env, tool } = lab();
  tool('make', 'for i in $(seq 99); do echo "make[1]: Entering directory $i"; done');
  spawnSync('script', ['-qec', `${RTK} nohup make`, '/dev/null'], { cwd: home, env });
  expect(readFileSync(join(home, 'nohup.out'), 'utf8').split('\n')).toHaveLength(100);
});

test('rewrite prints the line and says by its status whether anything changed', () => {
  const { rtk } = lab();
  const changed = rtk('rewrite', 'cd app && git status | wc -l; FOO=1 cargo test 2>&1');
  expect([changed.status, changed.text]).toEqual([3, 'cd app && git status | wc -l; FOO=1 rtk cargo test 2>&1']);
  const words = rtk('rewrite', 'git', 'log', '-3');
  expect([words.status, words.text]).toEqual([3, 'rtk git log -3']);
  for (const line of ['git log | wc -l', 'rtk git log', 'cd app', 'env', 'git log "']) {
    const same = rtk('rewrite', line);
    expect([same.status, same.text], line).toEqual([1, '']);
  }
});

test('explain says for each command of a line what happens to it', () => {
  const { text, status } = lab().rtk('explain', 'cd app && git status | wc -l; FOO=1 cargo test 2>&1');
  expect(status).toBe(0);
  expect(text.split('\n').filter((line) => line.startsWith('rewrite'))).toEqual([
    'rewrite  no: cd is a part of the shell',
    'rewrite  no: a program reads it',
    'rewrite  no: it reads a pipe',
    'rewrite  rtk is put in front',
  ]);
});
