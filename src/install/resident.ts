/** `--resident`: hooks that call a server which the agent keeps for the session. */

import { execa } from 'execa';
import { UsageError } from '../errors.ts';
import type { Agent, Place, Scope } from '../hooks/types.ts';
import { serverPutIn, serverTakenOut, type Titled } from './server-entry.ts';
import { onPath, programPath } from './state.ts';

/** Throws a UsageError that says which version is needed. */
export async function refuseOlder(agents: readonly Agent[], place: Place): Promise<void> {
  for (const agent of agents) {
    const { resident, title, detect } = agent;
    if (!resident) throw new UsageError(`--resident: ${title} cannot call a server from its hooks; leave it out.`);
    const program = detect.programs.map((name) => onPath(name, place)).find((path) => path !== undefined);
    const version = program === undefined ? undefined : await versionOf(program);
    if (version === undefined)
      throw new UsageError(`--resident needs ${title} ${resident.since} or later, and its version could not be asked for; leave it out.`);
    if (isOlder(version, resident.since))
      throw new UsageError(`--resident needs ${title} ${resident.since} or later; this one is ${version}: update it, or leave it out.`);
  }
}

interface How {
  readonly scope: Scope;
  readonly dryRun: boolean;
}

/** False where another program's server has the name. */
export function residentIn(agent: Agent, { scope, dryRun }: How, place: Place): boolean {
  const entry = entryOf(agent, scope, place);
  return entry === undefined || serverPutIn(entry, dryRun);
}

/** False if none is there. */
export function residentOut(agent: Agent, { scope, dryRun }: How, place: Place): boolean {
  const entry = entryOf(agent, scope, place);
  return entry !== undefined && serverTakenOut(entry, dryRun);
}

/** What the user has to know. */
export function residentNotes(scope: Scope): readonly string[] {
  const restart = 'Its server starts with a session: sessions that are open now run their commands raw until they are started anew.';
  const approve = 'Claude Code asks once whether the server of .mcp.json may start; until you say yes, commands run as they are.';
  return scope === 'project' ? [restart, approve] : [restart];
}

function entryOf({ name, title, resident }: Agent, scope: Scope, place: Place): Titled | undefined {
  return resident && { agent: name, title, ...resident.server(scope, place, programPath()) };
}

// "2.1.329 (Claude Code)"
async function versionOf(program: string): Promise<string | undefined> {
  const { stdout } = await execa(program, ['--version'], { reject: false, timeout: PATIENCE });
  return /\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0];
}

/** Milliseconds. */
const PATIENCE = 20_000;

function isOlder(version: string, needed: string): boolean {
  const [one, other] = [version, needed].map((text) => text.split('.').map(Number));
  const at = (one ?? []).findIndex((part, index) => part !== other?.[index]);
  return at >= 0 && (one?.[at] ?? 0) < (other?.[at] ?? 0);
}
