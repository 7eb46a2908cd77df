/** Memory and speed with a gibibyte of output. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Chapter, newSandbox, peakMemory, RTK, removed, type Sandbox } from './measure.ts';

const GIBIBYTE = 2 ** 30;
const BLOCK = 8 * 2 ** 20;

interface Outcome {
  readonly seconds: number;
  readonly bytes: number;
  readonly peak: number;
  readonly exit: number | null;
}

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
    const { seconds, bytes, peak, exit } = await outcome(argv, env, sandbox.folder);
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

function outcome(argv: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(argv[0] ?? '', argv.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
    let bytes = 0;
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, (child.pid === undefined ? undefined : peakMemory(child.pid)) ?? 0);
    }, 20);
    child.stdout.on('data', (data: Buffer) => {
      bytes += data.length;
    });
    child.on('error', reject);
    child.on('close', (exit) => {
      clearInterval(look);
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, bytes, peak, exit });
    });
  });
}
