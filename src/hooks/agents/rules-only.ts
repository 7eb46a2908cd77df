/** An agent that no hook reaches today: nothing is installed, and nothing looks as if it were. */

import type { Agent } from '../types.ts';

export function rulesOnly(about: Pick<Agent, 'name' | 'title' | 'detect' | 'limits'> & Required<Pick<Agent, 'instructions'>>): Agent {
  return {
    ...about,
    replaces: 'none',
    rewrites: false,
    mode: 'off',
    pieces: () => [],
    parse: () => undefined,
    neutral: '',
    rewritten: () => ({}),
    replaced: () => undefined,
    rules: () => 'leave',
    sample: {},
  };
}
