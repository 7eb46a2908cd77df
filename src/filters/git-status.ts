import { printFiles } from '../shapes/files.ts';
import { readPatch } from '../readers/patch.ts';
import { HINTS, isStatus, statusLines } from '../readers/status.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Level, Run, Shape } from '../types.ts';

export default {
  about: 'git status: branch, state and every path, without the advice',
  command: ['git status'],
  unless: ['-z', '--column'],
  hints: HINTS,
  parse,
} satisfies Filter;

function parse(run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if (lines.some((line) => /^(?:fatal|error|usage): /.test(line))) return undefined;
  const patch = lines.findIndex((line) => /^diff --/.test(line));
  if (patch >= 0) {
    const files = readPatch(lines.slice(patch).filter((line) => !/^-{20,}$/.test(line)));
    return files && isStatus(lines.slice(0, patch)) ? { kind: 'diff', head: statusLines(lines.slice(0, patch), run.level), files } : undefined;
  }
  if (isStatus(lines)) return { kind: 'text', content: true, lines: statusLines(lines, run.level) };
  return readShort(lines, run.level);
}

// "## main...origin/main [ahead 1]", " M src/a.ts", "R  a -> b", "?? notes.txt"
const ROW = /^([ MTADRCU?!]{2}) (\S.*)$/;

/** Many entries of one kind stand together, by folder. */
function readShort(lines: readonly string[], level: Level): Shape | undefined {
  const rows = lines.filter((line) => !line.startsWith('## '));
  if (rows.length < 20 || !rows.every((line) => ROW.test(line))) return undefined;
  const groups = groupBy(rows, (line) => line.slice(0, 2));
  const shown = [...groups].flatMap(([code, found]) => {
    const items = found.map((line) => ({ path: line.slice(3) }));
    return printFiles({ kind: 'files', items }, level).map((line) => `${code} ${line}`);
  });
  return { kind: 'text', content: true, lines: [...lines.filter((line) => line.startsWith('## ')), ...shown] };
}
