import { hasPatch, readPatch } from '../readers/patch.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'diff: every changed line, less of the rest',
  command: ['diff'],
  quotes: true,
  unless: [
    '-y',
    '--side-by-side',
    '-c',
    '-C',
    '--context',
    '-e',
    '--ed',
    '-f',
    '--forward-ed',
    '-n',
    '--rcs',
    '-D',
    '--ifdef',
    '--left-column',
    '--old-line-format',
    '--new-line-format',
    '--line-format',
    '--unchanged-line-format',
    '--old-group-format',
    '--new-group-format',
    '--changed-group-format',
    '--unchanged-group-format',
    '--GTYPE-group-format',
    '--paginate',
    '-l',
  ],
  stderr: 'apart',
  answers: [1],
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (!hasPatch(lines)) return readBrief(lines);
  const files = readPatch(lines);
  return files && { kind: 'diff', files };
}

// "Files old/a.js and new/a.js differ", "Only in old/src: a.js"
const DIFFER = /^(Files) (?=.* differ$)(.+) (and) (.+) (differ)$/;
const ONLY = /^(Only in .+?): (.+)$/;

/** `diff -rq`: one line for all files that differ below the same two folders, one for all that only one folder has. */
function readBrief(lines: readonly string[]): Shape | undefined {
  const rows = lines.map(briefRow);
  if (rows.length < 8 || !rows.every((row) => row !== undefined)) return undefined;
  const groups = groupBy(rows, (row) => row.title);
  return {
    kind: 'text',
    content: true,
    lines: [...groups].flatMap(([title, found]) =>
      found.length === 1 ? [`${title}: ${found[0]?.name}`] : [`${title}:`, ...found.map((row) => ` ${row.name}`)],
    ),
  };
}

function briefRow(line: string): { title: string; name: string } | undefined {
  const [, only, name] = ONLY.exec(line) ?? [];
  if (only !== undefined && name !== undefined) return { title: only, name };
  const [, files, left = '', and, right = '', differ] = DIFFER.exec(line) ?? [];
  if (files === undefined) return undefined;
  const [a, b] = [left.split('/'), right.split('/')];
  let same = 0;
  while (same < Math.min(a.length, b.length) - 1 && a.at(-1 - same) === b.at(-1 - same)) same++;
  if (same === 0) return undefined;
  const root = (path: readonly string[]) => path.slice(0, path.length - same).join('/');
  return { title: `${files} ${root(a)}/* ${and} ${root(b)}/* ${differ}`, name: a.slice(-same).join('/') };
}
