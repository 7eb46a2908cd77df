import { describe, expect, it } from 'vitest';
import { filter, withoutMarkup } from '../src/filter/filter.ts';
import { plain } from '../src/filter/plain.ts';
import { filters } from '../src/filters.gen.ts';
import { omitted } from '../src/marks.ts';
import { route } from '../src/route/route.ts';
import { linesOf } from '../src/text.ts';
import type { Filter, Level } from '../src/types.ts';
import { fixtures, HANDLE, shown } from './fixture.ts';
import { type Judged, LAWS } from './laws.ts';

/** `npm run test:fast` looks at the level that most runs have. */
const LEVELS: readonly Level[] = process.env['RTK_FAST'] ? ['normal'] : ['lossless', 'normal', 'tight'];
const all = fixtures();

/** Their tools cannot be run here: the texts come from elsewhere, failed ones among them, without an exit status. */
const WITHOUT_STATUS = new Set(['infracost', 'pulumi']);

describe('every filter', () => {
  for (const [name, each] of Object.entries(filters)) {
    it(`${name} has a fixture of a run that failed`, () => {
      const exits = all.filter((fixture) => fixture.filter === name).map((fixture) => fixture.captured.exit);
      expect(exits.some((exit) => exit !== 0) || WITHOUT_STATUS.has(name)).toBe(true);
    });
    it(`${name} has fixtures, and leaves text that it does not know`, () => {
      expect(all.some((fixture) => fixture.filter === name)).toBe(true);
      const argv = (each.command[0] ?? '').split(' ');
      const text = `${'Lorem ipsum dolor sit amet, consetetur sadipscing elitr\nsed diam nonumy\n'.repeat(12)}panic: boom\n`;
      const result = filter({ stdout: text, stderr: '', text, exit: 70 }, route(argv), { level: 'normal', handle: () => HANDLE });
      expect(result.text).toContain('panic: boom');
      expect(
        LAWS.find(({ number }) => number === 5)?.wrong({
          ...judged(all[0] as never, 'normal'),
          result: { ...result, all: result.text },
          raw: text,
        }),
      ).toEqual([]);
    });
  }
});

describe.each([...new Set(all.map((fixture) => fixture.filter))])('%s keeps the laws', (name) => {
  for (const fixture of all.filter((each) => each.filter === name)) {
    it(fixture.name, () => {
      const wrong = LEVELS.flatMap((level) => {
        const each = judged(fixture, level);
        return LAWS.flatMap((law) => law.wrong(each).map((what) => `law ${law.number} (${law.says}) at ${level}: ${what}`));
      });
      expect(wrong).toEqual([]);
    });
  }
});

describe('a planted fault is seen by', () => {
  const [fixture] = all.filter((each) => each.filter === 'eslint' && each.captured.exit === 1 && each.captured.text.length > 2000);
  if (!fixture) throw new Error('no fixture of eslint has findings');
  const fair = judged(fixture, 'normal');
  const said = (text: string, hidden = fair.result.hidden): Judged => ({ ...fair, result: { ...fair.result, text, all: text, hidden } });
  const few = fair.result.all.split('\n').slice(0, 3).join('\n');
  it.each([
    [4, said(fair.result.all.repeat(9))],
    [5, said(`${fair.result.all}all checks passed\n`)],
    [6, said(`${fair.result.all}inventedword\n`)],
    [7, said(`${few}\n`, 0)],
    [8, said(few)],
    [10, said(few)],
    [13, said(fixture.captured.text)],
  ] as const)('law %i', (number, planted) => {
    const law = LAWS.find((each) => each.number === number);
    expect(law?.wrong(fair)).toEqual([]);
    expect(law?.wrong(planted).length).toBeGreaterThan(0);
  });
});

describe('a planted fault in quoted lines is seen by', () => {
  it('law 17: a diff cut by position', () => {
    const fair = named('git-diff/many-deleted-one-edit');
    const cut: Filter = {
      about: '',
      command: ['git diff'],
      stderr: 'apart',
      quotes: true,
      parse: (run) => ({ kind: 'text', content: true, lines: [...linesOf(run.text).slice(0, 60), omitted(linesOf(run.text).length - 60)] }),
    };
    expect(wrongBy(17, fair)).toEqual([]);
    expect(wrongBy(17, { ...fair, routed: { ...fair.routed, filter: cut } }).length).toBeGreaterThan(0);
  });
  it.each(['grep/exact-bytes', 'git-grep/exact-bytes', 'git-diff/crlf-blanks'])('law 18: trimmed lines of %s', (name) => {
    const fair = named(name);
    const starts = fair.result.text.replace(/^(\d[\d,]*:|.*\}:) +/gm, '$1');
    const ends = fair.result.text.replace(/[ \r]+$/gm, '');
    expect(wrongBy(18, fair)).toEqual([]);
    for (const text of new Set([starts, ends])) {
      if (text !== fair.result.text) expect(wrongBy(18, { ...fair, result: { ...fair.result, text } }).length).toBeGreaterThan(0);
    }
  });
});

function named(name: string): Judged {
  const fixture = all.find((each) => `${each.filter}/${each.name}` === name);
  if (!fixture) throw new Error(`no fixture ${name}`);
  return judged(fixture, 'normal');
}

function wrongBy(number: number, planted: Judged): readonly string[] {
  return LAWS.find((each) => each.number === number)?.wrong(planted) ?? [];
}

it('a finding under the folder of another one is seen by law 15', () => {
  const fixture = all.find(({ filter, name }) => filter === 'make' && name === 'same-file-in-three-folders');
  if (!fixture) throw new Error('no fixture has three folders');
  const fair = judged(fixture, 'normal');
  const law = LAWS.find(({ number }) => number === 15);
  const text = fair.result.all.replace(/^make\[1\]: .*\/beta'\n/m, '');
  expect(law?.wrong(fair)).toEqual([]);
  expect(law?.wrong({ ...fair, result: { ...fair.result, text, all: text } }).length).toBeGreaterThan(0);
});

describe('a line in the wrong place is seen by', () => {
  const named = (filterName: string, name: string): Judged => {
    const found = all.find((each) => each.filter === filterName && each.name === name);
    if (!found) throw new Error(`no fixture ${filterName}/${name}`);
    return judged(found, 'normal');
  };
  const planted = (fair: Judged, change: (text: string) => string): Judged => ({
    ...fair,
    result: { ...fair.result, all: change(fair.result.all) },
  });
  const seen = (number: number, fair: Judged, change: (text: string) => string) => {
    const law = LAWS.find((each) => each.number === number);
    expect(planted(fair, change).result.all).not.toBe(fair.result.all);
    expect(law?.wrong(fair)).toEqual([]);
    expect(law?.wrong(planted(fair, change)).length).toBeGreaterThan(0);
  };
  it('law 15: a line of a test that passed, under one that failed', () => {
    const change = (text: string) => text.replace('FAIL TestD\n', 'FAIL TestD\n    m_test.go:3: A ok: value 42\n');
    seen(15, named('go-test', 'panic-among-logs-v'), change);
  });
  it('law 16: evidence at the end that stood at the beginning', () => {
    seen(16, named('npm-run', 'vitest'), (text) => text.replace(/^(> vapp.*\n)([\s\S]*\n)(\[exit)/, '$2$1$3'));
  });
  it("law 16: what a test printed behind the runner's last word", () => {
    const change = (text: string) => text.replace(/(86% tests passed.*\n)/, '$1try 1 failed: error in module\n');
    seen(16, named('ctest', 'retries'), change);
  });
});

function judged(fixture: (typeof all)[number], level: Level): Judged {
  return {
    fixture,
    level,
    routed: route(fixture.argv),
    raw: withoutMarkup(plain(fixture.captured.text), route(fixture.argv).filter),
    result: shown(fixture, level),
  };
}
