import { readPatch, hasPatch } from '../readers/patch.ts';
import { readStat } from '../readers/stat.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git diff: every changed line, less of the rest',
  command: ['git diff'],
  unless: ['-z', '--raw', '--numstat', '--shortstat', '--check', '--word-diff', '--word-diff-regex', '--color-words', '--quiet', '--binary', '--compact-summary', '--dirstat', '--line-prefix', '--output-indicator-new', '--output-indicator-old', '--output-indicator-context', '--output', '--patch-with-raw', '--color-moved'],
  stderr: 'apart',
  answers: [1],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!hasPatch(lines)) return readStat(lines);
  const files = readPatch(lines);
  return files && { kind: 'diff', files };
}
