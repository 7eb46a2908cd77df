/** The lab that drives real agents against a scripted model: found, loaded, and each agent installed into the cache. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { own } from './own.ts';

/** What the model received for one call. */
export interface Result {
  readonly text?: string;
  readonly isError?: boolean | null;
}

export interface Seen {
  /** The tool was offered, the model got a result, and the agent ended by itself. */
  readonly ok: boolean;
  readonly results?: readonly Result[];
  readonly toolResultText?: string | null;
  readonly isError?: boolean | null;
  readonly commandsRun: readonly string[];
  readonly hookInstall?: { readonly exit: number; readonly output: string };
  readonly agentExit: unknown;
  readonly stderrTail: string;
}

export interface Entry {
  readonly package: string;
  readonly version: string;
  readonly bin: string;
  /** It comes from PyPI, for a Python of this version or later: `3.12`. */
  readonly python?: string;
  readonly approve: { readonly all: unknown; readonly allow?: unknown; readonly deny?: unknown };
}

export interface Lab {
  readonly agents: Readonly<Record<string, Entry>>;
  readonly runAgent: (name: string, options: object) => Promise<Seen>;
  readonly install: (name: string, cache: string) => unknown;
}

/** undefined where there is no lab in the folder. */
export async function labIn(folder: string): Promise<Lab | undefined> {
  const file = (name: string) => join(folder, name);
  if (!existsSync(file('run-agent.mjs'))) return undefined;
  const { agents } = (await import(pathToFileURL(file('agents.mjs')).href)) as { agents: Record<string, Entry> };
  const { runAgent, install } = (await import(pathToFileURL(file('run-agent.mjs')).href)) as Pick<Lab, 'runAgent' | 'install'>;
  for (const [name, entry] of Object.entries(own)) agents[name] ??= entry;
  return { agents, runAgent, install };
}

/** Installs the agent unless it is there; says why if it cannot be. */
export function notInstalled({ agents, install }: Lab, name: string, cache: string): string | undefined {
  const entry = agents[name];
  if (!entry) throw new Error(`${name}: no such agent; there are ${Object.keys(agents).join(', ')}.`);
  const folder = join(cache, name);
  const manifest = join(folder, 'node_modules', entry.package, 'package.json');
  if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes(`"${entry.version}"`)) return undefined;
  if (entry.python) return fromPyPI(entry, folder, manifest);
  const wanted = `${entry.package}@${entry.version}`;
  const { status, stderr } = run('npm', 'view', wanted, 'version', '--fetch-retries=1', '--fetch-timeout=20000');
  if (status !== 0) return `npm's registry does not give ${wanted} (${/code (E\w+)/.exec(stderr)?.[1] ?? 'no answer'})`;
  try {
    install(name, cache);
  } catch (error) {
    return String(error).slice(0, 300);
  }
  return undefined;
}

/** Into an environment of its own; the lab finds it as if npm had installed it. */
function fromPyPI({ package: name, version, bin, python = '3' }: Entry, folder: string, manifest: string): string | undefined {
  const program = pythons().find(
    (each) => run(each, '-c', `import sys; sys.exit(sys.version_info < (${python.replace('.', ', ')}))`).status === 0,
  );
  if (!program) return `there is no Python ${python} or later`;
  const environment = join(folder, 'venv');
  const steps = [run(program, '-m', 'venv', environment), run(join(environment, 'bin/pip'), 'install', '-q', `${name}==${version}`)];
  const failed = steps.find(({ status }) => status !== 0);
  if (failed) return `PyPI does not give ${name}==${version}: ${failed.stderr.trim().slice(-300)}`;
  mkdirSync(dirname(manifest), { recursive: true });
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  rmSync(join(folder, 'node_modules/.bin', bin), { force: true });
  symlinkSync(join(environment, 'bin', bin), join(folder, 'node_modules/.bin', bin));
  writeFileSync(manifest, JSON.stringify({ name, version }));
  return undefined;
}

/** On PATH, and what pyenv keeps beside it. */
function pythons(): string[] {
  const versions = join(homedir(), '.pyenv/versions');
  const kept = existsSync(versions) ? readdirSync(versions).map((version) => join(versions, version, 'bin/python3')) : [];
  return ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', ...kept.reverse()];
}

function run(program: string, ...words: string[]): { status: number | null; stderr: string } {
  return spawnSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
}
