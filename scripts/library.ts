/** The library of the npm package: one module for Node and Bun, and its types. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { DIST, ROOT } from './platforms.ts';

const SOURCE = join(ROOT, 'src/library');

export async function library(out = join(DIST, 'lib')): Promise<void> {
  mkdirSync(out, { recursive: true });
  const words = ['build', join(SOURCE, 'index.ts'), '--target=node', '--format=esm', '--outfile', join(out, 'index.mjs')];
  await execa('bun', words, { cwd: ROOT, preferLocal: true, localDir: ROOT });
  writeFileSync(join(out, 'index.d.mts'), declarations());
}

/** src/library/types.ts imports nothing: with what index.ts exports it is all that a compiler needs. */
function declarations(): string {
  const types = readFileSync(join(SOURCE, 'types.ts'), 'utf8');
  const values = [...readFileSync(join(SOURCE, 'index.ts'), 'utf8').matchAll(/^export const (\w+): (\w+) =/gm)];
  if (values.length === 0 || /^import /m.test(types)) throw new Error('src/library: its types cannot be written.');
  return `${types}\n${values.map(([, name, type]) => `export declare const ${name}: ${type};\n`).join('')}`;
}
