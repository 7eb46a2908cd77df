/** What rtk adds to a short command, next to a program of the same kind that does nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chapter, ms, newSandbox, type Program, RTK, RTK_NODE, removed, type Sandbox, type Timing, timed } from './measure.ts';
import { emptyOnNode, emptyProgram, floorProgram } from './programs.ts';

export async function overhead(runs: number): Promise<Chapter> {
  const sandbox = newSandbox();
  const repository = gitRepository(sandbox);
  const { folder } = sandbox;
  const [empty, floor, emptyNode] = [await emptyProgram(folder), await floorProgram(folder), await emptyOnNode(folder)];
  const git = ['git', 'status'];
  const all: Program[] = [
    { name: '`git status`', argv: git },
    { name: '`true`', argv: ['true'] },
    { name: 'empty program, Bun', argv: [empty] },
    { name: 'floor `git status`, Bun', argv: [floor, ...git] },
    { name: 'floor `true`, Bun', argv: [floor, 'true'] },
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
  return {
    title: 'Overhead of one short command',
    note: `Whole processes in turn, ${runs} times each, in a repository with 20 changed files. The floor is a program compiled the same way that starts the command with the runtime's own call and prints; the last column is what a program adds to the command itself, in times of what the floor adds. Page faults are the command's own too.`,
    header: ['program', 'least', 'p50', 'p95', 'page faults', 'adds (least)', 'adds (p50)', 'of the floor (least)', 'of the floor (p50)'],
    rows: timings.map((timing) => row(timing, timings)),
  };
}

function row(timing: Timing, timings: readonly Timing[]): string[] {
  const { name, least, p50, p95, faults } = timing;
  const command = /`(?:rtk )?(true|git status)`/.exec(name)?.[1];
  const of = (other: string) => timings.find((each) => each.name === other);
  const [bare, floor] = [of(`\`${command}\``), of(`floor \`${command}\`, Bun`)];
  const cells = [name, ms(least), ms(p50), ms(p95), String(faults ?? '')];
  if (!bare || !floor || timing === bare) return [...cells, '', '', '', ''];
  const ratio = (kind: 'least' | 'p50') => ((timing[kind] - bare[kind]) / (floor[kind] - bare[kind])).toFixed(2);
  return [...cells, ms(least - bare.least), ms(p50 - bare.p50), ratio('least'), ratio('p50')];
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
