/** Megabytes a second of the pure filter, in the engine of each binary. */
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../platforms.ts';
import type { Chapter } from './measure.ts';

interface Speed {
  readonly outputs: number;
  readonly megabytes: number;
  readonly cold: number;
  readonly warm: number;
  readonly slow: readonly { readonly name: string; readonly speed: number }[];
}

export async function throughput(): Promise<Chapter> {
  const rows: string[][] = [];
  let size = '';
  for (const engine of ['bun', 'node']) {
    const { stdout } = await execa(engine, [join(import.meta.dirname, 'filter-speed.ts')], {
      cwd: ROOT,
      preferLocal: true,
      localDir: ROOT,
    });
    const { outputs, megabytes, cold, warm, slow } = JSON.parse(stdout) as Speed;
    size = `${outputs} outputs, ${megabytes.toFixed(1)} MB`;
    rows.push([engine, speed(cold), speed(warm), slow.map((each) => `${each.name} ${speed(each.speed)}`).join(', ')]);
  }
  return {
    title: 'Speed of the filters',
    note: `\`filter()\` alone over every fixture and every output of the corpora that has a filter (${size}): the first pass, and the best of three more. The slowest are among outputs of more than 20 kB.`,
    header: ['engine', 'first pass', 'warm', 'slowest'],
    rows,
  };
}

function speed(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} MB/s`;
}
