import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { lab } from '../e2e/lab.ts';
import { day, keptBooks, noon, saving, WEEK } from './books.ts';

const l = keptBooks(WEEK);
const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/gain.schema.json'), 'utf8'));
const isReport = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

function complaints(text: string): unknown {
  return isReport(JSON.parse(text)) ? [] : isReport.errors;
}

describe('--json', () => {
  it('is what docs/gain.schema.json says', () => {
    for (const words of [
      [],
      ['--all', '--history', '--failures', '--recalls'],
      ['-p', '--since', '7d'],
      ['--model', 'opus'],
      ['--session', 's-2'],
    ]) {
      expect([words, complaints(l.rtk('gain', '--json', ...words).stdout.toString())]).toEqual([words, []]);
    }
    expect(complaints(lab().rtk('gain', '-f', 'json').stdout.toString())).toEqual([]);
  });
  it('has what dashboards made for rtk-rs read, with net figures', () => {
    const { summary, daily, weekly, monthly } = JSON.parse(l.rtk('gain', '--format', 'json', '-d', '-w').stdout.toString());
    expect(summary).toEqual({
      ...{ total_commands: 6, total_input: 2540, total_output: 1555, total_saved: 985, avg_savings_pct: (985 / 2540) * 100 },
      ...{ total_time_ms: 600, avg_time_ms: 100 },
    });
    expect(daily[2]).toEqual({
      ...{ date: day(1), commands: 3, input_tokens: 1000, output_tokens: 1200, saved_tokens: -200, savings_pct: -20 },
      ...{ total_time_ms: 300, avg_time_ms: 100 },
    });
    expect([daily.length, Object.keys(weekly[0]).slice(0, 2), monthly]).toEqual([3, ['week_start', 'week_end'], undefined]);
    expect(new Date(`${weekly[0].week_start}T00:00:00Z`).getUTCDay()).toBe(1);
    expect(JSON.parse(l.rtk('gain', '--json').stdout.toString()).daily).toBeUndefined();
  });
  it('lists runs as they are booked', () => {
    const { history, failures, recalls } = JSON.parse(l.rtk('gain', '--json', '-H', '-F', '--recalls').stdout.toString());
    expect(history.length).toBe(6);
    expect(history[1]).toEqual({
      ...{ at: noon(1, 2), command: 'recall', filter: '', project: '/dev/app', agent: 'claude', session: 's-3', exit: 0, seen: true },
      ...{ raw: 0, baseline: 0, shown: 1000, saved: -1000, ms: 100, charge: 'recall', handle: null },
    });
    expect(failures.map(({ command, exit }: { command: string; exit: number }) => [command, exit])).toEqual([['tsc', 2]]);
    expect(recalls).toEqual([{ command: 'git log', filter: 'git-log', recalls: 1, reruns: 0, tokens: 1000, hid: 2 }]);
  });
});

describe('--csv', () => {
  it('has the tables of rtk-rs', () => {
    const { stdout } = l.rtk('gain', '--csv', '-d', '-m');
    const [daily = '', monthly = ''] = stdout.toString().split('\n\n');
    expect(daily.split('\n')).toEqual([
      '# Daily Data',
      'date,commands,input_tokens,output_tokens,saved_tokens,savings_pct,total_time_ms,avg_time_ms',
      `${day(9)},1,1000,200,800,80.00,100,100`,
      `${day(2)},2,540,155,385,71.30,200,100`,
      `${day(1)},3,1000,1200,-200,-20.00,300,100`,
    ]);
    expect(monthly).toMatch(/^# Monthly Data\nmonth,commands,/);
    expect(l.rtk('gain', '-f', 'csv').stdout.toString().trimEnd()).toBe(daily);
  });
  it('quotes what needs it', () => {
    const odd = keptBooks([saving(noon(0), 'x,"y"', [400, 100])]);
    expect(odd.rtk('gain', '--csv', '-H').stdout.toString()).toContain(',"x,""y""",');
  });
});

describe('--prometheus', () => {
  it('has counters that grow and gauges that may fall', () => {
    const lines = l.rtk('gain', '--prometheus').stdout.toString().split('\n');
    const sample = /^([a-z_]+)(?:\{[a-z]+="[^"\n]*"\})? -?\d+(?:\.\d+)?$/;
    const types = new Map(lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ').slice(2) as [string, string]));
    for (const line of lines.filter((each) => each !== '' && !each.startsWith('#'))) {
      const name = sample.exec(line)?.[1] ?? line;
      expect([name, types.get(name)]).toEqual([name, name.endsWith('_total') ? 'counter' : 'gauge']);
    }
    for (const line of [
      'rtk_runs_total 6',
      'rtk_tokens_saved 985',
      'rtk_tokens_baseline_total 2540',
      'rtk_command_tokens_saved{command="ls"} -15',
      'rtk_own_seconds_total 0.06',
    ])
      expect(lines).toContain(line);
  });
  it('escapes labels', () => {
    const odd = keptBooks([saving(noon(0), 'a"b\\c\nd', [400, 100])]);
    expect(odd.rtk('gain', '--prometheus').stdout.toString()).toContain('rtk_command_runs_total{command="a\\"b\\\\c\\nd"} 1');
  });
});
