/** Reads `git log --graph` in the long formats: each commit on its line behind its part of the graph, turns of the graph kept. */

import { linesOf } from '../text.ts';
import type { Shape } from '../types.ts';
import { bodyLines, type Commit, readCommits } from './git-commits.ts';
import { commitsOmitted, restLines, roomFor } from './git-history.ts';
import { hasPatch } from './patch.ts';

// "* commit 6e01375…", "| * commit …", "*-.   commit …"
const COMMIT = /^([|\\/ _.-]*\*[|\\/ _.-]*)commit [0-9a-f]{7,64}\b/;

interface Block {
  /** `| * `; `| | ` beside what is said of the commit. */
  readonly graph: string;
  readonly bars: string;
  /** `|\`, `|/`: where branches part and meet, above and below what is said of the commit. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** The lines without the graph. */
  readonly lines: readonly string[];
}

export function readGraph(text: string, budget: number): Shape | undefined {
  const lines = linesOf(text);
  const starts = lines.flatMap((line, index) => (COMMIT.test(line) ? [index] : []));
  if (starts[0] !== 0) return undefined;
  const blocks = starts.map((start, nth) => readBlock(lines.slice(start, starts[nth + 1])));
  const read = readCommits(blocks.flatMap((block) => block.lines));
  if (!read || read.commits.length !== blocks.length || read.commits.some((commit) => hasPatch(commit.rest))) return undefined;
  const shown: string[] = [];
  let size = 0;
  for (const [index, commit] of read.commits.entries()) {
    const own = blockLines(blocks[index], commit, roomFor(blocks.length, budget));
    size += own.join('\n').length + 1;
    if (size > budget && index > 0) return { kind: 'text', content: true, lines: [...shown, commitsOmitted(read.commits.slice(index))] };
    shown.push(...own);
  }
  return { kind: 'text', content: true, lines: shown };
}

/** Git writes the text of one commit in one column. */
function readBlock(own: readonly string[]): Block {
  const graph = COMMIT.exec(own[0] ?? '')?.[1] ?? '';
  const width = graph.length;
  const texts = own.map((line) => line.slice(width));
  const said = texts.findLastIndex((text) => text.trim() !== '');
  const turns = (lines: readonly string[]) => lines.map((line) => line.slice(0, width).trimEnd()).filter((line) => /[\\/]/.test(line));
  const below = own
    .slice(said + 1)
    .map((line) => line.trimEnd())
    .filter((line) => /[\\/]/.test(line));
  const bars = (own[said] ?? '').slice(0, width).replace(/[^|]/g, ' ').trimEnd();
  return { graph, bars: said > 0 ? bars : '|', above: turns(own.slice(1, said + 1)), below, lines: [...texts.slice(0, said + 1), ''] };
}

function blockLines(block: Block | undefined, commit: Commit, room: { body: number; files: number }): string[] {
  if (!block) return [];
  const more = [...bodyLines(commit.body, room.body), ...restLines(commit.rest, room.files)];
  return [block.graph + commit.title, ...block.above, ...more.map((line) => block.bars + line), ...block.below];
}
