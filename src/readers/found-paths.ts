/** What find, fd and git ls-files print: one path a line, and complaints about folders that cannot be read. */

import { linesOf } from '../text.ts';
import type { Run, Shape } from '../types.ts';
import { withoutComplaints } from './operand-errors.ts';
import { pathItems } from './paths.ts';

// "error: pathspec 'nope.txt' did not match any file(s) known to git", "Did you forget to 'git add'?"
const GITS = /^(?:error|fatal|warning|hint): |^Did you forget to 'git add'\?$/;

export function foundPaths(run: Run): Shape | undefined {
  const { text, complaints } = withoutComplaints(run);
  const lines = linesOf(text);
  const paths = lines.filter((line) => !GITS.test(line));
  if (paths.some((line) => line.trim() === '' || line.includes('\t'))) return undefined;
  return { kind: 'files', items: pathItems(paths, run.level), tail: [...lines.filter((line) => GITS.test(line)), ...complaints] };
}
