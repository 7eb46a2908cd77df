import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { route } from '../src/route/route.ts';
import { FOLDER, fixtures, savedShare, shown } from './fixture.ts';

for (const fixture of fixtures()) {
  describe(`${fixture.filter}/${fixture.name}`, () => {
    const result = shown(fixture);
    it('reads as expected', async () => {
      await expect(result.all).toMatchFileSnapshot(join(FOLDER, fixture.filter, `${fixture.name}.out`));
    });
    it('routes to its filter', () => {
      expect(route(fixture.argv).name).toBe(fixture.filter);
    });
    for (const fact of fixture.facts) {
      it(`keeps ${fact}`, () => {
        expect(result.all).toContain(fact);
      });
    }
    if (fixture.saves !== undefined) {
      it(`saves ${fixture.saves} %`, () => {
        expect(savedShare(fixture, result.all)).toBeGreaterThanOrEqual(fixture.saves ?? 0);
      });
    }
  });
}
