import { isProgress, METERS } from '../readers/git-changes.ts';
import { groupedRefs } from '../readers/git-refs.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git fetch, clone, remote update: no progress, new refs on one line a kind',
  command: ['git fetch', 'git clone', 'git remote update', 'git remote prune'],
  hints: METERS,
  parse(run: Run): Shape {
    const lines = linesOf(run.text).map((line) => line.trimEnd());
    return {
      kind: 'text',
      lines: groupedRefs(
        lines.filter((line) => !isProgress(line)),
        run.level,
      ),
    };
  },
} satisfies Filter;
