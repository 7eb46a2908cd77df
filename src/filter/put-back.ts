/** Law 16: evidence that a result does not show is put back where it stood in the raw text, next to its neighbours. */

import type { Evidence } from './evidence.ts';
import { shownAt } from './shown-at.ts';

/** `lines` with the missing evidence in its places; `raw` are the lines of the raw text. */
export function putBack(lines: readonly string[], raw: readonly string[], missing: readonly Evidence[]): string[] {
  if (missing.length === 0) return [...lines];
  const shown = shownAt(raw, lines);
  const around = {
    shown,
    above: nearest(shown),
    below: nearest([...shown].reverse())
      .reverse()
      .map((at) => (at === undefined ? at : raw.length - 1 - at)),
  };
  const added = new Map<number, Set<string>>();
  for (const { at } of missing) {
    const { slot, indent } = placeOf(at, { raw, lines, ...around });
    const texts = added.get(slot) ?? new Set();
    added.set(slot, texts.add(`${' '.repeat(indent)}${(raw[at] ?? '').trim()}`));
  }
  return [...lines, undefined].flatMap((line, slot) => [...(added.get(slot) ?? []), ...(line === undefined ? [] : [line])]);
}

/** For each raw line the last one up to it that the result says. */
function nearest(shown: readonly (number | undefined)[]): (number | undefined)[] {
  let last: number | undefined;
  return shown.map((line, at) => {
    if (line !== undefined) last = at;
    return last;
  });
}

interface Around {
  readonly raw: readonly string[];
  readonly lines: readonly string[];
  /** Per raw line the line of the result that says it. */
  readonly shown: readonly (number | undefined)[];
  /** Per raw line the nearest one at or above it, and at or below it, that the result says. */
  readonly above: readonly (number | undefined)[];
  readonly below: readonly (number | undefined)[];
}

interface Place {
  readonly slot: number;
  readonly indent: number;
}

/**
 * Under its heading if that is shown, else between its neighbours if they are one block.
 * Otherwise it stands at the margin, behind the block above it, so that nobody reads it as a part of that block.
 */
function placeOf(at: number, around: Around): Place {
  const { raw, lines, shown, above, below } = around;
  const [up, down] = [above[at], below[at]];
  const [over, under] = [lineAt(up, shown), lineAt(down, shown)];
  const heading = headingOf(raw, at);
  const head = lineAt(heading, shown);
  if (head !== undefined) return underHeading(lines, head, over);
  if (over !== undefined && under !== undefined && inOneBlock(lines, over, under))
    return { slot: over + 1, indent: indentOf(lines[under]) };
  const near = under !== undefined && indentOf(lines[under]) === 0 && (up === undefined || (down ?? 0) - at < at - up);
  if (near) return { slot: under, indent: 0 };
  return { slot: over === undefined ? 0 : blockEnd(lines, over), indent: 0 };
}

function lineAt(at: number | undefined, shown: readonly (number | undefined)[]): number | undefined {
  return at === undefined ? undefined : shown[at];
}

/** Lines above that are looked through for the heading of an indented line. */
const FAR = 200;

/** The nearest line above that is indented less. */
function headingOf(raw: readonly string[], at: number): number | undefined {
  const indent = indentOf(raw[at]);
  if (indent === 0) return undefined;
  for (let above = at - 1; above >= 0 && above > at - FAR; above--)
    if ((raw[above] ?? '').trim() !== '' && indentOf(raw[above]) < indent) return above;
  return undefined;
}

/** Behind the neighbour above if that stands under the same heading. */
function underHeading(lines: readonly string[], head: number, over: number | undefined): Place {
  const end = blockEnd(lines, head);
  if (over === undefined || over <= head || over >= end) return { slot: head + 1, indent: indentOf(lines[head]) + 2 };
  return { slot: over + 1, indent: indentOf(lines[over]) };
}

/** Is the second of two lines, and all that stands between them, indented? */
function inOneBlock(lines: readonly string[], over: number, under: number): boolean {
  return under > over && under - over < FAR && blockEnd(lines, over) > under;
}

/** The line behind the indented ones that follow; a blank line between them is one of them. */
function blockEnd(lines: readonly string[], at: number): number {
  let end = at + 1;
  for (let next = end; next < lines.length; next++) {
    const blank = (lines[next] ?? '').trim() === '';
    if (!blank && indentOf(lines[next]) === 0) break;
    if (!blank) end = next + 1;
  }
  return end;
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length;
}
