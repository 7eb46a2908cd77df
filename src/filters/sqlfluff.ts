import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

export default {
  about: 'sqlfluff lint: violations by file or by message',
  command: ['sqlfluff lint'],
  unless: ['-h', '-f', '--format', '-v'],
  // the file stands above its violations
  noise: ['^== \\[.+\\] FAIL$'],
  parse,
} satisfies Filter;

// "== [q.sql] FAIL"
const FILE = /^== \[(.+)\] (?:FAIL|PASS)$/;
// "L:   1 | P:  23 | CP01 | Keywords must be consistently upper case."
const VIOLATION = /^L: *(?<line>\d+) \| P: *(?<col>\d+) \| *(?<code>\w+) \| (?<message>.+)$/;
// "                       | [capitalisation.keywords]"
const MORE = /^ +\| (.+)$/;

function parse(run: Run): Shape | undefined {
  const items: (Diagnostic & { message: string })[] = [];
  const others: string[] = [];
  let file: string | undefined;
  for (const line of linesOf(run.text)) {
    const groups = VIOLATION.exec(line)?.groups;
    const more = MORE.exec(line)?.[1];
    const last = items.at(-1);
    if (groups && file !== undefined) items.push({ file, ...groups, message: groups['message'] ?? '' });
    else if (last && more !== undefined) last.message = `${last.message} ${more}`;
    else if (/ FAIL$/.test(line) && FILE.test(line)) file = FILE.exec(line)?.[1];
    else if (line.trim() !== '') others.push(line);
  }
  return items.length === 0 ? undefined : { kind: 'diagnostics', items, tail: others };
}
