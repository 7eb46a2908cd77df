/** What rtk adds to a short command, next to a program of the same kind that does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, packWithNode } from '../binary.ts';
import { type Chapter, ms, newSandbox, type Program, RTK, RTK_NODE, removed, type Sandbox, timed } from './measure.ts';

export async function overhead(runs: number): Promise<Chapter> {
  const sandbox = newSandbox();
  const repository = gitRepository(sandbox);
  const [empty, emptyNode] = await emptyPrograms(sandbox);
  const git = ['git', 'status'];
  const all: Program[] = [
    { name: '`git status`', argv: git },
    { name: 'empty program, Bun', argv: [empty] },
    { name: '`rtk git status`, Bun', argv: [RTK, ...git] },
    { name: '`rtk true` (no filter), Bun', argv: [RTK, 'true'] },
    { name: '`rtk true`, nothing recorded', argv: ['env', '-u', 'XDG_STATE_HOME', '-u', 'HOME', RTK, 'true'] },
    { name: '`rtk true`, recorded', argv: ['env', '-u', 'HOME', '-u', 'RTK_WINDOW', RTK, 'true'] },
    { name: 'empty program, Node', argv: [emptyNode] },
    { name: '`rtk git status`, Node', argv: [RTK_NODE, ...git] },
  ];
  const programs = all.filter(({ argv }) => !argv[0]?.includes('/') || existsSync(argv[0]));
  const timings = timed(programs, runs, { cwd: repository, env: sandbox.env });
  removed(sandbox);
  const base = timings[0] ?? { least: 0, p50: 1 };
  return {
    title: 'Overhead of one short command',
    note: `Whole processes in turn, ${runs} times each, in a repository with 20 changed files. The last column is the p50 in times of \`git status\`.`,
    header: ['program', 'least', 'p50', 'p95', 'over git (least)', 'over git (p50)', 'ratio'],
    rows: timings.map(({ name, least, p50, p95 }) => {
      return [name, ms(least), ms(p50), ms(p95), ms(least - base.least), ms(p50 - base.p50), (p50 / base.p50).toFixed(1)];
    }),
  };
}

function gitRepository({ folder, env }: Sandbox): string {
  const cwd = join(folder, 'repository');
  mkdirSync(join(cwd, 'src'), { recursive: true });
  const files = Array.from({ length: 40 }, (_, i) => join(cwd, 'src', `module-${i}.ts`));
  const git = (...words: string[]) => spawnSync('git', words, { cwd, env });
  git('init', '-q', '-b', 'main');
  for (const file of files.slice(0, 30)) writeFileSync(file, 'export const a = 1;\n');
  git('add', '.');
  git('commit', '-qm', 'Start');
  for (const file of [...files.slice(0, 10), ...files.slice(30)]) writeFileSync(file, 'export const a = 2;\n');
  return cwd;
}

async function emptyPrograms({ folder }: Sandbox): Promise<[string, string]> {
  const entry = join(folder, 'empty.ts');
  writeFileSync(entry, 'process.exitCode = 0;\n');
  const [bun, node] = [join(folder, 'empty-bun'), join(folder, 'empty-node')];
  await compile([entry], bun);
  await packWithNode(entry, node);
  return [bun, node];
}
