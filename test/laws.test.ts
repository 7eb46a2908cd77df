import { describe, expect, it } from 'vitest';
import { account } from '../src/filter/compare.ts';
import { filter } from '../src/filter/filter.ts';
import { plain } from '../src/filter/plain.ts';
import { tokensOf } from '../src/filter/tokens.ts';
import { filters } from '../src/filters.gen.ts';
import { route } from '../src/route/route.ts';
import type { Level } from '../src/types.ts';
import { fixtures, HANDLE, shown } from './fixture.ts';

const MARKER = /\[\+\d+ [\w ]+: rtk recall 0a1b2c\]/g;
const VERDICT =
  /\b(?:no (?:errors|issues|problems|warnings)|success(?:ful(?:ly)?)?|all (?:tests|checks|files)|identical|clean|up[- ]to[- ]date|passed)\b/gi;
const all = fixtures();

describe('every filter', () => {
  for (const [name, each] of Object.entries(filters)) {
    it(`${name} has fixtures, a failing one where it can fail`, () => {
      expect(all.some((fixture) => fixture.filter === name)).toBe(true);
    });
    it(`${name} leaves text that it does not know`, () => {
      const argv = (each.command[0] ?? '').split(' ');
      const text = `${'Lorem ipsum dolor sit amet, consetetur sadipscing elitr\nsed diam nonumy\n'.repeat(12)}panic: boom\n`;
      const result = filter({ stdout: text, stderr: '', text, exit: 70 }, route(argv), { level: 'normal', handle: () => HANDLE });
      expect(result.text).toContain('panic: boom');
      expect(result.text).not.toMatch(VERDICT);
    });
  }
});

for (const fixture of all) {
  describe(`${fixture.filter}/${fixture.name}`, () => {
    for (const level of ['lossless', 'normal', 'tight'] satisfies Level[]) holdsAt(level);
  });

  function holdsAt(level: Level): void {
    const result = shown(fixture, level);
    const raw = plain(fixture.captured.text);
    it(`${level}: is never larger`, () => {
      expect(tokensOf(result.all)).toBeLessThanOrEqual(tokensOf(fixture.captured.text));
      expect(result.all.length).toBeLessThanOrEqual(fixture.captured.text.length);
    });
    it(`${level}: says only what the tool said`, () => {
      if (!result.changed) return;
      const said = result.all
        .replace(MARKER, '')
        .replace(/\[exit \d+\]/g, '')
        .replace(/\(×\d+\)/g, '');
      expect(account(raw, said, [], ['FAIL']).invented).toBe(undefined);
    });
    it(`${level}: gives a verdict only if the tool gave it`, () => {
      for (const [verdict] of result.all.matchAll(VERDICT)) expect(raw.toLowerCase()).toContain(verdict.toLowerCase());
    });
    it(`${level}: filtering the result again changes nothing`, () => {
      const stdout = result.text;
      const again = filter({ ...fixture.captured, stdout, stderr: '', text: stdout }, route(fixture.argv), { level, handle: () => HANDLE });
      expect(again.text).toBe(stdout);
    });
    it(`${level}: hides nothing without a handle, nothing of a short output`, () => {
      const without = filter(fixture.captured, route(fixture.argv), { level, handle: () => undefined });
      expect(without.hidden).toBe(0);
      if (tokensOf(fixture.captured.text) <= 200) expect(result.hidden).toBe(0);
    });
    it(`${level}: the same input gives the same bytes`, () => {
      expect(shown(fixture, level).all).toBe(result.all);
    });
    it(`${level}: with the exit status unknown there is no new verdict`, () => {
      const unknown = filter({ ...fixture.captured, exit: undefined }, route(fixture.argv), { level, handle: () => HANDLE });
      for (const [verdict] of unknown.text.matchAll(VERDICT)) expect(raw.toLowerCase()).toContain(verdict.toLowerCase());
    });
    it(`${level}: coloured text and a failing run without the tool's words stay truthful`, () => {
      const failed = filter({ stdout: '', stderr: '', text: '', exit: 3 }, route(fixture.argv), { level, handle: () => HANDLE });
      expect(failed.text).toBe('');
    });
  }
}
