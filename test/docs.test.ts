import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const DOCS = ['README.md', 'AGENTS.md', 'CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })];
/** What the build makes. */
const MADE = /^(?:src\/\w+\.gen\.ts|dist\/|node_modules)/;

describe.each(DOCS)('%s', (file) => {
  // "`src/marks.ts`", "`hooks/replace.ts`" (a file of src), "docs/words.md", "(docs/commands.md)"
  const named = [...text(file).matchAll(/(?<![\w./~<*-])((?:[a-z][\w.-]*\/)+[\w.-]+\.(?:ts|md|toml|json|mjs|png|yaml))\b/g)].map(
    ([, path = '']) => path,
  );
  const ours = named.filter(
    (path) => /^(?:src|test|scripts|docs|filters\.d)\//.test(path) || existsSync(join(root, 'src', path.split('/')[0] ?? '')),
  );
  it('names files that exist', () => {
    const missing = ours.filter((path) => !MADE.test(path) && !existsSync(join(root, path)) && !existsSync(join(root, 'src', path)));
    expect(missing).toEqual([]);
  });
});

it('AGENTS.md names every folder once', () => {
  const folders = [...globSync('{src,scripts}/**/', { cwd: root }), ...globSync('test/*/', { cwd: root })]
    .map((folder) => folder.replace(/\/$/, ''))
    .filter((folder) => !['src', 'scripts', 'test', 'src/page/style'].includes(folder) && !folder.includes('node_modules'));
  const lines = text('AGENTS.md').split('\n');
  const wrong = folders.filter((folder) => lines.filter((line) => line.startsWith(`${folder}/ `)).length !== 1);
  expect(wrong).toEqual([]);
});

it('docs/architecture.md has a row for every room', () => {
  const rooms = globSync('src/*/', { cwd: root }).map((folder) => folder.replace(/\/$/, ''));
  const rows = text('docs/architecture.md')
    .split('\n')
    .filter((line) => line.startsWith('| `src/'))
    .map((line) => line.split('|')[1] ?? '');
  expect(rooms.filter((room) => rows.filter((row) => row.includes(`\`${room}\``)).length !== 1)).toEqual([]);
});

it('CONTRIBUTING.md opens with a filter that exists, whole', () => {
  const [, file = '', block] = /`(filters\.d\/[\w-]+\.toml)`:\n\n```toml\n([\s\S]*?)```/.exec(text('CONTRIBUTING.md')) ?? [];
  expect(block).toBe(text(file));
});
