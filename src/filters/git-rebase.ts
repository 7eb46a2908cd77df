import { METERS, restated } from '../readers/git-changes.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git rebase, cherry-pick, revert, am: the result and the conflicts, no standard hints',
  command: ['git rebase', 'git cherry-pick', 'git revert', 'git am'],
  unless: ['-i', '--interactive', '--show-current-patch'],
  hints: METERS,
  parse(run: Run): Shape {
    return { kind: 'text', lines: restated(linesOf(run.text), run.level) };
  },
} satisfies Filter;
