/** Memory and speed with a gibibyte of output. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Chapter, newSandbox, RTK, removed, type Sandbox, watched } from './measure.ts';

const GIBIBYTE = 2 ** 30;
const BLOCK = 8 * 2 ** 20;

export async function large(): Promise<Chapter> {
  const sandbox = newSandbox();
  const env = withShims(sandbox);
  const runs: [string, string[]][] = [
    ['`grep -rn needle .` alone', ['grep', '-rn', 'needle', '.']],
    ['`rtk grep -rn needle .`', [RTK, 'grep', '-rn', 'needle', '.']],
    ['`rtk biggen`, a command without filter', [RTK, 'biggen']],
  ];
  const rows: string[][] = [];
  for (const [name, argv] of runs) {
    const { seconds, bytes, peak, exit } = await watched(argv, { env, cwd: sandbox.folder });
    const memory = peak > 0 ? `${peak.toFixed(0)} MiB` : 'unknown';
    rows.push([
      name,
      `${seconds.toFixed(1)} s`,
      `${(GIBIBYTE / 1e6 / seconds).toFixed(0)} MB/s`,
      memory,
      bytes.toLocaleString('en'),
      String(exit),
    ]);
  }
  removed(sandbox);
  return {
    title: 'One GiB of output',
    note: 'Programs of that name print a file of 8 MiB, search results in 2,000 files, 128 times. Peak memory is that of the first process.',
    header: ['command', 'time', 'speed', 'peak memory', 'bytes shown', 'exit'],
    rows,
  };
}

function withShims({ folder, env }: Sandbox): NodeJS.ProcessEnv {
  const bin = join(folder, 'shims');
  mkdirSync(bin, { recursive: true });
  let text = '';
  for (let i = 0; text.length < BLOCK; i++)
    text += `./src/part-${i % 2000}/module.ts:${i}:  const needle${i} = lookup("key-${(i * 7919) % 10007}", ${i});\n`;
  writeFileSync(join(folder, 'block'), text.slice(0, BLOCK));
  for (const name of ['grep', 'biggen']) {
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\ni=0\nwhile [ $i -lt ${GIBIBYTE / BLOCK} ]; do cat "${join(folder, 'block')}"; i=$((i + 1)); done\n`,
    );
    chmodSync(join(bin, name), 0o755);
  }
  return { ...env, PATH: `${bin}${delimiter}${env['PATH']}` };
}
