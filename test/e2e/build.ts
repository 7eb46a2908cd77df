import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

const root = join(import.meta.dirname, '../..');

/** Builds dist/rtk before the tests if a source file is newer. */
export async function setup(): Promise<void> {
  const binary = join(root, 'dist/rtk');
  const built = existsSync(binary) ? statSync(binary).mtimeMs : 0;
  const sources = ['src', 'filters.d']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile() && !file.name.endsWith('.gen.ts'));
  const newest = Math.max(...sources.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
  if (newest > built) await execa('node', ['scripts/build.ts', '--bun'], { cwd: root, preferLocal: true });
}
