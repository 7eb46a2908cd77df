import { inRows } from '../readers/listing.ts';
import { pathItems } from '../readers/paths.ts';
import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Filter, Run, Shape } from '../types.ts';

/** Entries up to which the tree stays a tree; more are paths, of which a share of every folder is shown. */
const ALL = CAPS.drawn;

export default {
  about: 'tree: one blank a level, leaves in rows; a large tree by folder, the rest counted',
  command: ['tree'],
  unless: ['-J', '-X', '-H', '-i', '-o', '--fromfile', '--fromtabfile'],
  parse(run: Run): Shape | undefined {
    const entries: Entry[] = [];
    const tail: string[] = [];
    for (const line of linesOf(run.text)) {
      const entry = entryOf(line, entries.length === 0 || tail.length > 0);
      if (entry && tail.length === 0) entries.push(entry);
      else if (entry && tail.every((each) => each === '')) entries.push(entry);
      else if (line !== '') tail.push(line);
    }
    if (entries.length < 3 || tail.length > 2) return undefined;
    if (entries.length > ALL[run.level]) return { kind: 'files', items: pathItems(pathsOf(entries), run.level), tail };
    return { kind: 'text', content: true, lines: [...nested(entries), ...tail] };
  },
} satisfies Filter;

interface Entry {
  readonly depth: number;
  readonly name: string;
}

// "│   ├── index.ts", "|   `-- index.ts"
const BRANCH = /^((?:[│|][\u00a0 ]{3}|[\u00a0 ]{4})*)(?:[├└]──|\|--|`--) (.+)$/;
// "12 directories, 45 files", "12 Verzeichnisse, 45 Dateien", " 1.2M used in 12 directories, 45 files"
const SUMMARY = /^ *(?:[\d.,]+[KMGT]? .*)?(?<!\d)\d+ \p{L}+(?:, \d+ \p{L}+)?$/u;

function entryOf(line: string, first: boolean): Entry | undefined {
  const branch = BRANCH.exec(line);
  if (branch) return { depth: (branch[1] ?? '').length / 4 + 1, name: branch[2] ?? '' };
  const root = line !== '' && !SUMMARY.test(line) && (first || /^[^\s]/.test(line));
  return root ? { depth: 0, name: line } : undefined;
}

/** Each entry that others stand under has a line, neighbouring leaves share one. */
function nested(entries: readonly Entry[]): string[] {
  const lines: string[] = [];
  let leaves: string[] = [];
  const flush = (depth: number) => {
    lines.push(...inRows(leaves).map((row) => ' '.repeat(depth) + row));
    leaves = [];
  };
  for (const [index, { depth, name }] of entries.entries()) {
    const next = entries[index + 1]?.depth ?? 0;
    if (next > depth) {
      flush(depth);
      lines.push(' '.repeat(depth) + name);
    } else {
      leaves.push(name);
      if (next < depth) flush(depth);
    }
  }
  flush(0);
  return lines;
}

function pathsOf(entries: readonly Entry[]): string[] {
  const folders: string[] = [];
  return entries.flatMap(({ depth, name }, index) => {
    folders.length = depth;
    const path = depth === 0 ? name : `${(folders[depth - 1] ?? '').replace(/\/$/, '')}/${name}`;
    folders[depth] = path;
    return (entries[index + 1]?.depth ?? 0) > depth ? [] : [path];
  });
}
