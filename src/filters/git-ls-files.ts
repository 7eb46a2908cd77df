import { pathItems } from '../readers/paths.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git ls-files, ls-tree --name-only: paths by folder; in long lists a share of every folder, the rest counted',
  command: ['git ls-files', 'git ls-tree'],
  unless: ['-z', '-s', '--stage', '-u', '--unmerged', '-t', '-v', '-f', '--eol', '--debug', '--format'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    const paths = lines.filter((line) => !COMPLAINT.test(line));
    // "100644 blob 2be910c…	README.md" is no path
    if (paths.some((line) => line.trim() === '' || line.includes('\t'))) return undefined;
    return { kind: 'files', items: pathItems(paths, run.level), tail: lines.filter((line) => COMPLAINT.test(line)) };
  },
} satisfies Filter;

// "error: pathspec 'nope.txt' did not match any file(s) known to git", "Did you forget to 'git add'?"
const COMPLAINT = /^(?:error|fatal|warning|hint): |^Did you forget to 'git add'\?$/;
