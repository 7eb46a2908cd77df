import { expect, it } from 'vitest';
import { filter } from '../src/filter/filter.ts';
import { route } from '../src/route/route.ts';
import { fixtures, HANDLE } from './fixture.ts';

it.each([
  ['uv run pytest -q', true],
  ['env CI=1 uv run --with rich pytest', true],
  ['uvx ruff check', true],
  ['uv tool run black .', true],
  ['pytest -q', false],
  ['poetry run pytest', false],
  ['grep -rn uv run', false],
] as const)('%s: the launcher has words of its own: %s', (line, has) => {
  expect(route(line.split(' ')).noise !== undefined).toBe(has);
});

it('keeps what uv prints of itself out of what pytest said', () => {
  const run = fixtures().find(({ filter, name }) => filter === 'pytest' && name === 'uv-run')?.captured;
  if (!run) throw new Error('There is no fixture pytest/uv-run.');
  const shown = (line: string) => filter(run, route(line.split(' ')), { level: 'normal', handle: () => HANDLE }).text;
  expect(shown('uv run pytest')).not.toContain('Installed 20 packages');
  expect(shown('pytest')).toContain('Installed 20 packages');
});
