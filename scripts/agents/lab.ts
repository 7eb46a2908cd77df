/** The lab that drives real agents against a scripted model: found, loaded, and each agent installed into the cache. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly approve: { readonly allow?: unknown; readonly deny?: unknown };
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

/** Why the agent cannot be installed, if its registry does not answer. Throws if it answers and the agent cannot be installed nevertheless. */
export function unreachable({ agents, install }: Lab, name: string, cache: string): string | undefined {
  const entry = agents[name];
  if (!entry) throw new Error(`${name}: no such agent; there are ${Object.keys(agents).join(', ')}.`);
  if (existsSync(join(cache, name, 'node_modules', entry.package, 'package.json'))) return undefined;
  const { status, stderr } = spawnSync(
    'npm',
    ['view', `${entry.package}@${entry.version}`, 'version', '--fetch-retries=1', '--fetch-timeout=20000'],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (status !== 0)
    return `npm's registry does not give ${entry.package}@${entry.version} (${/code (E\w+)/.exec(stderr)?.[1] ?? 'no answer'})`;
  install(name, cache);
  return undefined;
}
