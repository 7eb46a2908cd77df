import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lazyFilters } from '../scripts/lazy-filters.ts';
import { withLazyImports } from '../scripts/lazy-imports.ts';
import { filters, readers } from '../src/filters.gen.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtk-lazy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('loads what is marked at its first call, and nothing else', () => {
  const file = join(folder, 'a.ts');
  const other = "import { keep } from './store.ts';\n";
  writeFileSync(file, `import { one, two } from './b.ts'; // loaded when called\n${other}`);
  withLazyImports(folder);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain("function one(...given: any[]): any { return require('./b.ts').one(...given); }");
  expect(text).toContain("function two(...given: any[]): any { return require('./b.ts').two(...given); }");
  expect(text).toContain(other);
  expect(text).not.toContain('import { one');
});

it('finds every filter and every reader under its own name', () => {
  const text = lazyFilters()['filters.gen.ts'] ?? '';
  const loaded: string[] = [];
  const code = text
    .replace(/^(?:import|declare) .*$/gm, '')
    .replace(/^export /gm, '')
    .replace(/^(function .*\)): .* \{$/gm, '$1 {')
    .replace(/\((\w+): \w+(?:, (\w+): \w+)?\)(?: :.*)? \{/g, (_, one, two) => `(${two ? `${one}, ${two}` : one}) {`);
  const made = new Function('require', `${code}\nreturn { namesFor, filterNamed, readerNamed, readerNames };`)((path: string) => {
    loaded.push(path);
    return { default: path };
  });
  for (const name of Object.keys(filters)) expect(made.filterNamed(name)).toBe(`./filters.gen/${name}.ts`);
  for (const name of Object.keys(readers)) expect(made.readerNamed(name)).toBe(`./readers/named/${name}.ts`);
  expect(loaded).toHaveLength(Object.keys(filters).length + Object.keys(readers).length);
  expect(made.readerNames()).toEqual(Object.keys(readers));
  expect(made.filterNamed('toString')).toBeUndefined();
  for (const [name, { command }] of Object.entries(filters)) for (const prefix of command) expect(made.namesFor(prefix)).toContain(name);
});
