import { type Block, blocksOf, inRows, longRows } from '../readers/listing.ts';
import { pathItems } from '../readers/paths.ts';
import { hasOption, omitted } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** Rows of a long listing, names of a plain one; of more the first are shown. */
const CAP = { lossless: Number.POSITIVE_INFINITY, normal: 200, tight: 60 };

export default {
  about: 'ls: names in rows and by folder, long rows with mode, owner and date said once',
  command: ['ls', 'gls'],
  unless: ['-C', '-x', '-m', '-s', '--size', '--format', '-Z', '--context', '--zero', '-D', '--dired', '--hyperlink', '-w', '--width'],
  // 1 and 2: an operand could not be read or is not there, which ls says on stderr
  answers: [1, 2],
  stderr: 'apart',
  parse(run: Run): Shape | undefined {
    const blocks = blocksOf(run.text);
    if (hasOption(run.argv, '-l', '-o', '-g', '-n', '--full-time', '--long')) return longShape(blocks, run);
    const named = blocks.some((block) => block.folder !== undefined);
    if (blocks.some((block) => block.rows.some((row) => row.trim() === '' || row.includes('\t')))) return undefined;
    if (named) return { kind: 'files', items: pathItems(pathsOf(blocks), run.level) };
    return {
      kind: 'text',
      content: true,
      lines: namesIn(
        blocks.flatMap((block) => block.rows),
        CAP[run.level],
      ),
    };
  },
} satisfies Filter;

/** Sorted otherwise than by name, the order is part of the answer. */
function longShape(blocks: readonly Block[], run: Run): Shape | undefined {
  const sorted = hasOption(run.argv, '-t', '-S', '-X', '-U', '-f', '-v', '-u', '-c', '--sort', '--time', '-r', '--reverse');
  const lines: string[] = [];
  for (const block of blocks) {
    const rows = longRows(block.rows.slice(0, CAP[run.level]), sorted);
    const hidden = block.rows.length - Math.min(block.rows.length, CAP[run.level]);
    if (!rows) return undefined;
    lines.push(
      ...(block.folder === undefined ? [] : [`${block.folder}:`]),
      ...(block.total === undefined ? [] : [block.total]),
      ...rows,
      ...(hidden > 0 ? [omitted(hidden, 'entries')] : []),
    );
  }
  return { kind: 'text', content: true, lines };
}

/** Names with their folders; a folder that has its own block is not named twice. */
function pathsOf(blocks: readonly Block[]): string[] {
  const folders = new Set(blocks.map((block) => block.folder));
  return blocks.flatMap(({ folder, rows }) => {
    if (folder === undefined) return rows;
    const paths = rows.map((name) => `${folder.replace(/\/$/, '')}/${name}`).filter((path) => !folders.has(path.replace(/\/$/, '')));
    return paths.length > 0 || rows.length > 0 ? paths : [`${folder.replace(/\/$/, '')}/`];
  });
}

function namesIn(names: readonly string[], most: number): string[] {
  const shown = names.slice(0, most);
  return [...inRows(shown), ...(names.length > shown.length ? [omitted(names.length - shown.length, 'entries')] : [])];
}
