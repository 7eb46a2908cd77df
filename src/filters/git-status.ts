import { type ByFolder, HINTS, isStatus, statusLines } from '../readers/git-status.ts';
import { readPatch } from '../readers/patch.ts'; // loaded when called
import { printFiles } from '../shapes/files.ts'; // loaded when called
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

export default {
  about: 'git status: branch, state and every path, without the advice',
  command: ['git status'],
  unless: ['-z', '--column'],
  hints: HINTS,
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  const byFolder = (paths: readonly string[]) => printFiles({ kind: 'files', items: paths.map((path) => ({ path })) }, run.level);
  if (lines.some((line) => /^(?:fatal|error|usage): /.test(line))) return undefined;
  const patch = lines.findIndex((line) => /^diff --/.test(line));
  if (patch >= 0) {
    const files = readPatch(lines.slice(patch).filter((line) => !/^-{20,}$/.test(line)));
    return files && isStatus(lines.slice(0, patch))
      ? { kind: 'diff', head: statusLines(lines.slice(0, patch), byFolder), files }
      : undefined;
  }
  if (isStatus(lines)) return { kind: 'text', content: true, lines: statusLines(lines, byFolder) };
  return readShort(lines, byFolder);
}

// "## main...origin/main [ahead 1]", " M src/a.ts", "R  a -> b", "?? notes.txt"
const ROW = /^([ MTADRCU?!]{2}) (\S.*)$/;

/** Many entries of one kind stand together, by folder. */
function readShort(lines: readonly string[], byFolder: ByFolder): Shape | undefined {
  const rows = lines.filter((line) => !line.startsWith('## '));
  if (rows.length < 20 || !rows.every((line) => ROW.test(line))) return undefined;
  const groups = groupBy(rows, (line) => line.slice(0, 2));
  const shown = [...groups].flatMap(([code, found]) => {
    return byFolder(found.map((line) => line.slice(3))).map((line) => `${code} ${line}`);
  });
  return { kind: 'text', content: true, lines: [...lines.filter((line) => line.startsWith('## ')), ...shown] };
}
