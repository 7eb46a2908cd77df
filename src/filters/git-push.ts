import { isProgress, METERS } from '../readers/git-changes.ts';
import { groupedRefs } from '../readers/git-refs.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** "hint: Updates were rejected because the remote contains work that you do", and how git breaks the rest of that advice. */
const ADVICE: readonly RegExp[] = [
  /^hint: Updates were rejected because (?:the remote contains work that you do|the tip of your current branch is behind)(?: not)?$/,
  /^hint: (?:not )?have locally\. This is usually caused by another repository pushing(?: to)?$/,
  /^hint: (?:to )?the same ref\. (?:You may want to first|If you want to) integrate the remote changes(?:, use)?$/,
  /^hint: its remote counterpart\. (?:Integrate the remote changes \(e\.g\.|If you want to integrate the remote changes,)$/,
  /^hint: (?:use |\(e\.g\., )?.git pull(?: \.\.\.)?.\)? before pushing again\.$/,
  /^hint: See the .Note about fast-forwards. in .git push --help. for details\.$/,
];

export default {
  about: 'git push: what became of each ref, what hooks and the server say',
  command: ['git push'],
  hints: [...METERS, ...ADVICE.map((pattern) => pattern.source)],
  parse(run: Run): Shape {
    const lines = linesOf(run.text).map((line) => line.trimEnd());
    const told = lines.filter((line) => !isProgress(line) && !ADVICE.some((pattern) => pattern.test(line)));
    return { kind: 'text', lines: groupedRefs(told, run.level) };
  },
} satisfies Filter;
