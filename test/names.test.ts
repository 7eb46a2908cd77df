import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

it('gives no two exported types one name', () => {
  const files = new Map<string, string[]>();
  for (const file of globSync('src/**/*.ts', { cwd: root }))
    for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(/^export (?:type|interface) (\w+)/gm))
      files.set(name, [...(files.get(name) ?? []), file]);
  expect(files.size).toBeGreaterThan(100);
  expect([...files].filter(([, where]) => where.length > 1)).toEqual([]);
});

it('keeps at most eight loose files at the root of src', () => {
  expect(globSync('src/*.ts', { cwd: root }).length).toBeLessThanOrEqual(8);
});
