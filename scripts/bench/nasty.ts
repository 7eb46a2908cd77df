/** The slowest filters on lines made to be slow, in the engine of each binary. */
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../platforms.ts';
import type { Chapter } from './measure.ts';

export async function nasty(): Promise<Chapter> {
  const rows: string[][] = [];
  for (const engine of ['bun', 'node']) {
    const { stdout } = await execa(engine, [join(import.meta.dirname, 'nasty-speed.ts')], { cwd: ROOT, preferLocal: true, localDir: ROOT });
    const slow = JSON.parse(stdout) as { name: string; perMegabyte: number; on: string }[];
    for (const { name, perMegabyte, on } of slow.slice(0, 3))
      rows.push([engine, name, `${perMegabyte.toFixed(0)} ms/MB`, `\`${JSON.stringify(on).replaceAll('|', '\\|')}\``]);
  }
  return {
    title: 'Lines made to be slow',
    note: "`filter()` over fifteen lines of 15,000 characters that repeat a part of one of the filter's own patterns, among lines of a fixture: the slowest filters.",
    header: ['engine', 'filter', 'time', 'repeated'],
    rows,
  };
}
