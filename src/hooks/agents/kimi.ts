/** Kimi Code 2.1.0: a hook may block a command before it runs, and is told of its result; nothing that it answers is used. Read in its bundle. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'kimi',
  title: 'Kimi Code',
  detect: { programs: ['kimi'], folders: ({ home, env }) => [env['KIMI_CODE_HOME'] || `${home}/.kimi-code`, `${home}/.kimi`] },
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/AGENTS.md`),
  limits: [
    "Kimi Code's hooks can block a command, but neither change it nor its output: nothing is installed; in a project --with-instructions writes a line for its model.",
  ],
});
