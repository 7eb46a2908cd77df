import { loadConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { modeOf } from '../hooks/modes.ts';
import type { Agent, Place, Scope } from '../hooks/types.ts';
import { say } from '../io/say.ts';
import { isFound, ownHooks, programPath } from './state.ts';

/** `rtk init --show`: where hooks of ours stand, an agent a line. */
export async function show(agents: readonly Agent[], place: Place): Promise<number> {
  const config = await loadConfig(place.cwd);
  const lines = agents.flatMap((agent) => {
    const places = (['user', 'project'] satisfies Scope[]).flatMap((scope) => [...new Set(filesOf(agent, scope, place))]);
    if (places.length === 0) return isFound(agent, place) ? [`${agent.name.padEnd(12)} found, not installed`] : [];
    return places.map((file) => `${agent.name.padEnd(12)} ${file} (${modeOf(agent, config.hooks, process.env).mode})`);
  });
  say(lines.length > 0 ? lines.join('\n') : 'No agent was found.');
  return 0;
}

/** Settings that cannot be read are named in the place of what stands in them. */
function filesOf(agent: Agent, scope: Scope, place: Place): string[] {
  try {
    return ownHooks(agent, agent.pieces(scope, place, programPath())).map(({ file }) => file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [error.message];
  }
}
