/** What fetch, pull and push say of refs: a line each. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy } from '../text.ts';
import type { Level } from '../types.ts';

const CAP = CAPS.movedRefs;

// " * [new branch]      topic/t1   -> origin/topic/t1", " - [deleted]         (none)     -> origin/topic/t2"
const REF = /^ ([*=-] \[[^\]]+\]) +(\S+) +-> (\S+)$/;

/** The lines, new refs that stand together on one line a kind. */
export function groupedRefs(lines: readonly string[], level: Level): string[] {
  return blocksOf(lines).flatMap((block) => refs(block, level));
}

/** Neighbouring lines of new refs together, every other line alone. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last && REF.test(line) && REF.test(last[0] ?? '')) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

/** ` * [new branch] topic/t1 topic/t2 -> origin/*`: of each ref the name, and once where all of them went. */
function refs(lines: readonly string[], level: Level): string[] {
  if (lines.length < 3) return [...lines];
  const read = lines.map((line) => {
    const [, what = '', from = '', to = ''] = REF.exec(line) ?? [];
    return from === '(none)'
      ? { what, name: to, to: `${from} ->` }
      : { what, name: from, to: to.endsWith(`/${from}`) ? `-> ${to.slice(0, -from.length)}*` : to === from ? '' : `-> ${to}` };
  });
  return [...groupBy(read, ({ what, to }) => `${what} ${to}`).values()].map((found) => {
    const names = found.slice(0, CAP[level]).map(({ name }) => name);
    const hidden = found.length - names.length;
    return ` ${[found[0]?.what, ...names, ...(hidden > 0 ? [omitted(hidden, 'refs')] : []), found[0]?.to].join(' ')}`.trimEnd();
  });
}
