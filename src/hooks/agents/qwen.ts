/** Qwen Code calls hooks and does nothing with what they answer. Measured with 0.24.4. */

import type { Agent, Place } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'qwen',
  title: 'Qwen Code',
  detect: { programs: ['qwen'], folders: (place) => [folder(place)] },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/QWEN.md` : `${place.cwd}/QWEN.md`),
  limits: ['Qwen Code (0.24.4) calls hooks, but uses neither a rewritten command nor a replaced result: no hook is installed.'],
});

/** `QWEN_HOME` is the folder itself. */
function folder({ env, home }: Place): string {
  return env['QWEN_HOME'] || `${home}/.qwen`;
}
