/** The agents that rtk knows, each loaded only when it is named. */

import type { Agent } from './types.ts';

export const AGENTS: Readonly<Record<string, () => Promise<{ readonly agent: Agent }>>> = {
  claude: () => import('./claude.ts'),
  opencode: () => import('./opencode.ts'),
  kilo: () => import('./kilo.ts'),
  pi: () => import('./pi.ts'),
  cline: () => import('./cline.ts'),
  roo: () => import('./roo.ts'),
  openclaw: () => import('./openclaw.ts'),
  amp: () => import('./amp.ts'),
  hermes: () => import('./hermes.ts'),
  continue: () => import('./continue.ts'),
};

export async function agentNamed(name: string): Promise<Agent | undefined> {
  return Object.hasOwn(AGENTS, name) ? (await AGENTS[name]?.())?.agent : undefined;
}
