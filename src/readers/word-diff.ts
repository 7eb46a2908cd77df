/** Reads `git diff --word-diff`: lines without a column, in which `[-…-]` went and `{+…+}` came. */

import type { DiffFile } from '../types.ts';
import { fileOf } from './patch.ts';

// "@@ -1,6 +1,6 @@ fn"
const HUNK = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;
const HEADER =
  /^(?:index |--- |\+\+\+ |old mode |new mode |new file mode |deleted file mode |similarity |dissimilarity |rename |copy |Binary files )/;

/** The files; undefined if there is none. Lines of the files that look like a header only begin another hunk: they are shown. */
export function readWordDiff(lines: readonly string[]): DiffFile[] | undefined {
  const files: { raw: string[]; hunks: { header: string; lines: string[]; words: true }[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const file = files.at(-1);
    const hunk = file?.hunks.at(-1);
    if (line.startsWith('diff --git ') && HEADER.test(lines[index + 1] ?? '')) files.push({ raw: [line], hunks: [] });
    else if (!file) return undefined;
    else if (HUNK.test(line)) file.hunks.push({ header: line, lines: [], words: true });
    else if (hunk) hunk.lines.push(line);
    else if (HEADER.test(line)) file.raw.push(line);
    else return undefined;
  }
  return files.length > 0 ? files.map(({ raw, hunks }) => fileOf(raw, hunks)) : undefined;
}
