import { budgetOf, readHistory } from '../readers/git-history.ts';
import { readOneline } from '../readers/git-oneline.ts';
import { formatOf } from '../readers/git-pretty.ts';
import { readStat } from '../readers/git-stat.ts';
import { hasPatch, readPatch } from '../readers/patch.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git show: the commit and every changed line, less of the rest; files are left as they are',
  command: ['git show'],
  quotes: true,
  unless: [
    '-z',
    '--raw',
    '--numstat',
    '--shortstat',
    '--word-diff',
    '--color-words',
    '--check',
    '--binary',
    '--line-prefix',
    '--output',
    '--textconv',
  ],
  stderr: 'apart',
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const format = formatOf(run.argv);
  if (format === 'long') return readHistory(run.text, budgetOf(run));
  if (format === 'oneline') return readOneline(run.text, budgetOf(run));
  return format === 'empty' ? readBare(linesOf(run.text)) : undefined;
}

/** `--format=` leaves the stat or the patch alone. */
function readBare(raw: readonly string[]): Shape | undefined {
  const lines = raw[0] === '' ? raw.slice(1) : raw;
  if (!hasPatch(lines)) return readStat(lines);
  const files = readPatch(lines);
  return files && { kind: 'diff', files };
}
