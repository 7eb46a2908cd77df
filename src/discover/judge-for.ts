/** What judging needs to know: the journal, the agents' ways, the config. */

import { loadConfig } from '../config/config.ts';
import type { Config } from '../config/types.ts';
import { agentNamed } from '../hooks/agents/index.ts';
import { modeOf } from '../hooks/modes.ts';
import type { Agent, Place } from '../hooks/types.ts';
import { readJournal } from './journal.ts';
import type { Judge } from './judge.ts';

export async function judgeFor(place: Place, names: Iterable<string>): Promise<Judge> {
  const agents = new Map<string, Agent>();
  for (const name of names) {
    const agent = await agentNamed(name);
    if (agent) agents.set(name, agent);
  }
  const config: Config = await loadConfig(place.cwd);
  return { known: readJournal(), place, agents, config };
}

export function statusOf({ agents, config, place, known }: Judge): Record<string, { mode: string; hook_answered: boolean }> {
  return Object.fromEntries(
    [...agents.values()].map((agent) => [
      agent.name,
      { mode: modeOf(agent, config.hooks, place.env).mode, hook_answered: known.agents.has(agent.name) },
    ]),
  );
}
