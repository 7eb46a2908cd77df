import { readStat } from '../readers/git-stat.ts';
import { HINTS, isStatus, statusLines } from '../readers/git-status.ts';
import { hasPatch, readPatch } from '../readers/patch.ts';
import { printFiles } from '../shapes/files.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git stash: what is in a stash, and the state after taking it back',
  command: ['git stash'],
  quotes: true,
  unless: ['-z', '--raw', '--numstat', '--format', '--pretty', '--word-diff', '--color-words', '--binary', 'create', 'store'],
  hints: HINTS,
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (run.argv.includes('show')) {
    if (!hasPatch(lines)) return readStat(lines);
    const files = readPatch(lines);
    return files && { kind: 'diff', files };
  }
  const byFolder = (paths: readonly string[]) => printFiles({ kind: 'files', items: paths.map((path) => ({ path })) }, run.level);
  return isStatus(lines) ? { kind: 'text', content: true, lines: statusLines(lines, byFolder) } : undefined;
}
