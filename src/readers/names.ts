/** Reads `--name-only` and `--name-status`. */

import { printFiles } from '../shapes/files.ts';
import { groupBy } from '../text.ts';
import type { Shape } from '../types.ts';

/** Short lists are left as they are. */
const FEW = 12;

// "src/a.ts", "M\tsrc/a.ts", "R097\tsrc/en.json\tsrc/base.json"
const STATUS = /^([ACDMRTUXB]\d*)\t(.+)$/;

/** Many paths stand by folder, behind what happened to them. */
export function readNames(lines: readonly string[]): Shape | undefined {
  if (lines.length <= FEW || lines.some((line) => line.trim() === '' || /^(?:diff|warning:|error:|fatal:|usage:) /.test(line))) return undefined;
  const rows = lines.map((line) => STATUS.exec(line));
  if (rows.every((row) => row === null)) return { kind: 'files', items: lines.map((path) => ({ path })) };
  if (!rows.every((row) => row !== null)) return undefined;
  const groups = groupBy(rows, ([, status = '']) => status);
  const shown = [...groups].flatMap(([status, found]) => printFiles({ kind: 'files', items: found.map(([, , path = '']) => ({ path })) }, 'normal').map((line) => `${status} ${line}`));
  return { kind: 'text', content: true, lines: shown };
}
