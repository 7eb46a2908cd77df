/** Goose: its hooks can only block a command, and then tell the model not to try again. From its documentation; not run here. */

import type { Agent } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'goose',
  title: 'Goose',
  detect: { programs: ['goose'], folders: ({ home }) => [`${home}/.config/goose`] },
  instructions: (scope, { home, cwd }) => (scope === 'user' ? `${home}/.config/goose/.goosehints` : `${cwd}/.goosehints`),
  limits: [
    "Goose's hooks can block a command, but neither change it nor its output: nothing is installed; --with-instructions writes a line for its model.",
  ],
});
