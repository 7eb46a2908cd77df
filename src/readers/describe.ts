/** What `kubectl describe` prints: keys with values lined up, lists under them, tables of conditions and events. */

import { linesOf, squeeze } from '../text.ts';
import type { Shape } from '../types.ts';
import { readTables } from './columns.ts';

/** A line with its depth in the tree of keys. */
interface Item {
  readonly depth: number;
  readonly text: string;
}

// "Tolerations:  node.kubernetes.io/not-ready:NoExecute op=Exists for 300s" and the line under it: every pod has them
const EVERY_POD = /node\.kubernetes\.io\/(?:not-ready|unreachable):NoExecute op=Exists for 300s$/;
// keys that say nothing without a value, and ids that nobody reads where the image is named
const EMPTY =
  /^(?:Annotations|Node-Selectors|Tolerations|Port|Host Port|Host Ports|Mounts|Environment|Volumes|Labels): +<none>$|^Host Ports?: +0\/\w+$/;
const IDS =
  /^(?:Container ID|Image ID|UID|Machine ID|System UUID|Boot ID): +\S+$|^(?:Container ID|Image ID|Medium):\s*$|^SizeLimit: +<unset>$/;
// "/var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-x (ro)"
const TOKEN_MOUNT = /^\/var\/run\/secrets\/kubernetes\.io\/serviceaccount from \S+ \(ro\)$/;
const TOKEN_VOLUME = /^(?:kube-api-access-\w+|default-token-\w+):$/;
// "  ----    ------  ----"
const RULE = /^[- ]+$/;
// keys whose lines are a program's text
const PROGRAM = /^(?:Command|Args|Data):$/;

/** A description as text with its tables (events, pods of a node) as tables. */
export function described(text: string): Shape {
  const parts: Exclude<Shape, { kind: 'inner' | 'parts' }>[] = [];
  const lines = linesOf(text);
  let from = 0;
  for (let at = 0; at + 1 < lines.length; at++) {
    if (!TABLE_RULE.test(lines[at + 1] ?? '')) continue;
    const end = tableEnd(lines, at);
    const table = readTables(
      lines
        .slice(at, end)
        .map((line) => line.trim())
        .join('\n'),
    );
    if (table?.kind !== 'table') continue;
    // who said an event stands beside what was said
    const once = table.header?.[0] !== 'Type';
    parts.push({ kind: 'text', lines: describedLines(lines.slice(from, at)) }, { ...table, once });
    from = end;
    at = end - 1;
  }
  return { kind: 'parts', parts: [...parts, { kind: 'text', lines: describedLines(lines.slice(from)) }] };
}

// "  ----    ------  ----"
const TABLE_RULE = /^ +-{2,}(?: +-{2,})+ *$/;

/** The rows are indented as their header is. */
function tableEnd(lines: readonly string[], header: number): number {
  const indent = indentOf(lines[header] ?? '');
  let end = header + 2;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && indentOf(lines[end] ?? '') === indent) end++;
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The lines of a description: padding gone, what every object of its kind says left out. */
function describedLines(lines: readonly string[]): string[] {
  const items = withDepths(lines);
  const shown: string[] = [];
  let hidingFrom = Number.POSITIVE_INFINITY;
  let program = Number.POSITIVE_INFINITY;
  for (const { depth, text: line } of items) {
    if (depth <= program) program = PROGRAM.test(line) ? depth : Number.POSITIVE_INFINITY;
    if (depth <= hidingFrom) hidingFrom = TOKEN_VOLUME.test(line) ? depth : Number.POSITIVE_INFINITY;
    if (hidingFrom < Number.POSITIVE_INFINITY || (depth <= program && saysNothing(line))) continue;
    const said = depth > program ? line : line.replace(/^(\S[^:]*:) {2,}/, '$1 ').replace(/\t+| {3,}/g, '  ');
    shown.push(line === '' ? '' : ' '.repeat(depth) + said.trimEnd());
  }
  return withoutEmptyKeys(shown);
}

/** The blanks before a line say how deep it is; a value lined up under the one above it is one level below its key. */
function withDepths(lines: readonly string[]): Item[] {
  const open: number[] = [];
  return lines.map((line) => {
    const indent = indentOf(line);
    if (line.trim() === '') return { depth: 0, text: '' };
    while (open.length > 0 && (open.at(-1) ?? 0) >= indent) open.pop();
    open.push(indent);
    return { depth: open.length - 1, text: line.trimStart() };
  });
}

function saysNothing(line: string): boolean {
  return EMPTY.test(line) || IDS.test(line) || TOKEN_MOUNT.test(line) || RULE.test(line) || EVERY_POD.test(squeeze(line));
}

/** `Mounts:` whose only line was left out goes too. */
function withoutEmptyKeys(lines: readonly string[]): string[] {
  const depthOf = (line: string | undefined) => (line === undefined ? 0 : line.length - line.trimStart().length);
  return lines.filter((line, at) => !/^\s*(?:Mounts|Tolerations|Volumes):$/.test(line) || depthOf(lines[at + 1]) > depthOf(line));
}
