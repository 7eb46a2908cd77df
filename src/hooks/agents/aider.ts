/** Aider has no hooks: it runs commands only where a person lets it. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'aider',
  title: 'Aider',
  detect: { programs: ['aider'], folders: ({ home }) => [`${home}/.aider`] },
  instructions: (scope, { cwd }) => (scope === 'user' ? undefined : `${cwd}/CONVENTIONS.md`),
  limits: [
    'Aider has no hooks, so nothing is installed; in a project --with-instructions writes a line into CONVENTIONS.md, which `read: CONVENTIONS.md` in .aider.conf.yml makes it read. `test-cmd: rtk npm test` there works by itself.',
  ],
});
