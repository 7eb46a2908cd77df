/** How an agent's hooks reach an output, and who decides it. */

import { MODES, type Mode } from '../config/types.ts';
import type { Agent } from './types.ts';

export interface Chosen {
  readonly mode: Mode;
  /** Who says so. */
  readonly from: string;
}

/** Environment, then config, then what is best for the agent. */
export function modeOf(agent: Agent, config: Readonly<Record<string, Mode>>, env: Readonly<Record<string, string | undefined>>): Chosen {
  const set = env['RTK_HOOKS'];
  const asked = MODES.find((mode) => mode === set);
  if (asked) return { mode: asked, from: 'RTK_HOOKS' };
  const own = config[agent.name];
  return own ? { mode: own, from: 'the config' } : { mode: agent.mode, from: 'the default' };
}
