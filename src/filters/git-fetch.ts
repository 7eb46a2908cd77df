import { isProgress, METERS } from '../readers/changes.ts';
import { groupBy, linesOf, omitted } from '../text.ts';
import type { Filter, Level, Run, Shape } from '../types.ts';

const CAP = { lossless: Number.POSITIVE_INFINITY, normal: 100, tight: 30 };

export default {
  about: 'git fetch, clone, remote update: no progress, new refs on one line a kind',
  command: ['git fetch', 'git clone', 'git remote update', 'git remote prune', 'git submodule update'],
  hints: METERS,
  parse(run: Run): Shape {
    const lines = linesOf(run.text)
      .map((line) => line.trimEnd())
      .filter((line) => !isProgress(line));
    return { kind: 'text', lines: blocksOf(lines).flatMap((block) => refs(block, run.level)) };
  },
} satisfies Filter;

// " * [new branch]      topic/t1   -> origin/topic/t1", " - [deleted]         (none)     -> origin/topic/t2"
const REF = /^ ([*=-] \[[^\]]+\]) +(\S+) +-> (\S+)$/;

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
  if (lines.length < 3) return lines.map((line) => line.replace(/ {2,}(?!$)/g, ' '));
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
