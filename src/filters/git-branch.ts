import { omitted } from '../marks.ts';
import { inRows } from '../readers/listing.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

const CAP = CAPS.branches;

export default {
  about: 'git branch: branches without padding, bare names in rows',
  command: ['git branch'],
  unless: ['--format', '--show-current', '--edit-description', '--column'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (lines.some((line) => !BRANCH.test(line))) return undefined;
    const shown = lines.slice(0, CAP[run.level]);
    const hidden = lines.length - shown.length;
    const bare = shown.every((line) => /^[ *+] \S+$/.test(line));
    const rows = bare
      ? [
          ...shown.filter((line) => !line.startsWith(' ')),
          ...inRows(shown.filter((line) => line.startsWith(' ')).map((line) => line.trim())),
        ]
      : shown.map(unpadded);
    return { kind: 'text', content: true, lines: [...rows, ...(hidden > 0 ? [omitted(hidden, 'branches')] : [])] };
  },
} satisfies Filter;

// "* main   85c9d46 [origin/main: ahead 8] Message", "  remotes/origin/HEAD -> origin/main", "* (HEAD detached at 85c9d46) 85c9d46 Message"
const BRANCH = /^[ *+] (?:\(.*\)|\S+)(?: +(?:[0-9a-f]{4,40} .*|->.*))?$/;

function unpadded(line: string): string {
  return line.replace(/^([ *+]) (\(.*?\)|\S+) +/, '$1 $2 ').replace(/^ {2}/, '');
}
