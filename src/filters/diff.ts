import { hasPatch, readPatch } from '../readers/patch.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'diff: every changed line, less of the rest',
  command: ['diff'],
  unless: ['-y', '--side-by-side', '-c', '-C', '--context', '-e', '--ed', '-f', '--forward-ed', '-n', '--rcs', '-D', '--ifdef', '--left-column', '--old-line-format', '--new-line-format', '--line-format', '--unchanged-line-format', '--old-group-format', '--new-group-format', '--changed-group-format', '--unchanged-group-format', '--GTYPE-group-format', '--paginate', '-l'],
  stderr: 'apart',
  answers: [1],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!hasPatch(lines)) return undefined;
  const files = readPatch(lines);
  return files && { kind: 'diff', files };
}
