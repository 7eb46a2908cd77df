import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Lab, lab, RTK } from './lab.ts';

/** 4,000 distinct lines of a log, 120,000 characters and more. */
const LOG = Array.from({ length: 4000 }, (_, n) => `2026-01-02 10:00:00 INFO worker${n} took job ${n * 7}`).join('\n');

let l: Lab;
beforeEach(() => {
  l = lab();
  writeFileSync(join(l.home, 'big.log'), `${LOG}\n`);
});

describe('one end of every run', () => {
  it.each([
    ['rtk log big.log', ['log', 'big.log']],
    ['rtk pipe --as "npm test"', ['pipe', '--as', 'npm test']],
  ])('%s fits the window of the agent that reads it', (_, words) => {
    const { text } = l.rtkWith({ env: { CLAUDECODE: '1' }, input: `${LOG}\n` }, ...words);
    expect(text.length).toBeLessThanOrEqual(30_000);
    expect(text).toMatch(/\[\+\d+ lines: rtk recall [0-9a-f]+\]/);
  });

  it('counts a log that is read three times once', () => {
    const saved = () => JSON.parse(l.rtk('gain', '--json').text).summary.total_saved;
    l.rtkWith({ env: { CLAUDECODE: '1' } }, 'log', 'big.log');
    const once = saved();
    l.rtkWith({ env: { CLAUDECODE: '1' } }, 'log', 'big.log');
    l.rtkWith({ env: { CLAUDECODE: '1' } }, 'log', 'big.log');
    expect(saved()).toBeLessThanOrEqual(once);
    const marks = l.journal().map(({ same, about, base }) => ({ same, about, base }));
    expect(new Set(marks.map((mark) => JSON.stringify(mark))).size).toBe(1);
    expect(marks[0]?.same).toMatch(/^[0-9a-f]{6}$/);
    expect(marks[0]?.base).toBeTypeOf('number');
  });
});

describe('what cannot be written', () => {
  it('has failed, with one sentence; a reader who has gone is no failure', () => {
    l.tool('tsc', 'echo text');
    const full = spawnSync(
      'bash',
      ['-c', `"${RTK}" tsc > /dev/full; echo $?; "${RTK}" gain > /dev/full; echo $?; "${RTK}" tsc | true; echo \${PIPESTATUS[0]}`],
      {
        env: l.env,
        cwd: l.home,
      },
    );
    expect(full.stdout.toString()).toBe('1\n1\n0\n');
    expect(full.stderr.toString()).toBe('rtk: stdout: no space left on device\n'.repeat(2));
  });
});
