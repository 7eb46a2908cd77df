/** Runs that are killed at any moment beside runs that are not: is a line lost or doubled, is a process left behind, is every kept text whole? */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Chapter, newSandbox, RTK, removed } from './measure.ts';

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Lines that are hidden, so that each run keeps a text, and some time in which it can be killed. */
const TOOL = `#!/bin/bash
echo "> build"
for i in $(seq 120); do echo "src/file$RANDOM.ts($i,5): error TS2322: Type 'string' is not assignable to type 'number$i', in words enough to be kept."; done
sleep 0.0$((RANDOM % 9))
seq 400
exit 1
`;

interface Run {
  readonly folder: string;
  readonly child: ChildProcess;
  killed: boolean;
  ended: boolean;
}

export async function kills(count = 300, writers = 20): Promise<Chapter> {
  const sandbox = newSandbox();
  const bin = join(sandbox.folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'tsc'), TOOL);
  chmodSync(join(bin, 'tsc'), 0o755);
  const mark = `RTK_KILLS=${process.pid}-${Date.now()}`;
  const env = { ...sandbox.env, PATH: `${bin}:${process.env['PATH']}`, RTK_KILLS: mark.slice('RTK_KILLS='.length) };
  const runs: Run[] = [];
  let left = count;
  await Promise.all([...Array.from({ length: writers }, (_, writer) => write(writer)), killer()]);
  // Children that nobody reads any more end by their own next write.
  await wait(2000);
  const row = [count, writers, runs.length, ...found(), leftBehind(mark), damaged(sandbox.folder, env)].map(String);
  removed(sandbox);
  return {
    title: 'Kills',
    note: `${count} random kills (KILL, TERM, INT, HUP) beside ${writers} writers.`,
    header: ['kills', 'writers', 'runs', 'lines lost', 'lines doubled', 'lines broken', 'processes left', 'texts damaged'],
    rows: [row],
  };

  async function write(writer: number): Promise<void> {
    for (let n = 0; left > 0; n++) {
      const folder = join(sandbox.folder, `w${writer}`, `r${n}`);
      mkdirSync(folder, { recursive: true });
      const child = spawn(RTK, ['tsc'], { cwd: folder, env, stdio: 'ignore' });
      const run: Run = { folder, child, killed: false, ended: false };
      runs.push(run);
      await new Promise((resolve) => child.on('close', resolve));
      run.ended = true;
    }
  }

  async function killer(): Promise<void> {
    while (left > 0) {
      await wait(Math.random() * 60);
      const alive = runs.filter(({ ended, killed }) => !ended && !killed);
      const run = alive[Math.floor(Math.random() * alive.length)];
      if (!run) continue;
      run.killed = true;
      run.child.kill(SIGNALS[Math.floor(Math.random() * SIGNALS.length)]);
      left--;
    }
  }

  /** Every run has a folder of its own, by which its line is known. */
  function found(): [lost: number, doubled: number, broken: number] {
    const file = join(sandbox.folder, 'state/rtk/journal.jsonl');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    const projects = lines.map(projectIn);
    const times = new Map<string, number>();
    for (const project of projects) if (project !== undefined) times.set(project, (times.get(project) ?? 0) + 1);
    const lost = runs.filter(({ folder, killed }) => !killed && !times.has(folder)).length;
    return [lost, [...times.values()].filter((each) => each > 1).length, projects.filter((each) => each === undefined).length];
  }
}

/** Handles that are not given back whole. */
function damaged(folder: string, env: NodeJS.ProcessEnv): number {
  const store = join(folder, 'state/rtk/store');
  const ids = existsSync(store) ? readdirSync(store).filter((name) => /^[0-9a-f]+$/.test(name)) : [];
  return ids.filter((id) => spawnSync(RTK, ['recall', id], { env, cwd: folder }).status !== 0).length;
}

function projectIn(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { project?: string }).project;
  } catch {
    return undefined;
  }
}

/** Processes that still carry our mark in their environment. */
function leftBehind(mark: string): number {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark);
    } catch {
      return false;
    }
  }).length;
}
