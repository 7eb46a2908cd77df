/** Matches with lines of context around them: nothing in a line changes, the name of the file stands once above its lines. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Run, Text } from '../types.ts';
import { clipped } from './clip.ts';
import { type ContextBlock, type ContextLine, readBlocks } from './context-blocks.ts';
import { hitsShape } from './hits-shown.ts';
import { isNote } from './search-hits.ts';

/** Characters that are shown; of longer texts context goes before matches. */
const ROOM = CAPS.context;
/** Lines of context that are tried around each match. */
const AROUND = [10, 5, 3, 2, 1];

/** Undefined if the names of the files cannot be told for sure. */
export function contextShape(text: string, run: Run, wanted: readonly string[]): Text | undefined {
  const raw = linesOf(text);
  const notes = raw.filter(isNote);
  const blocks = readBlocks(raw.filter((line) => !isNote(line)));
  if (!blocks) return undefined;
  const room = Math.min(ROOM[run.level], (run.window ?? Number.POSITIVE_INFINITY) * 0.8);
  const show = (line: string) => clipped(line, wanted);
  const whole = printed(blocks, show);
  if (sizeOf(whole) <= room) return { kind: 'text', content: true, lines: [...whole, ...notes] };
  const all = blocks.flat().filter((line) => line.mark !== ':').length;
  for (const around of AROUND) {
    const some = blocks.flatMap((block) => near(block, around));
    const lines = printed(some, show);
    const gone = all - some.flat().filter((line) => line.mark !== ':').length;
    if (sizeOf(lines) <= room) return { kind: 'text', content: true, lines: [...lines, omitted(gone, 'context lines'), ...notes] };
  }
  const hits = blocks.flat().filter((line) => line.mark === ':');
  const bare = hits.map(({ file, number, text: own }) => ({ file, line: number === undefined ? '' : String(number), text: own }));
  const shape = hitsShape({ hits: bare, notes }, run, wanted);
  return { ...shape, lines: [...shape.lines, ...(all > 0 ? [omitted(all, 'context lines')] : [])] };
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** The lines of a block that are so near to a match; where lines between them are gone, blocks of their own. */
function near(block: ContextBlock, around: number): ContextBlock[] {
  const kept = new Set<number>();
  for (const [index, line] of block.entries())
    if (line.mark !== '-') for (let each = index - around; each <= index + around; each++) kept.add(each);
  const blocks: ContextLine[][] = [[]];
  for (const [index, line] of block.entries()) {
    if (kept.has(index)) blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length) blocks.push([]);
  }
  return blocks.filter((each) => each.length > 0);
}

function printed(blocks: readonly ContextBlock[], show: (text: string) => string): string[] {
  const lines: string[] = [];
  let file: string | undefined;
  for (const block of blocks) {
    const own = block[0]?.file ?? '';
    if (file !== undefined && (own === file || block[0]?.apart)) lines.push('--');
    if (own !== file && own !== '') lines.push(own);
    file = own;
    for (const line of block) lines.push(`${line.number ?? ''}${line.mark}${show(line.text)}`);
  }
  return lines;
}
