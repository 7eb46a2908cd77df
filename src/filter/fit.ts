/** Law 14: what a reader gets to see at most, and how a longer text is made to fit: errors first, the rest counted in place. */

import { beforeMark, countedBy, hasMark, marksIn, omitted, withoutMarks } from '../marks.ts';
import { clip, cut } from '../text.ts';
import { evidenceIn } from './evidence.ts';

/** Characters of a result, far above normal output, beyond which even distinct findings are only counted: about 50,000 tokens. */
export const BUDGET = 200_000;

/** Room that a marker takes. */
const MARKER = 48;

/** Characters by which a mark grows when its handle is filled in. */
const HANDLE = 24;

/** OpenCode, Kilo and Pi show 2,000 lines, however short they are. */
const LINES = 1900;
const MANY_LINES = 12_000;

/** The lines themselves if they fit into `window` characters; else errors, counts, the beginning and the end, with counted gaps. */
export function fit(lines: readonly string[], characters: number): readonly string[] {
  const window = characters < BUDGET && lines.length > LINES ? Math.min(characters, MANY_LINES) : characters;
  const length = (line: string) => line.length + 1 + (hasMark(line) ? HANDLE : 0);
  if (lines.reduce((sum, line) => sum + length(line), 0) <= window) return lines;
  let room = window - 4 * MARKER;
  const chosen = new Set<number>();
  for (const index of byWeight(lines)) {
    for (const each of [headingOf(lines, index), index]) {
      if (each === undefined || chosen.has(each)) continue;
      const near = chosen.has(each - 1) || chosen.has(each + 1);
      const cost = Math.min(length(lines[each] ?? ''), window / 4) + (near ? 0 : MARKER);
      if (cost > room) break;
      room -= cost;
      chosen.add(each);
    }
  }
  return gapsCounted(lines, chosen, Math.floor(window / 4));
}

/** The line that an indented line stands under: a file above its findings. Looked for within 200 lines. */
function headingOf(lines: readonly string[], index: number): number | undefined {
  if (!/^\s/.test(lines[index] ?? '')) return undefined;
  for (let above = index - 1; above >= 0 && above > index - 200; above--) if (/^\S/.test(lines[above] ?? '')) return above;
  return undefined;
}

/** Indices: the last lines, distinct errors and places, counts, then the rest from both ends. */
function byWeight(lines: readonly string[]): number[] {
  const errors: number[] = [];
  const counts: number[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const [item] = evidenceIn(line, []);
    if (!item || seen.has(line)) continue;
    seen.add(line);
    (item.kind === 'count' ? counts : errors).push(index);
  }
  const end = lines.map((_, index) => index).slice(-5);
  const ends = lines.flatMap((_, index) => [index, lines.length - 1 - index]);
  return [...new Set([...end, ...counts.slice(-20), ...errors, ...ends])];
}

/** The line up to a word's end; the marks behind it stay. */
function shortened(line: string, longest: number): string {
  const start = cut(line, longest);
  const words = clip(line, longest);
  const whole = words.length > longest / 2 ? words : start;
  const part = beforeMark(whole);
  const marks = marksIn(line.slice(part.length));
  return [part, omitted(line.length - part.length - marks.join('').length, 'characters', 1), ...marks].join(' ');
}

/** A marker stands for the lines that it counts. */
function rawLinesOf(line: string): number {
  const counted = countedBy(line).lines;
  return hasMark(line) && /^(?:\[exit \d+\] )?$/.test(withoutMarks(line)) ? counted : counted + namesOn(line);
}

// " src/{a.ts,b.ts,c.ts}" stands for three
const BRACED = /^\s*[^\s{}]*\{([^{}\s]+)\}$/;

function namesOn(line: string): number {
  return BRACED.exec(withoutMarks(line).trimEnd())?.[1]?.split(',').length ?? 1;
}

function gapsCounted(lines: readonly string[], chosen: ReadonlySet<number>, longest: number): string[] {
  const shown: string[] = [];
  let gap = 0;
  for (const [index, line] of lines.entries()) {
    if (!chosen.has(index)) {
      gap += rawLinesOf(line);
      continue;
    }
    if (gap > 0) shown.push(omitted(gap));
    gap = 0;
    shown.push(line.length > longest ? shortened(line, longest) : line);
  }
  return gap > 0 ? [...shown, omitted(gap)] : shown;
}
