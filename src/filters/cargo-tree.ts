import { linesOf } from '../text.ts';
import type { Filter, Node, Run, Shape } from '../types.ts';

// "│   ├── itoa v1.0.18", "│   [build-dependencies]"
const BRANCH = /^(?<indent>(?:[│|] {3}| {4})*)(?:[├└|`][─-]{2} )?(?<name>\S.*)$/;
// "    Updating crates.io index", "  Downloaded bar v1.0.0 (registry `dummy-registry`)"
const PROGRESS = /^ +(?:Downloading|Downloaded|Blocking|Updating|Locking|Adding) /;

export default {
  about: 'cargo tree: the same tree, indented by one blank a level',
  command: ['cargo tree'],
  unless: ['--prefix', '--format', '-f'],
  parse(run: Run): Shape | undefined {
    if (run.exit !== 0) return undefined;
    const lines = linesOf(run.text).filter((line) => line.trim() !== '' && !PROGRESS.test(line));
    const nodes = nodesOf(lines);
    return nodes && { kind: 'tree', nodes };
  },
} satisfies Filter;

interface Draft extends Node {
  readonly children: Draft[];
}

/** Undefined if a line is not part of a tree: warnings and the like are not ours. */
function nodesOf(lines: readonly string[]): Node[] | undefined {
  const roots: Draft[] = [];
  const path: Draft[] = [];
  for (const line of lines) {
    const { indent = '', name } = BRANCH.exec(line)?.groups ?? {};
    if (!name || /^(?:warning|error|note)\b/.test(name)) return undefined;
    const depth = indent.length / 4 + (/^[├└|`]/.test(line.slice(indent.length)) ? 1 : 0);
    const node: Draft = { name, children: [] };
    (depth === 0 ? roots : (path[depth - 1]?.children ?? roots)).push(node);
    path.length = depth;
    path[depth] = node;
  }
  return roots.length > 0 ? roots : undefined;
}
