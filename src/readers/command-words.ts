/** The commands of a line that a runner quotes; none if a part of it is beyond plain commands. */

/** Words of each command that may print: "cd web && eslint . && tsc" is `eslint .` and `tsc`. */
export function commandWords(command: string): string[][] | undefined {
  if (/[|<>`()]|\$\(|&(?!&)|\\/.test(command.replace(/&&|\|\||[0-9]?>&[0-9]|2>\/dev\/null|"[^"]*"|'[^']*'/g, ' '))) return undefined;
  const commands = command.split(/&&|\|\||;/).map((part) => wordsOf(part).filter((_, index, all) => !isAssignment(all, index)));
  return commands.filter(([program = '']) => program !== '' && !SILENT.test(program));
}

const SILENT = /^(?:cd|rm|rimraf|cp|mv|mkdir|mkdirp|chmod|touch|true|export|shx|del-cli|cpy|set)$/;

function wordsOf(part: string): string[] {
  return [...part.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** `NODE_ENV=test` before the program. */
function isAssignment(words: readonly string[], index: number): boolean {
  return words.slice(0, index + 1).every((word) => /^\w+=/.test(word));
}
