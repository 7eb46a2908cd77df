/** The agents that rtk knows, each loaded only when it is named. */

import type { Agent } from '../types.ts';

export const AGENTS: Readonly<Record<string, () => Promise<{ readonly agent: Agent }>>> = {
  claude: () => import('./claude.ts'),
  codex: () => import('./codex.ts'),
  copilot: () => import('./copilot.ts'),
  gemini: () => import('./gemini.ts'),
  vscode: () => import('./vscode.ts'),
  cursor: () => import('./cursor.ts'),
  qwen: () => import('./qwen.ts'),
  windsurf: () => import('./windsurf.ts'),
  auggie: () => import('./auggie.ts'),
  antigravity: () => import('./antigravity.ts'),
  opencode: () => import('./opencode.ts'),
  kilo: () => import('./kilo.ts'),
  pi: () => import('./pi.ts'),
  cline: () => import('./cline.ts'),
  roo: () => import('./roo.ts'),
  openclaw: () => import('./openclaw.ts'),
  amp: () => import('./amp.ts'),
  hermes: () => import('./hermes.ts'),
  continue: () => import('./continue.ts'),
  devin: () => import('./devin.ts'),
  droid: () => import('./droid.ts'),
  crush: () => import('./crush.ts'),
  vibe: () => import('./vibe.ts'),
  trae: () => import('./trae.ts'),
  junie: () => import('./junie.ts'),
  grok: () => import('./grok.ts'),
  qoder: () => import('./qoder.ts'),
  codebuddy: () => import('./codebuddy.ts'),
  kiro: () => import('./kiro.ts'),
  goose: () => import('./goose.ts'),
  zed: () => import('./zed.ts'),
  kimi: () => import('./kimi.ts'),
  aider: () => import('./aider.ts'),
};

export async function agentNamed(name: string): Promise<Agent | undefined> {
  return Object.hasOwn(AGENTS, name) ? (await AGENTS[name]?.())?.agent : undefined;
}
