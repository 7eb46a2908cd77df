import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type Lab, lab } from '../e2e/lab.ts';
import { keptBooks, WEEK } from './books.ts';

/** As rtk-rs makes it. */
const SCHEMA = `pragma journal_mode = wal;
create table commands (id integer primary key, timestamp text not null, original_cmd text not null, rtk_cmd text not null, input_tokens integer not null, output_tokens integer not null,
  saved_tokens integer not null, savings_pct real not null, exec_time_ms integer default 0, project_path text default '');
create index idx_timestamp on commands (timestamp);`;

const ROWS: readonly (readonly [at: string, command: string, input: number, output: number, ms: number, project: string])[] = [
  ['2026-03-01T10:00:00.123456789+00:00', 'git log --oneline -20', 1000, 200, 12, '/home/dev/app'],
  ['2026-03-01T10:00:00.123456789+00:00', 'git log --oneline -20', 1000, 200, 12, '/home/dev/app'],
  ['2026-03-02T10:00:00+00:00', 'API_KEY="s3cret one" curl -H "Authorization: Bearer s3cret-two" https://s3cret.example', 100, 150, 5, ''],
  ['2026-03-03T10:00:00Z', 'cat /home/dev/s3cret/notes.txt | grep "s3cret three"', 60, 20, 3, '/home/dev/ünïcode'],
  ['not a time', '"$(s3cret)" "unfinished', 10, 10, 1, ''],
];

function peer(l: Lab, file = join(l.home, '.local/share/rtk/history.db')): string {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  db.exec(SCHEMA);
  for (const row of ROWS) insert(db, row);
  db.close();
  return file;
}

function insert(db: DatabaseSync, [at, command, input, output, ms, project]: (typeof ROWS)[number]): void {
  const saved = Math.max(0, input - output);
  db.prepare(
    'insert into commands (timestamp, original_cmd, rtk_cmd, input_tokens, output_tokens, saved_tokens, savings_pct, exec_time_ms, project_path) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(at, command, `rtk ${command}`, input, output, saved, input === 0 ? 0 : (saved / input) * 100, ms, project);
}

/** The peer's own totals. */
function own(file: string): unknown {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db
    .prepare(
      'select count(*) as runs, sum(input_tokens) as input, sum(output_tokens) as output, sum(saved_tokens) as saved, sum(exec_time_ms) as ms from commands',
    )
    .get();
  db.close();
  return { ...row };
}

function imported(l: Lab): unknown {
  return JSON.parse(l.rtk('gain', '--json').stdout.toString()).imported;
}

describe('--import-rtk-rs', () => {
  it('takes every run over once, by the count of rtk-rs', () => {
    const l = lab();
    const file = peer(l);
    const before = [statSync(file).mtimeMs, readFileSync(file).toString('hex')];
    const first = l.rtk('gain', '--import-rtk-rs');
    expect([first.status, first.stderr.toString(), first.stdout.toString()]).toEqual([
      0,
      '',
      `5 runs imported from ${file}.\nBy rtk-rs's own count, in all: 5 runs, input 2,170, output 580, saved 1,640 tokens. \`rtk gain\` shows them apart, in no sum.\n`,
    ]);
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('history'))).toEqual(['history.db']);
    expect(imported(l)).toEqual(own(file));
    expect(l.rtk('gain', '--import-rtk-rs', file).stdout.toString()).toMatch(/^0 runs imported from .*; 5 had been imported before\.\n/);
    expect(imported(l)).toEqual(own(file));
    expect([statSync(file).mtimeMs, readFileSync(file).toString('hex')]).toEqual(before);
  });

  it('adds what has come since, and sees what is not yet in the main file', () => {
    const l = lab();
    const file = peer(l);
    l.rtk('gain', '--import-rtk-rs');
    const db = new DatabaseSync(file);
    insert(db, ['2026-03-04T10:00:00Z', 'ls -la', 50, 40, 2, '']);
    expect(existsSync(`${file}-wal`)).toBe(true);
    expect(l.rtk('gain', '--import-rtk-rs').stdout.toString()).toMatch(/^1 run imported .*; 5 had been imported before\.\n/);
    expect(imported(l)).toEqual(own(file));
    db.close();
  });

  it('keeps shapes of commands only', () => {
    const l = lab();
    peer(l);
    l.rtk('gain', '--import-rtk-rs');
    const db = new DatabaseSync(join(l.home, '.local/share/rtk/ledger.db'), { readOnly: true });
    const commands = db
      .prepare('select command from imported order by key')
      .all()
      .map(({ command }) => command);
    db.close();
    expect(commands).toEqual(['git log --oneline', 'git log --oneline', 'curl -H', 'cat', 'other']);
    for (const name of readdirSync(join(l.home, '.local/share/rtk')).filter((each) => each.startsWith('ledger')))
      expect([name, readFileSync(join(l.home, '.local/share/rtk', name)).includes('s3cret')]).toEqual([name, false]);
  });
});

describe('what was imported', () => {
  it('is in no sum of ours', () => {
    const l = keptBooks(WEEK);
    const sums = () => JSON.parse(l.rtk('gain', '--json').stdout.toString());
    const before = sums();
    l.rtk('gain', '--import-rtk-rs', peer(l, join(l.home, 'elsewhere.db')));
    expect(sums()).toEqual({ ...before, imported: { runs: 5, input: 2170, output: 580, saved: 1640, ms: 33 } });
    expect(l.rtk('gain').stdout.toString()).toMatch(/in no sum above:\n5 runs, input 2,170, output 580, saved 1,640 tokens\n$/);
  });

  it('finds the database where rtk-rs was told to keep it', () => {
    const l = lab();
    const file = peer(l, join(l.home, 'a.db'));
    expect(l.rtkWith({ env: { RTK_DB_PATH: file } }, 'gain', '--import-rtk-rs').text).toMatch(/^5 runs/);
    mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
    writeFileSync(join(l.home, '.config/rtk/config.toml'), `[tracking]\ndatabase_path = "${file}"\n`);
    expect(l.rtk('gain', '--import-rtk-rs').text).toMatch(/^0 runs imported from .*a\.db; 5 had/);
  });

  it('reads what older versions have', () => {
    const l = lab();
    const db = new DatabaseSync(join(l.home, 'old.db'));
    db.exec(
      "create table commands (id integer primary key, timestamp text, original_cmd text, rtk_cmd text, input_tokens integer, output_tokens integer, saved_tokens integer, savings_pct real); insert into commands values (1, '2025-12-01T00:00:00Z', 'ls', 'rtk ls', 9, 4, 5, 55.5)",
    );
    db.close();
    expect(l.rtk('gain', '--import-rtk-rs', 'old.db').status).toBe(0);
    expect(imported(l)).toEqual({ runs: 1, input: 9, output: 4, saved: 5, ms: 0 });
  });

  it('reads a file that it may not write to, in a folder of that kind', () => {
    const l = lab();
    const file = peer(l, join(l.home, 'ro/history.db'));
    chmodSync(file, 0o444);
    chmodSync(dirname(file), 0o555);
    expect(l.rtk('gain', '--import-rtk-rs', file).text).toMatch(/^5 runs/);
    chmodSync(dirname(file), 0o755);
  });
});

describe('what is no database of rtk-rs', () => {
  const refused = (l: Lab, sentence: string, ...words: string[]) => {
    const before = imported(l);
    const ran = l.rtk('gain', '--import-rtk-rs', ...words);
    expect([ran.status, ran.stdout.toString()]).toEqual([2, '']);
    expect(ran.stderr.toString()).toMatch(/^rtk: --import-rtk-rs: .+\n$/);
    expect(ran.stderr.toString()).toContain(sentence);
    // Our own ledger is not taken for the damaged one.
    expect(imported(l)).toEqual(before);
    expect(readdirSync(join(l.home, '.local/share/rtk')).filter((name) => name.includes('damaged'))).toEqual([]);
  };
  it('is named with what is wrong', () => {
    const l = keptBooks(WEEK);
    refused(l, 'there is no database of rtk-rs at ');
    writeFileSync(join(l.home, 'text.db'), 'no database at all, but long enough to look at'.repeat(40));
    refused(l, 'damaged or no SQLite database', 'text.db');
    new DatabaseSync(join(l.home, 'other.db')).exec('create table x (a)');
    refused(l, 'it has no table `commands`', 'other.db');
    new DatabaseSync(join(l.home, 'odd.db')).exec('create table commands (timestamp, original_cmd)');
    refused(l, 'has no column `input_tokens`', 'odd.db');
  });
  it('leaves everything as it was if it is damaged in the middle', () => {
    const l = keptBooks(WEEK);
    const file = join(l.home, 'half.db');
    const db = new DatabaseSync(file);
    db.exec(SCHEMA);
    db.exec('begin');
    for (let n = 0; n < 3000; n++) insert(db, ['2026-03-01T10:00:00Z', `git log ${'x'.repeat(40)}`, 100, 50, 1, '']);
    db.exec('commit');
    db.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, Math.floor(bytes.length / 2));
    writeFileSync(file, bytes);
    refused(l, 'damaged or no SQLite database', 'half.db');
  });
  it('waits for a program that writes to it, and says so at last', async () => {
    const l = keptBooks(WEEK);
    const file = peer(l, join(l.home, 'busy.db'));
    const code = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(${JSON.stringify(file)});
      db.exec('pragma locking_mode = exclusive; begin exclusive; delete from commands'); console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    refused(l, 'is in use by another program', 'busy.db');
    child.kill();
  });
});
