import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptBooks, noon, WEEK } from './books.ts';

function files(home: string): string[] {
  return ['.local/state/rtk', '.local/share/rtk']
    .flatMap((folder) => (existsSync(join(home, folder)) ? readdirSync(join(home, folder)) : []))
    .sort();
}

describe('rtk gain --reset', () => {
  it('deletes nothing without a yes', () => {
    const l = keptBooks(WEEK);
    l.rtk('gain');
    const before = files(l.home);
    const ran = l.rtkWith({ input: 'y\n' }, 'gain', '--reset');
    expect([ran.status, ran.stdout.toString()]).toEqual([1, '']);
    expect(ran.stderr.toString()).toMatch(/journal\.jsonl\n.*ledger\.db\nDelete it\? \[y\/N\]\nAborted\.\n$/s);
    expect(files(l.home)).toEqual(before);
  });
  it('deletes journals and ledgers, nothing else', () => {
    const l = keptBooks(WEEK);
    l.rtk('gain');
    const state = join(l.home, '.local/state/rtk');
    for (const name of ['journal-000000000000001-0a1b2c.jsonl.gz', 'journal.md', 'health.log']) writeFileSync(join(state, name), '');
    writeFileSync(join(l.home, '.local/share/rtk/ledger.db.damaged-2026-01-01T000000000Z'), 'x');
    writeFileSync(join(l.home, '.local/share/rtk/history.db'), 'x');
    const ran = l.rtk('gain', '--reset', '--yes');
    expect([
      ran.status,
      ran.stderr.toString(),
      ran.stdout
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/^deleted .*\//, ''))
        .sort(),
    ]).toEqual([
      0,
      '',
      ['journal-000000000000001-0a1b2c.jsonl.gz', 'journal.jsonl', 'ledger.db', 'ledger.db.damaged-2026-01-01T000000000Z'],
    ]);
    expect(files(l.home)).toEqual(['health.log', 'history.db', 'journal.md']);
    expect(l.rtk('gain').text).toMatch(/^Nothing has been recorded yet\./);
    expect(l.rtk('gain', '--reset', '--yes').text).toMatch(/^deleted .*ledger\.db\n$/);
  });
  it('goes on charging instruction text that is in place', () => {
    const l = keptBooks([
      ...WEEK,
      { v: 1, at: noon(10), event: 'instructions', agent: 'claude', tokens: 50 },
      { v: 1, at: noon(10), event: 'instructions', agent: 'codex', tokens: 50 },
      { v: 1, at: noon(8), event: 'instructions', agent: 'codex', tokens: 0 },
    ]);
    expect(JSON.parse(l.rtk('gain', '--json').text).instructions).toEqual({ tokens: 100, sessions: 2 });
    l.rtk('gain', '--reset', '--yes');
    l.tool('tsc', 'exit 0');
    l.rtkWith({ env: { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'new' } }, 'tsc');
    expect(JSON.parse(l.rtk('gain', '--json').text).instructions).toEqual({ tokens: 50, sessions: 1 });
  });
  it('deletes a ledger that cannot be opened', () => {
    const l = keptBooks(WEEK);
    l.rtk('gain');
    for (const end of ['', '-wal', '-shm']) writeFileSync(join(l.home, `.local/share/rtk/ledger.db${end}`), 'broken'.repeat(1000));
    expect(l.rtk('gain', '--reset', '--yes').status).toBe(0);
    expect(files(l.home).filter((name) => /journal|ledger/.test(name))).toEqual([]);
  });
});
