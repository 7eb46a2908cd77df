import { countedBy, hasMark, omitted } from '../marks.ts';
import { groupBy } from '../text.ts';
import type { Files, Level } from '../types.ts';
import { CAPS } from './caps.ts';

const CAP = CAPS.files;
type Item = Files['items'][number];

/** Bare paths by folder as `src/{a.ts,b.ts}`, in the order of the folders; what is said of a path stands behind or under it. */
export function printFiles(shape: Files, level: Level): string[] {
  const lines = blocksOf(shape.items);
  const shown: string[] = [];
  let room = shape.all ? Number.POSITIVE_INFINITY : CAP[level];
  let hidden = 0;
  for (const block of lines) {
    if (room <= 0) {
      hidden += block.count + marked(block.lines);
      continue;
    }
    shown.push(...block.lines.map((line) => `${shape.before ?? ''}${line}`));
    room -= block.count;
  }
  return [...(shape.head ?? []), ...shown, ...(hidden > 0 ? [omitted(hidden, 'entries')] : []), ...(shape.tail ?? [])];
}

/** Entries that marks in the lines already count. */
function marked(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + countedBy(line).things, 0);
}

interface Block {
  readonly lines: readonly string[];
  readonly count: number;
}

function blocksOf(items: readonly Item[]): Block[] {
  if (items.some((item) => item.lines || item.note)) return [...groupBy(items, (item) => item.path).values()].map(described);
  return [...groupBy(items, (item) => folderOf(item.path))].flatMap(([folder, found]) =>
    inFolder(
      folder,
      found.map((item) => item.path),
    ),
  );
}

function described(same: readonly Item[]): Block {
  const [first] = same;
  const lines = same.flatMap((item) => (item.lines ?? []).map((line) => `  ${line}`));
  const notes = same.map((item) => item.note).filter((note) => note !== undefined);
  return { lines: [[first?.path ?? '', ...notes].join(' '), ...lines], count: Math.max(1, lines.length) };
}

function folderOf(path: string): string {
  return path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1);
}

/** Names that braces could change stand alone; the mark of what is hidden in the folder stands behind its last row. */
function inFolder(folder: string, paths: readonly string[]): Block[] {
  const plain = paths.filter((path) => /^[\w.@+\-/~%=#]+$/.test(path));
  const alone = (path: string) => ({ lines: [path], count: hasMark(path) ? 0 : 1 });
  if (folder === '' || plain.length < 2) return paths.map(alone);
  const mark = paths.find((path) => path.startsWith(`${folder}\0`))?.slice(folder.length);
  const odd = paths.filter((path) => !/^[\w.@+\-/~%=#]+$/.test(path) && path !== folder + mark);
  const rows: string[] = [];
  for (let i = 0; i < plain.length; i += 20) {
    const names = plain.slice(i, i + 20).map((path) => path.slice(folder.length));
    rows.push(names.length > 1 ? `${folder}{${names.join(',')}}` : `${folder}${names[0]}`);
  }
  if (mark !== undefined) rows.push(`${rows.pop()} ${mark}`);
  return [...rows.map((row, index) => ({ lines: [row], count: Math.min(20, plain.length - index * 20) })), ...odd.map(alone)];
}
