import { omitted } from '../marks.ts';
import type { Level, Node, Tree } from '../types.ts';
import { CAPS } from './caps.ts';

const CAP = CAPS.nodes;

/** One node a line, indented by a blank a level; children that are leaves share a line. */
export function printTree(shape: Tree, level: Level): string[] {
  const lines = shape.nodes.flatMap((node) => printNode(node, ''));
  const shown = lines.slice(0, CAP[level]);
  const rest = lines.slice(CAP[level]);
  const entries = rest.reduce((sum, line) => sum + line.entries, 0);
  const marker = rest.length > 0 ? [omitted(entries, 'entries')] : [];
  return [...(shape.head ?? []), ...shown.map((line) => line.text), ...marker, ...(shape.tail ?? [])];
}

interface Line {
  readonly text: string;
  readonly entries: number;
}

function printNode(node: Node, indent: string): Line[] {
  const children = node.children ?? [];
  const leaves = children.filter((child) => !child.children?.length);
  const folders = children.filter((child) => child.children?.length);
  return [
    { text: `${indent}${node.name}`, entries: 1 },
    ...leafLines(leaves, `${indent} `),
    ...folders.flatMap((child) => printNode(child, `${indent} `)),
  ];
}

/** Up to eight leaves a line; a name with a blank stands alone. */
function leafLines(leaves: readonly Node[], indent: string): Line[] {
  const lines: Line[] = [];
  let row: string[] = [];
  const flush = () => {
    if (row.length > 0) lines.push({ text: indent + row.join(' '), entries: row.length });
    row = [];
  };
  for (const leaf of leaves) {
    if (/\s/.test(leaf.name)) {
      flush();
      lines.push({ text: indent + leaf.name, entries: 1 });
    } else if (row.push(leaf.name) === 8) flush();
  }
  flush();
  return lines;
}
