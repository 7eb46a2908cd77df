/** Colours for a reader at a terminal: where to look first. The words stay the same. */

import pc from 'picocolors';

const { dim, green, red, cyan, yellow } = pc.createColors(true);

const RULES: readonly (readonly [pattern: RegExp, ink: (text: string) => string])[] = [
  [/^(?:\[exit \d+\] ?)?\[\+\d+ .*: rtk recall \w+\]$/, dim],
  [/^\+(?!\+\+ )/, green],
  [/^-(?!-- )/, red],
  [/^@@ /, cyan],
  [/^FAIL |\berrors?\b|\bfatal\b|\bfailed\b|\bFAILED\b/i, red],
  [/\bwarnings?\b/i, yellow],
];

/** True if the terminal on stdout wants colours. */
export function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  return isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}

export function paint(text: string): string {
  return text.split('\n').map(paintLine).join('\n');
}

function paintLine(line: string): string {
  if (line.length > 500) return line;
  const rule = RULES.find(([pattern]) => pattern.test(line));
  return rule ? rule[1](line) : line;
}
