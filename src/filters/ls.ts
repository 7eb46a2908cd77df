import { omitted } from '../marks.ts';
import { blocksOf, inRows, type ListingBlock, longRows } from '../readers/listing.ts';
import { withoutComplaints } from '../readers/operand-errors.ts';
import { fairShare, firstOf, pathItems } from '../readers/paths.ts';
import { CAPS } from '../shapes/caps.ts';
import { hasOption } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** Blocks of a long listing of which rows are shown. */
const BLOCKS = 60;
/** Rows of a long listing, names of a plain one; of more the first are shown. */
const CAP = CAPS.listed;

export default {
  about: 'ls: names in rows and by folder, long rows with mode, owner and date said once',
  command: ['ls', 'gls'],
  unless: ['-C', '-x', '-m', '-s', '--size', '--format', '-Z', '--context', '--zero', '-D', '--dired', '--hyperlink', '-w', '--width'],
  // 1 and 2: an operand could not be read or is not there, which ls says on stderr
  answers: [1, 2],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    const { text, complaints } = withoutComplaints(run);
    const blocks = blocksOf(text);
    if (hasOption(run.argv, '-l', '-o', '-g', '-n', '--full-time', '--long')) return longShape(blocks, complaints, run);
    const named = blocks.some((block) => block.folder !== undefined);
    if (blocks.some((block) => block.rows.some((row) => row.trim() === '' || row.includes('\t')))) return undefined;
    if (named) return { kind: 'files', items: pathItems(pathsOf(blocks), run.level), tail: complaints };
    const names = blocks.flatMap((block) => block.rows);
    return { kind: 'text', content: true, lines: [...namesIn(names, CAP[run.level]), ...complaints] };
  },
} satisfies Filter;

/** Sorted otherwise than by name, the order is part of the answer. */
function longShape(blocks: readonly ListingBlock[], complaints: readonly string[], run: Run): Shape | undefined {
  const sorted = hasOption(run.argv, '-t', '-S', '-X', '-U', '-f', '-v', '-u', '-c', '--sort', '--time', '-r', '--reverse');
  const some = blocks.slice(0, BLOCKS);
  const sizes = some.map((block) => block.rows.length);
  const share = fairShare(sizes, CAP[run.level]);
  const lines: string[] = [];
  for (const block of some) {
    const shown = firstOf(block.rows, share);
    const rows = longRows(shown, sorted);
    if (!rows) return undefined;
    lines.push(...headOf(block), ...rows, ...countOf(block.rows.length - shown.length));
  }
  const rest = blocks.slice(BLOCKS).reduce((sum, block) => sum + block.rows.length, 0);
  return { kind: 'text', content: true, lines: [...lines, ...countOf(rest), ...complaints] };
}

function headOf(block: ListingBlock): string[] {
  return [...(block.folder === undefined ? [] : [`${block.folder}:`]), ...(block.total === undefined ? [] : [block.total])];
}

function countOf(hidden: number): string[] {
  return hidden > 0 ? [omitted(hidden, 'entries')] : [];
}

/** Names with their folders; a folder that has its own block is not named twice. */
function pathsOf(blocks: readonly ListingBlock[]): string[] {
  const folders = new Set(blocks.map((block) => block.folder));
  return blocks.flatMap(({ folder, rows }) => {
    if (folder === undefined) return rows;
    const paths = rows.map((name) => `${folder.replace(/\/$/, '')}/${name}`).filter((path) => !folders.has(path.replace(/\/$/, '')));
    return paths.length > 0 || rows.length > 0 ? paths : [`${folder.replace(/\/$/, '')}/`];
  });
}

function namesIn(names: readonly string[], most: number): string[] {
  const shown = firstOf(names, most);
  return [...inRows(shown), ...countOf(names.length - shown.length)];
}
