/** Two hundred runs at once: does each leave one whole line in the journal? */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chapter, newSandbox, RTK, removed } from './measure.ts';

const RUNS = 200;

export async function parallel(): Promise<Chapter> {
  const sandbox = newSandbox();
  const cwd = join(sandbox.folder, 'repository');
  mkdirSync(cwd);
  spawnSync('git', ['init', '-q'], { cwd, env: sandbox.env });
  const start = process.hrtime.bigint();
  const exits = await Promise.all(Array.from({ length: RUNS }, () => exitOf([RTK, 'git', 'status'], cwd, sandbox.env)));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const journal = join(sandbox.folder, 'state/rtk/journal.jsonl');
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').filter(Boolean) : [];
  removed(sandbox);
  const good = exits.filter((exit) => exit === 0).length;
  return {
    title: 'Parallel runs',
    note: `${RUNS} runs of \`rtk git status\` started at once.`,
    header: ['runs', 'exit 0', 'journal lines', 'whole lines', 'time'],
    rows: [[RUNS, good, lines.length, lines.filter(isJson).length, `${seconds.toFixed(1)} s`].map(String)],
  };
}

function exitOf(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(argv[0] ?? '', argv.slice(1), { cwd, env, stdio: 'ignore' });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
}

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
