import { describe, expect, it } from 'vitest';
import { filter } from '../src/filter/filter.ts';
import { plain } from '../src/filter/plain.ts';
import { filters } from '../src/filters.gen.ts';
import { route } from '../src/route/route.ts';
import type { Level } from '../src/types.ts';
import { fixtures, HANDLE, shown } from './fixture.ts';
import { type Judged, LAWS } from './laws.ts';

const LEVELS: readonly Level[] = ['lossless', 'normal', 'tight'];
const all = fixtures();

describe('every filter', () => {
  for (const [name, each] of Object.entries(filters)) {
    it(`${name} has a fixture of a run that failed`, () => {
      const exits = all.filter((fixture) => fixture.filter === name).map((fixture) => fixture.captured.exit);
      expect(exits.some((exit) => exit !== 0)).toBe(true);
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

function judged(fixture: (typeof all)[number], level: Level): Judged {
  return { fixture, level, routed: route(fixture.argv), raw: plain(fixture.captured.text), result: shown(fixture, level) };
}
