/** The agents that rtk knows, each loaded only when it is named. */

import type { Agent } from './types.ts';

export const AGENTS: Readonly<Record<string, () => Promise<{ readonly agent: Agent }>>> = {
  claude: () => import('./claude.ts'),
};

export async function agentNamed(name: string): Promise<Agent | undefined> {
  return Object.hasOwn(AGENTS, name) ? (await AGENTS[name]?.())?.agent : undefined;
}
