import { braced, pathItems } from '../readers/paths.ts';
import { groupBy, linesOf } from '../text.ts';
import type { Filter, Level, Run, Shape } from '../types.ts';

export default {
  about: 'git rm, clean, reset, mv, add -v: the files by folder',
  command: ['git rm', 'git clean', 'git reset', 'git mv'],
  unless: ['-p', '--patch', '-i', '--interactive', '-z'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (lines.filter((line) => NAMED.test(line)).length < 5) return undefined;
    return { kind: 'text', content: true, lines: blocksOf(lines).flatMap((block) => named(block, run.level)) };
  },
} satisfies Filter;

// "rm 'src/a.ts'", "Removing dist/a.js", "Would remove dist/", "M	src/a.ts"
const NAMED = /^(rm '|add '|Removing |Would remove |[MADTUR]\t)([^']+)('?)$/;

/** Neighbouring lines that name a file with the same words, every other line alone. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last && NAMED.test(line) && NAMED.test(last[0] ?? '')) last.push(line);
    else blocks.push([line]);
  }
  return blocks;
}

function named(block: readonly string[], level: Level): string[] {
  if (block.length < 2) return [...block];
  return [...groupBy(block, (line) => NAMED.exec(line)?.[1] ?? '')].flatMap(([words, lines]) => {
    const paths = lines.map((line) => NAMED.exec(line)?.[2] ?? '');
    const end = words.endsWith("'") ? "'" : '';
    return braced(pathItems(paths, level).map(({ path }) => path)).map((path) => `${words}${path}${end}`);
  });
}
