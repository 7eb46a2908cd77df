import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { route } from '../src/route/route.ts';
import { type Fixture, FOLDER, fixtures, savedShare, shown } from './fixture.ts';

const all = fixtures();

describe.each([...new Set(all.map((fixture) => fixture.filter))])('%s', (name) => {
  it.each(all.filter((fixture) => fixture.filter === name).map((fixture) => [`${name}/${fixture.name}`, fixture] as const))(
    '%s reads as expected',
    async (_, fixture) => {
      const result = shown(fixture);
      expect(failedChecks(fixture, result.all)).toEqual([]);
      await expect(result.all).toMatchFileSnapshot(join(FOLDER, name, `${fixture.name}.out`));
    },
  );
});

/** What the fixture's own header asks for and the result does not keep. */
function failedChecks(fixture: Fixture, text: string): string[] {
  const { name } = route(fixture.argv);
  const saved = savedShare(fixture, text);
  return [
    ...(name === fixture.filter ? [] : [`routes to ${name}`]),
    ...fixture.facts.filter((fact) => !text.includes(fact)).map((fact) => `does not keep ${fact}`),
    ...(saved >= (fixture.saves ?? 0) ? [] : [`saves ${saved.toFixed(1)} %, not ${fixture.saves} %`]),
  ];
}
