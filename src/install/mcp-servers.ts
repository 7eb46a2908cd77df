/** `--mcp`: rtk's tools for the models of agents whose hooks replace no output, in each agent's own list of servers. */

import { UsageError } from '../errors.ts';
import { configFolder } from '../hooks/rules/settings.ts';
import type { Agent, Place, Scope, ServerEntry } from '../hooks/types.ts';
import { say } from '../io/say.ts';
import type { JsonObject } from '../json.ts';
import { serverPutIn, serverTakenOut, type Titled } from './server-entry.ts';
import { programPath } from './state.ts';

interface Kept {
  /** Files of the user and of a project; a project's is absent where there is none. */
  readonly user: (place: Place) => string;
  readonly project?: string;
  /** The key that holds all servers. */
  readonly key?: string;
  /** What stands beside the command. */
  readonly more?: JsonObject;
}

const KEPT: Readonly<Record<string, Kept>> = {
  gemini: { user: ({ home }) => `${home}/.gemini/settings.json`, project: '.gemini/settings.json' },
  kimi: { user: ({ home }) => `${home}/.kimi/mcp.json` },
  kiro: { user: ({ home }) => `${home}/.kiro/settings/mcp.json`, project: '.kiro/settings/mcp.json' },
  qwen: { user: ({ home }) => `${home}/.qwen/settings.json`, project: '.qwen/settings.json' },
  windsurf: { user: ({ home }) => `${home}/.codeium/windsurf/mcp_config.json` },
  zed: {
    user: (place) => `${configFolder(place)}/zed/settings.json`,
    project: '.zed/settings.json',
    key: 'context_servers',
    more: { source: 'custom', env: {} },
  },
};

interface How {
  readonly scope: Scope;
  readonly dryRun: boolean;
  readonly uninstall: boolean;
  /** Those that the user named. */
  readonly names: readonly string[];
  readonly all: boolean;
}

/** Exit status 1 where something was in the way. */
export function mcpServers(agents: readonly Agent[], how: How, place: Place): number {
  const known = agents.filter(({ name }) => KEPT[name]);
  if (known.length === 0 || (known.length < agents.length && how.names.length > 0))
    throw new UsageError(
      `--mcp: rtk writes servers for ${Object.keys(KEPT).join(', ')}; any other agent takes \`rtk mcp\` as a server on stdio (docs/mcp.md).`,
    );
  const done = known.map((agent) => put(agent, how, place));
  return done.every(Boolean) ? 0 : 1;
}

function put(agent: Agent, { scope, dryRun, uninstall, names }: How, place: Place): boolean {
  const entry = entryOf(agent, scope, place);
  if (entry === undefined) throw new UsageError(`--mcp: ${agent.title} keeps no servers of a project; use -g.`);
  if (!uninstall) {
    const isIn = serverPutIn(entry, dryRun);
    if (isIn && !dryRun) say(`${agent.title}: installed; its model finds compress, retrieve and stats from its next session on.`);
    return isIn;
  }
  if (!serverTakenOut(entry, dryRun) && names.length > 0) say(`${agent.title}: no server of rtk is there.`);
  return true;
}

/** For `rtk init --uninstall`, which takes everything out. */
export function mcpServerOut(agent: Agent, { scope, dryRun }: Pick<How, 'scope' | 'dryRun'>, place: Place): boolean {
  const entry = entryOf(agent, scope, place);
  return entry !== undefined && serverTakenOut(entry, dryRun);
}

function entryOf({ name, title }: Agent, scope: Scope, place: Place): Titled | undefined {
  const kept = KEPT[name];
  if (!kept || (scope === 'project' && kept.project === undefined)) return undefined;
  const file = scope === 'user' ? kept.user(place) : `${place.cwd}/${kept.project}`;
  const value = { ...kept.more, command: programPath(), args: ['mcp'] };
  return { agent: name, title, file, at: [kept.key ?? 'mcpServers', 'rtk'], value } satisfies Titled & ServerEntry;
}
