/** Where a patch ends: its hunks say how many lines they have. */

// "diff --git a/x b/x" and what stands below it, up to the first hunk
const HEADER =
  /^(?:index |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename from |rename to |copy from |copy to |--- |\+\+\+ |Binary files )/;
// "@@ -1,6 +1,8 @@ func x() {"
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** The line behind a patch that begins here; the same line if none does. undefined if a hunk is cut, unless `mayBeCut` and the text ends in it. */
export function endOfPatch(lines: readonly string[], from: number, mayBeCut: boolean): number | undefined {
  let at = from;
  while (lines[at]?.startsWith('diff --git ')) {
    at++;
    while (at < lines.length && HEADER.test(lines[at] ?? '')) at++;
    for (let counts = HUNK.exec(lines[at] ?? ''); counts; counts = HUNK.exec(lines[at] ?? '')) {
      const end = endOfHunk(lines, at + 1, Number(counts[1] ?? 1), Number(counts[2] ?? 1));
      if (end === undefined) return mayBeCut && isCut(lines, at + 1) ? lines.length : undefined;
      at = end;
    }
  }
  return at;
}

function endOfHunk(lines: readonly string[], from: number, before: number, after: number): number | undefined {
  let [old, own, at] = [before, after, from];
  while (old > 0 || own > 0) {
    const mark = lines[at]?.[0] ?? (at < lines.length ? ' ' : undefined);
    if (mark === undefined || !' +-\\'.includes(mark)) return undefined;
    if (mark !== '+' && mark !== '\\') old--;
    if (mark !== '-' && mark !== '\\') own--;
    if (old < 0 || own < 0) return undefined;
    at++;
  }
  return lines[at]?.startsWith('\\ No newline') ? at + 1 : at;
}

/** All that is left are lines of a hunk. */
function isCut(lines: readonly string[], from: number): boolean {
  return lines.slice(from).every((line) => line === '' || ' +-\\'.includes(line[0] ?? ''));
}
