import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git reflog: the newest entries, older ones counted',
  command: ['git reflog'],
  unless: ['-z', '--format', '--pretty', 'expire', 'delete', 'exists', '-p', '--patch', '--stat'],
  stderr: 'apart',
  parse,
} satisfies Filter;

/** Characters of entries shown: about 2,500 tokens. */
const BUDGET = CAPS.reflog;
// "6e01375 (HEAD -> main) HEAD@{0}: commit: Start at five"
const ENTRY = /^[0-9a-f]{4,64} (?:\(.*\) )?[^\s{]+(?<=@)\{[^{}]+\}:(?: |$)/;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!lines.every((line) => ENTRY.test(line))) return undefined;
  let size = 0;
  const cut = lines.findIndex((line) => {
    size += line.length + 1;
    return size > BUDGET[run.level];
  });
  if (cut < 0) return undefined;
  return { kind: 'text', content: true, lines: [...lines.slice(0, cut), omitted(lines.length - cut, 'entries')] };
}
