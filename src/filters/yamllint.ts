import { linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'yamllint: problems by file or by message',
  command: ['yamllint'],
  unless: ['-h', '-v', '--list-files', '-f=github', '--format=github'],
  parse,
} satisfies Filter;

// "  2:10      error    trailing spaces  (trailing-spaces)" under "./k8s/app7.yaml"
const STANDARD = /^ {2}(?<line>\d+):(?<col>\d+) +(?<severity>error|warning) +(?<message>\S.*)$/;
// "k8s/app7.yaml:2:10: [error] trailing spaces (trailing-spaces)"
const PARSABLE = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<severity>\[(?:error|warning)\]) (?<message>.+)$/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const items: Diagnostic[] = [];
  const others: string[] = [];
  let file = '';
  for (const [index, line] of lines.entries()) {
    const groups = (STANDARD.exec(line) ?? PARSABLE.exec(line))?.groups;
    if (groups) items.push({ file, ...groups, message: squeeze(groups['message'] ?? '') });
    else if (STANDARD.test(lines[index + 1] ?? '')) file = line;
    else if (line.trim() !== '') others.push(line);
  }
  return items.length === 0 ? undefined : { kind: 'diagnostics', items, tail: others };
}
