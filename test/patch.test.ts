/** Diffs of files that look like diffs: every changed line is shown, in order. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filter } from '../src/filter/filter.ts';
import { route } from '../src/route/route.ts';

const ODD = [
  '--- old',
  '+++ new',
  '-- x',
  '++i;',
  '@@ -1,3 +1,3 @@',
  'diff --git a/x b/x',
  `commit ${'0'.repeat(40)}`,
  '',
  ' ',
  '\ttab ',
  'trailing ',
  '\\ No newline at end of file',
  'Author: X',
  '語 🎉',
  '1c1',
  '> quoted',
  '< less',
  '---',
  'index 1..2',
  'plain',
  'error: boom',
  'Only in a: b',
  '<<<<<<< HEAD',
];
const NAMES = ['a.txt', 'src/b c.txt', 'src/語.md', 'a b/a', 'x/y/z.js', 'q"uote'];
const folder = mkdtempSync(join(tmpdir(), 'rtk-patch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a diff of odd lines', () => {
  for (let round = 0; round < 6; round++) {
    const dir = repositoryOf(round);
    for (const words of [
      ['diff', 'HEAD~1'],
      ['diff', '-U0', 'HEAD~1'],
      ['diff', '-U9', 'HEAD~1'],
      ['diff', '--no-prefix', 'HEAD~1'],
      ['show'],
      ['log', '-p'],
      ['log', '-p', '--oneline'],
    ]) {
      it(`${round}: git ${words.join(' ')} shows every changed line`, () => {
        const text = git(dir, ...words);
        const result = filter({ stdout: text, stderr: '', text, exit: 0 }, route(['git', ...words]), {
          level: 'normal',
          handle: () => '0a1b2c',
        });
        const shown = result.text.split('\n');
        let from = 0;
        for (const line of changed(text)) {
          from = shown.indexOf(line, from) + 1;
          expect(from, line).toBeGreaterThan(0);
        }
      });
    }
  }
});

/** Two commits of files made of odd lines, the same ones for the same seed. */
function repositoryOf(seed: number): string {
  let state = seed + 1;
  const below = (limit: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
  const lines = (count: number) => Array.from({ length: count }, () => ODD[below(ODD.length)] ?? '');
  const dir = join(folder, String(seed));
  mkdirSync(dir);
  git(dir, 'init', '-q');
  const files = new Map(NAMES.map((name) => [name, lines(below(60))]));
  for (let commit = 0; commit < 2; commit++) {
    for (const [name, text] of files) {
      for (let edit = 0; edit < 3; edit++) text.splice(below(text.length + 1), below(3), ...lines(below(3)));
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text.join('\n') + '\n'.repeat(below(2)));
    }
    git(dir, 'add', '-A');
    git(
      dir,
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.com',
      'commit',
      '-qm',
      lines(9).join('\n'),
      '--cleanup=verbatim',
      '--allow-empty-message',
    );
  }
  return dir;
}

function git(dir: string, ...words: string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
  return spawnSync('git', words, { cwd: dir, env, maxBuffer: 1e9 }).stdout.toString();
}

/** The removed and added lines of a diff, found by the counts of the hunk headers alone. */
function changed(text: string): string[] {
  let [old, fresh] = [0, 0];
  return text.split('\n').filter((line) => {
    const header = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (old <= 0 && fresh <= 0) {
      if (header) [old, fresh] = [Number(header[1] ?? 1), Number(header[2] ?? 1)];
      return false;
    }
    if (line.startsWith('\\')) return false;
    if (!line.startsWith('+')) old--;
    if (!line.startsWith('-')) fresh--;
    return /^[-+]/.test(line);
  });
}
