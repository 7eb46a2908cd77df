/** Continue reads hooks from its settings and from Claude Code's, and calls none of them: measured with its CLI 1.5.47. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'continue',
  title: 'Continue',
  detect: { programs: ['cn'], folders: (place) => [`${place.home}/.continue`] },
  instructions: (scope, place) => `${scope === 'user' ? place.home : place.cwd}/.continue/rules/rtk.md`,
  limits: ['Continue 1.5.47 runs no hooks, so nothing is installed; --with-instructions writes a line for its model.'],
});
