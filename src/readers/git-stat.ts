/** Reads `--stat`: what it pads to columns is not padded. */

import type { Shape } from '../types.ts';

// " src/a.ts      | 12 ++++++------", " logo.png | Bin 3000 -> 3000 bytes", " {a => b}/c.ts | 0"
const ROW = /^ (.*\S) +\| +(\d+(?: [+-]+)?|Bin(?: \d+ -> \d+ bytes)?|Unmerged)$/;
// " 2 files changed, 12 insertions(+), 3 deletions(-)"
const TOTAL = /^ \d+ files? changed(?:, \d+ insertions?\(\+\))?(?:, \d+ deletions?\(-\))?$/;

export function readStat(lines: readonly string[]): Shape | undefined {
  if (!lines.some((line) => TOTAL.test(line)) || !lines.some((line) => ROW.test(line))) return undefined;
  return { kind: 'text', lines: statLines(lines), content: true };
}

export function isStat(line: string): boolean {
  return ROW.test(line) || TOTAL.test(line);
}

export function isTotal(line: string): boolean {
  return TOTAL.test(line);
}

/** Rows as `src/a.ts | 12 ++++++------`; three and more of one folder stand under it. */
export function statLines(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const folder = folderOf(lines[at] ?? '');
    let end = at + 1;
    while (folder !== '' && end < lines.length && folderOf(lines[end] ?? '') === folder) end++;
    const rows = lines.slice(at, end).map(unpadded);
    if (rows.length > 2) shown.push(folder);
    for (const row of rows) shown.push(rows.length > 2 ? ` ${row.slice(folder.length)}` : row);
    at = end;
  }
  return shown;
}

function unpadded(line: string): string {
  const row = ROW.exec(line);
  return row ? `${row[1]} | ${row[2]}` : line.trimStart();
}

/** A rename, `src/{a => b}/c.ts`, stands alone. */
function folderOf(line: string): string {
  const path = ROW.exec(line)?.[1] ?? '';
  return path.includes('=>') ? '' : path.slice(0, path.lastIndexOf('/') + 1);
}
