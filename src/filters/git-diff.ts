import { restated } from '../readers/git-changes.ts';
import { isStat, readStat, statLines } from '../readers/git-stat.ts';
import { hasPatch, readPatch } from '../readers/patch.ts';
import { readWordDiff } from '../readers/word-diff.ts';
import { printFiles } from '../shapes/files.ts';
import { groupBy, hasOption, linesOf } from '../text.ts';
import type { Filter, Level, Run, Shape } from '../types.ts';

export default {
  about: 'git diff: every changed line, less of the rest',
  command: ['git diff'],
  quotes: true,
  unless: [
    '-z',
    '--raw',
    '--numstat',
    '--shortstat',
    '--check',
    '--word-diff=porcelain',
    '--word-diff=color',
    '--color-words',
    '--quiet',
    '--binary',
    '--compact-summary',
    '--dirstat',
    '--line-prefix',
    '--output-indicator-new',
    '--output-indicator-old',
    '--output-indicator-context',
    '--output',
    '--patch-with-raw',
    '--color-moved',
  ],
  stderr: 'apart',
  answers: [1],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (hasOption(run.argv, '--name-only', '--name-status')) return readNames(lines);
  if (!hasPatch(lines)) return hasOption(run.argv, '--summary') ? readSummary(lines, run.level) : readStat(lines);
  const files = hasOption(run.argv, '--word-diff', '--word-diff-regex') ? readWordDiff(lines) : readPatch(lines);
  return files && { kind: 'diff', files };
}

// " create mode 100644 src/a.ts", " rename src/{a => b}/c.ts (97%)"
const SUMMARY = /^ (?:create mode|delete mode|mode change|rename|copy|rewrite) /;

/** What was made, deleted and renamed, by folder, behind the rows of `--stat` where there are any. */
function readSummary(lines: readonly string[], level: Level): Shape | undefined {
  const rows = lines.filter((line) => isStat(line));
  const summary = lines.filter((line) => !isStat(line) && line !== '');
  if (summary.length === 0 || !summary.every((line) => SUMMARY.test(line))) return readStat(lines);
  return { kind: 'text', content: true, lines: [...statLines(rows), ...restated(summary, level)] };
}

/** Short lists are left as they are. */
const FEW = 12;

// "src/a.ts", "M\tsrc/a.ts", "R097\tsrc/en.json\tsrc/base.json"
const STATUS = /^([ACDMRTUXB]\d*)\t(.+)$/;

/** Many paths stand by folder, behind what happened to them. */
function readNames(lines: readonly string[]): Shape | undefined {
  if (lines.length <= FEW || lines.some((line) => line.trim() === '' || /^(?:diff|warning:|error:|fatal:|usage:) /.test(line)))
    return undefined;
  const rows = lines.map((line) => STATUS.exec(line));
  if (rows.every((row) => row === null)) return { kind: 'files', items: lines.map((path) => ({ path })) };
  if (!rows.every((row) => row !== null)) return undefined;
  const groups = groupBy(rows, ([, status = '']) => status);
  const shown = [...groups].flatMap(([status, found]) =>
    printFiles({ kind: 'files', items: found.map(([, , path = '']) => ({ path })) }, 'normal').map((line) => `${status} ${line}`),
  );
  return { kind: 'text', content: true, lines: shown };
}
