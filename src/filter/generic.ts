/** Filters for no tool in particular: what `rtk err`, `rtk test`, `rtk summary`, `rtk log` and a bare `rtk pipe` read with. */

import { hasMark, omitted } from '../marks.ts';
import { folded } from '../shapes/log.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';
import { evidenceIn } from './evidence.ts';

/** Errors and warnings with the indented lines under them, and the last lines. */
export const errors: Filter = {
  about: 'errors and warnings of any command',
  command: [],
  parse: (run) => kept(run, (line) => evidenceIn(line, []).length > 0, 5),
};

/** Failures with the lines under them, counts, and the last lines. */
export const tests: Filter = {
  about: 'failures and counts of any test run',
  command: [],
  parse: (run) => kept(run, (line) => evidenceIn(line, []).length > 0, 12),
};

/** Repeats folded; of a long text the beginning, the evidence and the end. */
export const summary: Filter = {
  about: 'a digest of any output',
  command: [],
  parse: (run) => digest(run),
};

/** Repeats folded, nothing else. */
export const log: Filter = {
  about: 'a log with its repeats folded',
  command: [],
  parse: (run) => ({ kind: 'log', lines: linesOf(run.text) }),
};

/** Lines that `wanted` picks, up to `under` more indented lines below each, and the last three lines. */
function kept(run: Run, wanted: (line: string) => boolean, under: number): Shape {
  const lines = linesOf(run.text);
  const chosen = new Set(lines.map((_, index) => index).slice(-3));
  let below = 0;
  for (const [index, line] of lines.entries()) {
    if (wanted(line)) below = under + 1;
    else if (below > 0 && /^\s*$|^\S/.test(line)) below = 0;
    if (below-- > 0) chosen.add(index);
  }
  return { kind: 'text', lines: withGaps(lines, chosen) };
}

const ENDS = 20;

function digest(run: Run): Shape {
  const lines = folded(linesOf(run.text), 2);
  const chosen = new Set(lines.keys());
  for (const [index, line] of lines.entries()) {
    const middle = index >= ENDS && index < lines.length - ENDS;
    if (middle && !hasMark(line) && evidenceIn(line, []).length === 0) chosen.delete(index);
  }
  return { kind: 'text', lines: withGaps(lines, chosen) };
}

function withGaps(lines: readonly string[], chosen: ReadonlySet<number>): string[] {
  const shown: string[] = [];
  let gap = 0;
  for (const [index, line] of lines.entries()) {
    if (!chosen.has(index)) {
      gap++;
      continue;
    }
    if (gap > 0) shown.push(omitted(gap));
    gap = 0;
    shown.push(line);
  }
  return gap > 0 ? [...shown, omitted(gap)] : shown;
}
