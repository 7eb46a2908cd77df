import { restated } from '../readers/changes.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git commit, add: the commit, what hooks complain of; files made and deleted by folder',
  command: ['git commit', 'git add'],
  unless: ['-p', '--patch', '-i', '-e', '--edit', '--short', '-v', '--verbose', '--dry-run'],
  parse(run: Run): Shape {
    const lines = linesOf(run.text);
    const told = run.exit === 0 ? lines.filter((line) => line.trim() !== '' && !HOOK_NOISE.some((pattern) => pattern.test(line))) : lines;
    return { kind: 'text', lines: restated(told, run.level) };
  },
} satisfies Filter;

/** What hooks print when nothing is wrong. */
const HOOK_NOISE: readonly RegExp[] = [
  // "> shop-app@1.0.0 check", "> tsc --noEmit -p ."
  /^> \S/,
  // "✔ adds 0 (6.102812ms)"
  /^\s*[✓✔√] .* \([\d.]+ ?m?s\)$/,
  // node under an editor's debugger
  /^(?:Debugger attached\.|Waiting for the debugger to disconnect\.\.\.)$/,
  // "check yaml...............................................................Passed", "ruff.................(no files to check)Skipped"
  /\.{3,}(?:Passed|\(no files to check\)Skipped)$/,
];
