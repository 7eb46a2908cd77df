/** What find and fd print: one path a line, and complaints about folders that cannot be read. */

import { linesOf } from '../text.ts';
import type { Run, Shape } from '../types.ts';
import { withoutComplaints } from './operand-errors.ts';
import { pathItems } from './paths.ts';

export function foundPaths(run: Run): Shape | undefined {
  const { text, complaints } = withoutComplaints(run);
  const paths = linesOf(text);
  if (paths.some((line) => line.trim() === '' || line.includes('\t'))) return undefined;
  return { kind: 'files', items: pathItems(paths, run.level), tail: complaints };
}
