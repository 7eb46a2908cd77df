/** Agents in which no hook can do anything today: nothing is installed but, if asked for, a text. */

import type { Agent, Place, Scope } from './types.ts';

interface Text {
  readonly name: string;
  readonly title: string;
  readonly detect: Agent['detect'];
  instructions(scope: Scope, place: Place): string;
  readonly limits: readonly string[];
}

export function withoutHooks(text: Text): Agent {
  return {
    ...text,
    replaces: 'none',
    rewrites: false,
    mode: 'off',
    pieces: () => [],
    parse: () => undefined,
    neutral: '',
    rewritten: (payload) => payload,
    replaced: () => undefined,
    rules: () => 'leave',
    sample: {},
  };
}
