/** Colours for a reader at a terminal: where to look first. The words stay the same. */

const RULES: readonly (readonly [pattern: RegExp, code: number])[] = [
  [/^(?:\[exit \d+\] ?)?\[\+\d+ .*: rtk recall \w+\]$/, 2],
  [/^\+(?!\+\+ )/, 32],
  [/^-(?!-- )/, 31],
  [/^@@ /, 36],
  [/^FAIL |\berrors?\b|\bfatal\b|\bfailed\b|\bFAILED\b/i, 31],
  [/\bwarnings?\b/i, 33],
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
  return rule ? `\x1b[${rule[1]}m${line}\x1b[0m` : line;
}
