/** `git log --oneline` and its kin, with what `--stat` or `-p` says of each commit. */

import { linesOf } from '../text.ts';
import type { Shape } from '../types.ts';
import type { Commit } from './git-commits.ts';
import { commitsOmitted, historyOf } from './git-history.ts';
import { hasPatch } from './patch.ts';

// "3fce3b5b (HEAD -> main) Release 1.1.0", with --left-right "< 3fce3b5b Release 1.1.0"
const COMMIT = /^(?:[<>=+\-o^] ?)?[0-9a-f]{7,64}(?: |$)/;
// "| * 3fce3b5b Release 1.1.0"
const DRAWN = /^[|\\/ _.-]*\*[|\\/ _.-]*[0-9a-f]{7,64}(?: |$)/;

export function readOneline(text: string, budget: number): Shape | undefined {
  const lines = linesOf(text);
  if (COMMIT.test(lines[0] ?? '')) return historyOf({ before: [], commits: commitsIn(lines, COMMIT) }, budget);
  return DRAWN.test(lines[0] ?? '') ? readDrawn(commitsIn(lines, DRAWN), budget) : undefined;
}

/** Within a patch no line starts with a hash. */
function commitsIn(lines: readonly string[], start: RegExp): Commit[] {
  const starts = lines.flatMap((line, index) => (start.test(line) ? [index] : []));
  return starts.map((from, nth) => {
    const own = lines.slice(from, starts[nth + 1]);
    const title = (own[0] ?? '').replace(/\b([0-9a-f]{10})[0-9a-f]{30,}/, '$1');
    return { title, body: [], rest: own.slice(1), lines: own.length };
  });
}

/** What stands beside the graph is left as it is. */
function readDrawn(commits: readonly Commit[], budget: number): Shape | undefined {
  if (commits.some((commit) => hasPatch(commit.rest.map((line) => line.replace(/^[|\\/ _.-]+/, ''))))) return undefined;
  const shown: string[] = [];
  let size = 0;
  for (const [index, commit] of commits.entries()) {
    const more = [commit.title, ...commit.rest];
    size += more.join('\n').length + 1;
    if (size > budget && index > 0) return { kind: 'text', content: true, lines: [...shown, commitsOmitted(commits.slice(index))] };
    shown.push(...more);
  }
  return { kind: 'text', content: true, lines: shown };
}
