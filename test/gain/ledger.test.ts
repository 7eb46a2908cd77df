import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/gain/report/types.ts';
import { type Lab, lab, RTK } from '../e2e/lab.ts';

/** A lab whose `tsc` prints errors that its filter shortens. */
function labWithRuns(runs: number): Lab {
  const l = lab();
  const error = (n: number) => `src/a.ts(${n},1): error TS2322: Type 'string' is not assignable to type 'number${n}'.`;
  l.tool('tsc', `cat <<'END'\n${Array.from({ length: 30 }, (_, n) => error(n + 1)).join('\n')}\nEND\nexit 2`);
  for (let n = 0; n < runs; n++) l.rtk('tsc', '--noEmit', `--run${n}`);
  return l;
}

function gain(l: Lab): Report {
  const ran = l.rtk('gain', '--json');
  expect([ran.status, ran.stderr.toString()]).toEqual([0, '']);
  return JSON.parse(ran.stdout.toString());
}

const state = (l: Lab) => join(l.home, '.local/state/rtk');
const ledger = (l: Lab) => join(l.home, '.local/share/rtk/ledger.db');
const journalOf = (l: Lab) => join(state(l), 'journal.jsonl');

/** The lines of a real journal, multiplied and moved in time. */
function multiplied(l: Lab, times: number, move: (n: number) => number): string {
  const [line = ''] = readFileSync(journalOf(l), 'utf8').split('\n');
  const saving = JSON.parse(line);
  return Array.from(
    { length: times },
    (_, n) => `${JSON.stringify({ ...saving, at: saving.at + move(n), same: undefined, about: undefined })}\n`,
  ).join('');
}

/** Straight from the file. */
function rows(l: Lab, query: string): Record<string, unknown>[] {
  const database = new DatabaseSync(ledger(l));
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

const DAY = 24 * 3600 * 1000;

describe('the journal is folded', () => {
  it('once, however often it is asked', () => {
    const l = labWithRuns(3);
    const first = gain(l);
    expect(first.totals.runs).toBe(3);
    expect(gain(l)).toEqual(first);
    l.rtk('tsc', '--noEmit', '--more');
    expect(gain(l).totals.runs).toBe(4);
  });

  it('while fifty write and others read: no line lost or doubled', async () => {
    const l = labWithRuns(1);
    const writers = Array.from({ length: 50 }, (_, n) => spawn(RTK, ['tsc', `--run${n}`], { cwd: l.home, env: l.env, stdio: 'ignore' }));
    const readers = Array.from({ length: 6 }, () => spawn(RTK, ['gain', '--json'], { cwd: l.home, env: l.env, stdio: 'ignore' }));
    const ends = await Promise.all([...writers, ...readers].map((child) => once(child, 'exit')));
    expect(ends.slice(0, 50).map(([code]) => code)).toEqual(Array.from({ length: 50 }, () => 2));
    expect(ends.slice(50).map(([code]) => code)).toEqual(Array.from({ length: 6 }, () => 0));
    expect(gain(l).totals.runs).toBe(51);
  });

  it('again after it was killed in the middle', async () => {
    const l = labWithRuns(1);
    appendFileSync(
      journalOf(l),
      multiplied(l, 20_000, (n) => n * 10),
    );
    for (const delay of [30, 60, 120, 240]) {
      const child = spawn(RTK, ['gain', '--json'], { cwd: l.home, env: l.env, stdio: 'ignore' });
      setTimeout(() => child.kill('SIGKILL'), delay);
      await once(child, 'exit');
    }
    expect(gain(l).totals.runs).toBe(20_001);
  });
});

describe('the journal is read', () => {
  it('past lines that were cut off, and a line that was written behind one', () => {
    const l = labWithRuns(1);
    const [line = ''] = readFileSync(journalOf(l), 'utf8').split('\n');
    appendFileSync(journalOf(l), `${line.slice(0, 40)}${line}\n\0\0\0\n{"v":1}\nnull\n${line.slice(0, 60)}`);
    expect(gain(l).totals.runs).toBe(2);
    appendFileSync(journalOf(l), `\n${line}\n`);
    expect(gain(l).totals.runs).toBe(3);
  });

  it('past lines that are not of rtk', () => {
    const l = labWithRuns(1);
    const [line = ''] = readFileSync(journalOf(l), 'utf8').split('\n');
    const saving = JSON.parse(line);
    const wrong = [
      { at: 1e300 },
      { at: -5 },
      { at: 'now' },
      { tokens: 'many' },
      { tokens: [1] },
      { tokens: [1, null] },
      { ms: null },
      { exit: 1.5 },
      { project: 7 },
      { event: 'other' },
    ];
    for (const fields of wrong) appendFileSync(journalOf(l), `${JSON.stringify({ ...saving, ...fields })}\n`);
    appendFileSync(journalOf(l), `${JSON.stringify({ ...saving, later: { field: true } })}\n`);
    expect(gain(l).totals.runs).toBe(2);
  });
});

describe('the journal is kept', () => {
  it('put aside when it is large, packed when it is settled, dropped after ninety days', () => {
    const l = labWithRuns(1);
    appendFileSync(
      journalOf(l),
      multiplied(l, 60_000, (n) => n),
    );
    expect(gain(l).totals.runs).toBe(60_001);
    expect(existsSync(journalOf(l))).toBe(false);
    l.rtk('tsc');
    expect(gain(l).totals.runs).toBe(60_002);
    const [aside = ''] = readdirSync(state(l)).filter((name) => name.startsWith('journal-'));
    execFileSync('touch', ['-d', '2 hours ago', join(state(l), aside)]);
    l.rtk('tsc');
    expect(gain(l).totals.runs).toBe(60_003);
    expect(readdirSync(state(l)).filter((name) => name.startsWith('journal-'))).toEqual([`${aside}.gz`]);
    rmSync(join(l.home, '.local/share'), { recursive: true });
    expect(gain(l).totals.runs).toBe(60_003);
    execFileSync('touch', ['-d', '91 days ago', join(state(l), `${aside}.gz`)]);
    l.rtk('tsc');
    expect(gain(l).totals.runs).toBe(60_004);
    expect(readdirSync(state(l)).filter((name) => name.startsWith('journal-'))).toEqual([]);
  });

  it('runs older than ninety days live on in the sums of their days', () => {
    const l = labWithRuns(1);
    appendFileSync(
      journalOf(l),
      multiplied(l, 10, () => -200 * DAY),
    );
    const report = gain(l);
    expect(report.totals.runs).toBe(11);
    expect(report.days.map(({ figures }) => figures.runs)).toEqual([10, 1]);
    expect(rows(l, 'select count(*) as n from run')).toEqual([{ n: 1 }]);
  });
});

describe('a damaged ledger', () => {
  for (const [name, damage] of [
    [
      'that is no database',
      (file: string) => writeFileSync(file, 'this is not a database, this is a text that is long enough to be read as one'),
    ],
    ['that is empty', (file: string) => writeFileSync(file, '')],
    ['that ends too early', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    [
      'with pages of zeros',
      (file: string) =>
        writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 4096), Buffer.alloc(statSync(file).size - 4096)])),
    ],
  ] as const) {
    it(`${name} is made anew from the journal, and nothing is said`, () => {
      const l = labWithRuns(2);
      appendFileSync(
        journalOf(l),
        multiplied(l, 2000, (n) => n * 1000),
      );
      const before = gain(l);
      for (const part of ['-wal', '-shm']) rmSync(ledger(l) + part, { force: true });
      damage(ledger(l));
      expect(gain(l)).toEqual(before);
      l.rtk('tsc');
      expect(gain(l).totals.runs).toBe(2003);
    });
  }

  it('keeps the sums of days that no journal tells of any more, as far as they can be read', () => {
    const l = labWithRuns(1);
    const now = readFileSync(journalOf(l), 'utf8');
    writeFileSync(journalOf(l), multiplied(l, 50, (n) => (n - 300) * DAY) + now);
    expect(gain(l).days).toHaveLength(51);
    writeFileSync(journalOf(l), now);
    gain(l);
    const [{ rootpage } = {}] = rows(l, "select rootpage from sqlite_schema where name = 'run'");
    const data = readFileSync(ledger(l));
    writeFileSync(ledger(l), data.fill(0xff, (Number(rootpage) - 1) * 4096, Number(rootpage) * 4096));
    l.rtk('tsc');
    expect(gain(l).days).toHaveLength(51);
    expect(gain(l).totals.runs).toBe(52);
    expect(readdirSync(join(l.home, '.local/share/rtk')).filter((name) => /damaged-.*Z$/.test(name))).toHaveLength(1);
  });
});

describe('a ledger that does not work', () => {
  it('never reaches the output of a command', () => {
    const l = labWithRuns(1);
    const before = l.rtk('tsc');
    mkdirSync(join(l.home, '.local/share/rtk'), { recursive: true });
    writeFileSync(ledger(l), 'damaged');
    const after = l.rtk('tsc');
    expect([after.status, after.text]).toEqual([before.status, before.text]);
  });

  it('of a newer rtk is left alone, and that is said', () => {
    const l = labWithRuns(1);
    gain(l);
    const database = new DatabaseSync(ledger(l));
    database.exec('pragma user_version = 99');
    database.close();
    const ran = l.rtk('gain');
    expect([ran.status, ran.stdout.toString()]).toEqual([2, '']);
    expect(ran.stderr.toString()).toContain('it is of version 99');
    expect(l.rtk('tsc').status).toBe(2);
  });

  it('is not needed where it cannot be written', () => {
    const l = labWithRuns(2);
    writeFileSync(join(l.home, '.local/share'), 'a file where the folder should be');
    expect(gain(l).totals.runs).toBe(2);
  });
});

it('worktrees of a repository are one project, submodules and other folders are not', () => {
  const l = labWithRuns(0);
  const main = join(l.home, 'main');
  const git = (cwd: string, ...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.invalid', ...words], { cwd, env: l.env });
  mkdirSync(join(main, 'deep/er'), { recursive: true });
  git(main, 'init', '-q');
  git(main, 'commit', '-q', '--allow-empty', '-m', 'Begin');
  git(main, 'worktree', 'add', '-q', join(l.home, 'tree'));
  for (const cwd of [main, join(main, 'deep/er'), join(l.home, 'tree'), l.home]) l.rtkWith({ cwd }, 'tsc');
  const projects = gain(l).projects.map(({ name, runs }) => [name, runs]);
  expect(projects).toEqual(
    expect.arrayContaining([
      [main, 3],
      [l.home, 1],
    ]),
  );
  expect(projects).toHaveLength(2);
});
