/** Trees drawn with branches: `cargo tree`, `npm ls`, `mvn dependency:tree`, `systemctl status`' processes. */

import type { Node } from '../types.ts';

// "│   ├── itoa v1.0.18", "│   [build-dependencies]", "|  +- org.slf4j:slf4j-api:jar:1.7.36", "│ ├─1 /sbin/init", "| `-- ms@2.0.0"
const DRAWING = /^[\s│|├└┬─┴+`\\\u00a0-]*/;
const DRAWN = /[├└]─|^[\s|]*[+`\\]-/;
// "├──────┼─────────┤", "╭──────┬─────────╮": a table
const BORDER = /─┼─|^\s*[╭┌]─+[┬╮┐]/;
const COMPLAINT = /^(?:warning|error|note|fatal)\b/i;

interface Draft extends Node {
  readonly children: Draft[];
}

/** The nodes by the columns where their names begin; undefined if nothing is drawn, or a line is a complaint. */
export function drawnTree(lines: readonly string[]): Node[] | undefined {
  if (!lines.some((line) => DRAWN.test(line)) || lines.some((line) => BORDER.test(line))) return undefined;
  const roots: Draft[] = [];
  const path: { readonly column: number; readonly node: Draft }[] = [];
  for (const line of lines) {
    const column = DRAWING.exec(line)?.[0].length ?? 0;
    const name = line.slice(column);
    if (name === '' || COMPLAINT.test(name)) return undefined;
    const node: Draft = { name, children: [] };
    while (path.length > 0 && (path.at(-1)?.column ?? 0) >= column) path.pop();
    (path.at(-1)?.node.children ?? roots).push(node);
    path.push({ column, node });
  }
  return roots;
}
