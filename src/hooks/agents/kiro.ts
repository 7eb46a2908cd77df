/** Kiro (CLI 2.22 and IDE): its hooks can only block a command. From its documentation; not run here. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'kiro',
  title: 'Kiro',
  detect: { programs: ['kiro-cli', 'kiro'], folders: ({ home }) => [`${home}/.kiro`] },
  instructions: (scope, { home, cwd }) => `${scope === 'user' ? home : cwd}/.kiro/steering/rtk.md`,
  limits: [
    "Kiro's hooks can block a command, but neither change it nor its output: nothing is installed; --with-instructions writes a line for its model.",
  ],
});
