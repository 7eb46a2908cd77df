/** Windsurf (Cascade): its hooks can only block a command. From its documentation; not run here. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'windsurf',
  title: 'Windsurf (Cascade)',
  detect: { programs: ['windsurf'], folders: ({ home }) => [`${home}/.codeium/windsurf`] },
  instructions: (scope, { home, cwd }) =>
    scope === 'user' ? `${home}/.codeium/windsurf/memories/global_rules.md` : `${cwd}/.devin/rules/rtk.md`,
  limits: [
    "Cascade's hooks can block a command, but neither change it nor its output: no hook is installed. Its successor Devin has hooks that can.",
  ],
});
