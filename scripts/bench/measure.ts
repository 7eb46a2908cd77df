/** Times whole processes and lays out tables. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, homedir, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { DIST } from '../platforms.ts';

export const RTK = join(DIST, 'rtk');
export const RTK_NODE = join(DIST, 'rtk-node');

/** A chapter of docs/figures.md. */
export interface Chapter {
  readonly title: string;
  readonly note: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Program {
  readonly name: string;
  readonly argv: readonly string[];
  /** What it reads; nothing otherwise. */
  readonly input?: string;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds; the least is what an idle machine would need. */
  readonly least: number;
  readonly p50: number;
  readonly p95: number;
  /** Median of the page faults of the program and of what it starts, steadier than times on a busy machine; undefined where nothing tells them. */
  readonly faults?: number;
}

/** A temp folder that is the home of every process in it, so that nothing of this machine's user is read or written. */
export interface Sandbox {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export function newSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'rtk-bench-'));
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...{ GIT_AUTHOR_NAME: 'Dev', GIT_AUTHOR_EMAIL: 'dev@example.com', GIT_AUTHOR_DATE: '2026-01-05T10:00:00Z' },
    ...{ GIT_COMMITTER_NAME: 'Dev', GIT_COMMITTER_EMAIL: 'dev@example.com', GIT_COMMITTER_DATE: '2026-01-05T10:00:00Z' },
    ...toolFolders(),
  };
  return { folder, env };
}

export function removed({ folder }: Sandbox): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Where toolchains live that look under the home folder. */
function toolFolders(): NodeJS.ProcessEnv {
  const places = {
    CARGO_HOME: '.cargo',
    RUSTUP_HOME: '.rustup',
    GOPATH: 'go',
    GOCACHE: '.cache/go-build',
    PYENV_ROOT: '.pyenv',
    VIRTUAL_ENV: '',
  };
  const found = Object.entries(places).map(([name, folder]) => [name, process.env[name] ?? (folder && join(homedir(), folder))]);
  return Object.fromEntries(found.filter(([, folder]) => folder && existsSync(folder)));
}

/** Runs the programs in turn, `runs` times, after three runs to warm the page cache. */
export function timed(programs: readonly Program[], runs: number, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): Timing[] {
  const times = programs.map((): number[] => []);
  for (let run = -3; run < runs; run++) {
    for (const [index, { argv, input }] of programs.entries()) {
      const start = process.hrtime.bigint();
      spawnSync(argv[0] ?? '', argv.slice(1), { cwd, env, ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input }) });
      if (run >= 0) times[index]?.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  return programs.map((program, index) => {
    const own = times[index] ?? [];
    const faults = faultsOf(program, { cwd, env });
    return {
      name: program.name,
      least: quantile(own, 0),
      p50: quantile(own, 0.5),
      p95: quantile(own, 0.95),
      ...(faults === undefined ? {} : { faults }),
    };
  });
}

/** GNU time counts those without and those with a read from disk; few of the latter are left after the runs before. */
const TIME = '/usr/bin/time';
const COUNTED = 15;

function faultsOf({ argv, input }: Program, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): number | undefined {
  if (!existsSync(TIME)) return undefined;
  const file = join(env['HOME'] ?? tmpdir(), 'faults');
  const counts: number[] = [];
  for (let run = 0; run < COUNTED; run++) {
    spawnSync(TIME, ['-o', file, '-f', '%R', ...argv], { cwd, env, input: input ?? '' });
    counts.push(Number(readFileSync(file, 'utf8').trim().split('\n').at(-1)));
  }
  return quantile(counts, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}

/** One process from start to end. */
export interface Outcome {
  readonly seconds: number;
  readonly bytes: number;
  /** Most memory in MiB; 0 where the system does not say, or it ended too soon. */
  readonly peak: number;
  readonly exit: number | null;
}

/** Runs it and looks at its memory. */
export function watched(argv: readonly string[], { env, cwd }: { env: NodeJS.ProcessEnv; cwd: string }): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(argv[0] ?? '', argv.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
    let bytes = 0;
    let peak = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, (child.pid === undefined ? undefined : peakMemory(child.pid)) ?? 0);
    }, 10);
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

/** Most memory that a process had so far, in MiB; undefined where the system does not say. */
function peakMemory(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8')) ?? [];
  return kib === undefined ? undefined : Number(kib) / 1024;
}

/** The machine's size and how busy it is, without its name. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  return `${cpus().length} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB memory, ${process.platform} ${process.arch}, load ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

export function printed({ title, note, header, rows }: Chapter): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', note, '', line(header), line(header.map(() => '---')), ...rows.map(line), ''].join('\n');
}

export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
