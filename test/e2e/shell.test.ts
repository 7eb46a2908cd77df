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
