import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { lab, RTK } from '../e2e/lab.ts';
import { day, keptBooks, noon, saving, WEEK } from './books.ts';

const l = keptBooks(WEEK);
const HAS_SCRIPT = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

function gain(...words: string[]): string {
  const ran = l.rtk('gain', ...words);
  expect([ran.status, ran.stderr.toString()]).toEqual([0, '']);
  return ran.stdout.toString();
}

describe('rtk gain', () => {
  it('says what it all came to, net, with what was lost in it', () => {
    expect(gain().split('\n')).toEqual([
      `rtk gain: all runs, ${day(9)} to ${day(1)} (days in UTC)`,
      '',
      'without rtk     2,540 tokens  of 2,540 that the commands printed',
      'read            1,555 tokens  of them 1,000 for recalls and re-runs',
      'saved, net        985 tokens  38.8 %',
      'runs                       6  1 unseen (no tokens counted), 1 failed, 1 larger than without rtk',
      "rtk's own time         60 ms  10.0 ms a run; the commands took 600 ms in all",
      'hooks                1 asked  0 rewrote, 1 left, 12 ms',
      'floor                $0.0037  Claude Sonnet 4.6 assumed: each saved token once, input $3 a million, prices of 2026-11-21; GPT-5.5 assumed: each saved token once, input $5 a million, prices of 2026-11-21',
      '',
      '`git log` alone is 60.9 % of what was saved.',
      'Tokens are estimates of o200k_base, 0.3 % off in sum; 92 of 100 outputs are within 10 %.',
      '',
      'By command',
      '         runs  saved        %',
      'git log     2    600   30.0 %  ████████████',
      'tsc         1    400   80.0 %  ████████',
      'recall      1      0        –',
      'vim         1      0        –',
      'ls          1    -15  -37.5 %  ▒',
      '',
      'By agent',
      '        runs  saved       %',
      'claude     4    600  30.0 %  ████████████',
      'codex      2    385  71.3 %  ████████',
      '',
      'By project',
      '          runs  saved       %',
      '/dev/app     4    600  30.0 %  ████████████',
      '/dev/lib     2    385  71.3 %  ████████',
      '',
      'By model',
      '                   runs  saved    floor  with re-reads',
      'Claude Sonnet 4.6     4    600  $0.0018              –  Claude Sonnet 4.6 assumed: each saved token once, input $3 a million, prices of 2026-11-21',
      'GPT-5.5               2    385  $0.0019              –  GPT-5.5 assumed: each saved token once, input $5 a million, prices of 2026-11-21',
      '',
    ]);
  });

  it('shows what cost more than it saved even if it shows one row', () => {
    const rows = gain('--limit', '1').split('\n');
    expect(rows.slice(rows.indexOf('By command') + 2, rows.indexOf('By command') + 5)).toEqual([
      expect.stringMatching(/^git log /),
      '[+3 commands: rtk gain --limit 5]',
      expect.stringMatching(/^ls .* -15 /),
    ]);
  });
});

describe('a section', () => {
  it('has days, weeks and months with their sum', () => {
    const rows = gain('-d').split('\n');
    expect(rows.slice(rows.indexOf('By day') + 1, -1).map((row) => row.split(/ {2,}/))).toEqual([
      ['day', 'runs', 'without rtk', 'read', 'saved', '%', 'time'],
      [day(9), '1', '1,000', '200', '800', '80.0 %', '100 ms'],
      [day(2), '2', '540', '155', '385', '71.3 %', '200 ms'],
      [day(1), '3', '1,000', '1,200', '-200', '-20.0 %', '300 ms'],
      ['all', '6', '2,540', '1,555', '985', '38.8 %', '600 ms'],
    ]);
    const all = gain('--all');
    expect(['By day', 'By week, from Monday on', 'By month'].every((title) => all.includes(`\n${title}\n`))).toBe(true);
  });

  it('draws what was lost, too', () => {
    const rows = gain('-g').split('\n');
    expect(rows.slice(rows.indexOf('Saved, net, by day') + 1, -1)).toEqual([
      `${day(9)}  ${'█'.repeat(40)}   800`,
      `${day(2)}  ${'█'.repeat(19).padEnd(40)}   385`,
      `${day(1)}  ${'▒'.repeat(10).padEnd(40)}  -200`,
    ]);
    expect(gain('-g', '--limit', '1')).toContain('[+2 earlier days: --limit 3]');
  });

  it('lists runs, failures and recalls', () => {
    const time = (daysAgo: number, minutes: number) => new Date(noon(daysAgo, minutes)).toISOString().slice(0, 16).replace('T', ' ');
    const list = (...words: string[]) =>
      gain(...words)
        .split('\n')
        .filter((row) => /^\d{4}-\d\d-\d\d \d\d:/.test(row))
        .map((row) => row.replace(/ {2,}/g, '|'));
    expect(list('-H', '--limit', '4')).toEqual([
      `${time(1, 4)}|vim|0|unseen`,
      `${time(1, 2)}|recall|0|0|1,000|-1,000|–|recalled: a cost`,
      `${time(1, 0)}|git log|0|1,000|200|800|80.0 %|rtk recall aaaa02`,
      `${time(2, 1)}|ls|0|40|55|-15|-37.5 %`,
    ]);
    expect(list('-F')).toEqual([`${time(2, 0)}|tsc|2|500|100|400|80.0 %`]);
    expect(gain('--recalls').trimEnd().split('\n').at(-1)?.replace(/ {2,}/g, '|')).toBe('git log|git-log|1|0|1,000|2 (50.0 %)');
  });

  it.skipIf(!HAS_SCRIPT)('colours for a terminal, nothing else', () => {
    const atTerminal = (env: NodeJS.ProcessEnv) =>
      spawnSync('script', ['-qec', `${RTK} gain`, '/dev/null'], { env: { ...l.env, ...env } }).stdout.toString();
    const plain = gain().replaceAll('\n', '\r\n');
    expect(plain).not.toContain('\x1b');
    expect(atTerminal({ TERM: 'xterm' })).toContain('\x1b[31m-15\x1b[39m');
    expect(stripVTControlCharacters(atTerminal({ TERM: 'xterm' }))).toBe(plain);
    expect(atTerminal({ TERM: 'xterm', NO_COLOR: '1' })).toBe(plain);
  });
});

describe('which runs', () => {
  const saved = (...words: string[]) => JSON.parse(gain('--json', ...words)).totals.saved;
  it('are those of the days, the project, the session, the agent', () => {
    expect(saved()).toBe(985);
    expect(saved('--since', '2d')).toBe(-200);
    expect(saved('--since', '3d')).toBe(185);
    expect(saved('--since', day(9), '--until', day(2))).toBe(1185);
    expect(saved('--until', 'yesterday')).toBe(985);
    expect(saved('--since', 'today')).toBe(0);
    expect(saved('--project', '/dev/app')).toBe(600);
    expect(saved('--project=/dev')).toBe(985);
    expect(saved('--project', '/dev/ap')).toBe(0);
    expect(saved('--session', 's-2')).toBe(385);
    expect(saved('--agent', 'codex')).toBe(385);
    expect(saved('-p')).toBe(0);
  });
  it('are those whose hooks were asked', () => {
    const asked = (...words: string[]) => JSON.parse(gain('--json', ...words)).hooks.asked;
    expect([
      asked(),
      asked('--project', '/dev/app'),
      asked('--project', '/dev/lib'),
      asked('--session', 's-3'),
      asked('--session', 's-2'),
    ]).toEqual([1, 1, 0, 1, 0]);
  });
  it('are those of the repository that one stands in', () => {
    const one = keptBooks([]);
    one.tool('tsc', 'exit 0');
    one.rtkWith({ cwd: one.bin }, 'tsc');
    const runs = (cwd: string) => JSON.parse(one.rtkWith({ cwd }, 'gain', '-p', '--json').stdout.toString()).totals.runs;
    expect([runs(one.bin), runs(one.home)]).toEqual([1, 1]);
    expect([runs('/usr')]).toEqual([0]);
  });
  it('are said to be none', () => {
    expect(gain('--agent', 'pi', '--since', '7d')).toBe(`No runs: agent pi, since ${day(6)}.\n`);
  });
});

describe('--help', () => {
  it('names every option', () => {
    const names = readFileSync(join(import.meta.dirname, '../../docs/gain.md'), 'utf8').match(/(?<=`(?:rtk gain )?)--[a-z][a-z-]+/g) ?? [];
    expect(new Set(names).size).toBeGreaterThan(12);
    const help = gain('--help') + gain('export', '--help') + l.rtk('init', '--help').text;
    // `--lossless` stands before the command.
    expect([...new Set(names)].filter((name) => name !== '--lossless' && !help.includes(name))).toEqual([]);
  });
});

describe('an empty ledger', () => {
  it('says what to do', () => {
    const ran = lab().rtk('gain');
    expect([ran.status, ran.text]).toEqual([
      0,
      "Nothing has been recorded yet.\n`rtk init -g` puts rtk's hook into Claude Code (`--agent <name>` into another one); or put rtk in front of a command: rtk git status\n",
    ]);
  });
});

describe("rtk-rs's options", () => {
  it('are understood', () => {
    const dashed = gain('-dw', '-m');
    expect(dashed).toBe(gain('--daily', '--weekly', '--monthly'));
    expect(gain('-a')).toBe(dashed);
    expect(gain('-f', 'text')).toBe(gain());
    expect(gain('-gH')).toBe(gain('--graph', '--history'));
  });
  it('that ask for a quota get an honest answer', () => {
    for (const words of [['-q'], ['-q', '-t', '5x'], ['--quota', '--tier=pro']]) {
      const ran = l.rtk('gain', ...words);
      expect([ran.status, ran.stdout.toString()]).toEqual([0, gain()]);
      expect(ran.stderr.toString()).toBe(
        'rtk: rtk does not know the limits of your plan, so it shows tokens and dollars, and no part of a quota.\n',
      );
    }
  });
});

describe('what is asked wrongly', () => {
  it.each([
    [['--since', 'soon'], '--since: `soon` is no day'],
    [['--since', '2026-02-30'], '--since: `2026-02-30` is no day'],
    [['--until', '7d'], '--until: `7d` is no day'],
    [['--since', 'today', '--until', 'yesterday'], 'is after --until'],
    [['--limit', '0'], '--limit: `0` is no count'],
    [['--format', 'xml'], '--format: there is no `xml`; use text, json, csv, prometheus, html'],
    [['--json', '--csv'], 'choose one of json, csv'],
    [['--model', 'sonnet-3'], '--model: no price of `sonnet-3` is known; use one of Claude Opus 4.8'],
    [['--session='], '--session needs a value'],
    [['--prometheus', '--since', '7d'], 'leave out --since'],
    [['--frobnicate'], 'gain has no option `--frobnicate`'],
    [['yesterday'], 'yesterday'],
    [['--output', '/nowhere/x', '--json'], '--output: /nowhere/x cannot be written'],
  ])('%j is refused in a sentence', (words, sentence) => {
    const ran = l.rtk('gain', ...words);
    expect([ran.status, ran.stdout.toString()]).toEqual([2, '']);
    expect(ran.stderr.toString()).toMatch(/^rtk: .+\n$/);
    expect(ran.stderr.toString()).toContain(sentence);
  });
});

describe('--output', () => {
  it('writes the file in one step', () => {
    const file = join(l.home, 'rtk.prom');
    writeFileSync(file, 'old');
    expect(gain('--prometheus', '--output', file)).toBe('');
    expect(readFileSync(file, 'utf8')).toContain('\nrtk_tokens_saved 985\n');
    expect(readdirSync(l.home).filter((name) => name.includes('rtk.prom'))).toEqual(['rtk.prom']);
    expect(existsSync(`${file}.tmp`)).toBe(false);
  });
});

describe('names in the journal', () => {
  it('do not steer the terminal', () => {
    const odd = keptBooks([saving(noon(0), '\x1b[31mred\x07', [400, 100], { project: '/dev/\x1b]0;title' })]);
    expect(odd.rtk('gain').stdout.toString()).not.toMatch(/\x1b|\x07/);
  });
});
