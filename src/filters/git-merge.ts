import { METERS, restated } from '../readers/git-changes.ts';
import { groupedRefs } from '../readers/git-refs.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git pull, merge: no progress, diffstat without bars, files made and deleted by folder',
  command: ['git pull', 'git merge'],
  hints: METERS,
  parse(run: Run): Shape {
    return { kind: 'text', lines: groupedRefs(restated(linesOf(run.text), run.level), run.level) };
  },
} satisfies Filter;
