import { omitted } from '../text.ts';
import type { Diff, DiffFile, Level } from '../types.ts';

/** Context lines kept on each side of a change. */
const CONTEXT = { lossless: Number.POSITIVE_INFINITY, normal: 1, tight: 0 };
/** Characters of hunks shown before later hunks are only counted: about 10,000 tokens. */
const BUDGET = { lossless: Number.POSITIVE_INFINITY, normal: 40_000, tight: 12_000 };

/** Headers, hunk headers and every changed line; context and what is beyond the budget are counted in place. */
export function printDiff(shape: Diff, level: Level): string[] {
  let room = BUDGET[level];
  const lines = shape.files.flatMap((file) => {
    const shown = printFile(file, level, room);
    room -= shown.join('\n').length;
    return shown;
  });
  return [...(shape.head ?? []), ...lines, ...(shape.tail ?? [])];
}

function printFile(file: DiffFile, level: Level, room: number): string[] {
  const shown: string[] = [...file.header];
  let left = room;
  let hidden = 0;
  for (const hunk of file.hunks) {
    if (left <= 0) {
      hidden += 1 + hunk.lines.length;
      continue;
    }
    const lines = [hunk.header, ...withinBudget(trimmed(hunk.lines, CONTEXT[level]), hunk.lines, left)];
    left -= lines.join('\n').length;
    shown.push(...lines);
  }
  return hidden > 0 ? [...shown, omitted(hidden)] : shown;
}

/** A hunk that alone is over the budget is cut there, with its count. */
function withinBudget(lines: readonly string[], whole: readonly string[], room: number): string[] {
  let size = 0;
  const shown: string[] = [];
  for (const line of lines) {
    size += line.length + 1;
    if (size > room) return [...shown, omitted(whole.length - shown.filter((text) => !text.startsWith('\0')).length - countIn(shown))];
    shown.push(line);
  }
  return shown;
}

function countIn(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Number(/^\0\+(\d+) /.exec(line)?.[1] ?? 0), 0);
}

/** Context farther than `keep` lines from a change becomes a counted marker where that is shorter. */
function trimmed(lines: readonly string[], keep: number): string[] {
  const near = lines.map(() => false);
  for (const [index, line] of lines.entries()) {
    if (isContext(line)) continue;
    for (let i = Math.max(0, index - keep); i <= Math.min(lines.length - 1, index + keep); i++) near[i] = true;
  }
  const shown: string[] = [];
  let gap: string[] = [];
  const flush = () => {
    shown.push(...(gap.length > 2 ? [omitted(gap.length)] : gap));
    gap = [];
  };
  for (const [index, line] of lines.entries()) {
    if (near[index]) {
      flush();
      shown.push(line);
    } else gap.push(line);
  }
  flush();
  return shown;
}

function isContext(line: string): boolean {
  return line.startsWith(' ') || line === '';
}
