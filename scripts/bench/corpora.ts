/** What `npm run score` says in its last line, for the core tools and for all. */
import { execa } from 'execa';
import { corporaFolder } from '../corpus.ts';
import { ROOT } from '../platforms.ts';
import type { Chapter } from './measure.ts';

export async function corpora(): Promise<Chapter> {
  const sets = corporaFolder() === undefined ? [] : [['core tools'], ['all tools', '--all']];
  const rows: string[][] = [];
  for (const [name = '', ...options] of sets) rows.push([name, await lastLine(options)]);
  return {
    title: 'Captured outputs of real tools',
    note: '`npm run score -- --exact`, with and without `--all`: o200k_base tokens. Lost is what neither the output nor its handle shows.',
    header: ['cases of', 'result'],
    rows: rows.length === 0 ? [['-', 'no corpora on this machine']] : rows,
  };
}

async function lastLine(options: readonly string[]): Promise<string> {
  const { stdout } = await execa('node', ['scripts/score.ts', '--exact', ...options], { cwd: ROOT, preferLocal: true, reject: false });
  return stdout.trim().split('\n').at(-1) ?? '';
}
