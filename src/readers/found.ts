/** What find and fd print: one path a line, and complaints about folders that cannot be read. */

import { linesOf } from '../text.ts';
import type { Run, Shape } from '../types.ts';
import { pathItems } from './paths.ts';

// "find: ‘nope’: No such file or directory", "[fd error]: Search path 'nope' is not a directory."
const COMPLAINT = /^(?:find|bfs): |^\[fd error\]: /;

export function foundPaths(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const complaints = lines.filter((line) => COMPLAINT.test(line));
  const paths = lines.filter((line) => !COMPLAINT.test(line));
  if (paths.some((line) => line.trim() === '' || line.includes('\t'))) return undefined;
  return { kind: 'files', items: pathItems(paths, run.level), tail: complaints };
}
