/** Colours for a reader at a terminal: where to look first. The words stay the same. */

import { inks } from './inks.ts'; // loaded when called

type Ink = 'dim' | 'green' | 'red' | 'cyan' | 'yellow';

const RULES: readonly (readonly [pattern: RegExp, ink: Ink])[] = [
  [/^(?:\[exit \d+\] ?)?\[\+\d+ .*: rtk recall \w+\]$/, 'dim'],
  [/^\+(?!\+\+ )/, 'green'],
  [/^-(?!-- )/, 'red'],
  [/^@@ /, 'cyan'],
  [/^FAIL |\berrors?\b|\bfatal\b|\bfailed\b|\bFAILED\b/i, 'red'],
  [/\bwarnings?\b/i, 'yellow'],
];

/** True if the terminal on stdout wants colours. */
export function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  return isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

export function paint(text: string): string {
  const colours = inks();
  const paintLine = (line: string): string => {
    const rule = line.length > 500 ? undefined : RULES.find(([pattern]) => pattern.test(line));
    return rule ? colours[rule[1]](line) : line;
  };
  return text.split('\n').map(paintLine).join('\n');
}
