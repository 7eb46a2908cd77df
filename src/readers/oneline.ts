/** `git log --oneline` and its kin, with what `--stat` or `-p` says of each commit. */

import { linesOf } from '../text.ts';
import type { DiffFile, Level, Shape } from '../types.ts';
import { BUDGET, commitsOmitted, PATCHES, restLines, roomFor } from './history.ts';
import { hasPatch, readPatch } from './patch.ts';

// "3fce3b5b (HEAD -> main) Release 1.1.0", with --graph "| * 3fce3b5b Release 1.1.0"
const COMMIT = /^(?:[|\\/ _.-]*\*[|\\/ _.-]*)?(?:[<>=+\-o^] ?)?[0-9a-f]{7,64}(?: |$)/;

interface Block {
  readonly title: string;
  readonly rest: readonly string[];
  readonly lines: number;
}

export function readOneline(text: string, level: Level): Shape | undefined {
  const lines = linesOf(text);
  if (!COMMIT.test(lines[0] ?? '')) return undefined;
  const blocks = blocksOf(lines);
  if (blocks.some((block) => hasPatch(block.rest))) return withPatches(blocks, level);
  const { files } = roomFor(blocks.length, level);
  const drawn = blocks.some((block) => block.title.includes('* '));
  const shown: string[] = [];
  let size = 0;
  for (const [index, block] of blocks.entries()) {
    const more = [block.title, ...(drawn ? block.rest : restLines(block.rest, files))];
    size += more.join('\n').length + 1;
    if (size > BUDGET[level] && index > 0) return { kind: 'text', content: true, lines: [...shown, commitsOmitted(blocks.slice(index))] };
    shown.push(...more);
  }
  return { kind: 'text', content: true, lines: shown };
}

/** Within a patch no line starts with a hash. */
function blocksOf(lines: readonly string[]): Block[] {
  const starts = lines.flatMap((line, index) => (COMMIT.test(line) ? [index] : []));
  return starts.map((start, nth) => {
    const own = lines.slice(start, starts[nth + 1]);
    return { title: (own[0] ?? '').replace(/\b([0-9a-f]{10})[0-9a-f]{30,}/, '$1'), rest: own.slice(1), lines: own.length };
  });
}

function withPatches(blocks: readonly Block[], level: Level): Shape | undefined {
  const files: DiffFile[] = [];
  let size = 0;
  for (const [index, block] of blocks.entries()) {
    const patch = readPatch(block.rest.filter((line, at, all) => line !== '' || at < all.length - 1));
    if (!patch) return undefined;
    size += block.rest.join('\n').length;
    if (size > PATCHES[level] && index > 0) return { kind: 'diff', files, tail: [commitsOmitted(blocks.slice(index))] };
    files.push({ header: [block.title], hunks: [] }, ...patch);
  }
  return { kind: 'diff', files };
}
