/** Findings and the lines between them, in the order in which the tool printed them. */

import { groupBy } from '../text.ts';
import type { Diagnostic, Diagnostics, Log, Parts } from '../types.ts';

export interface Ordered {
  readonly items: readonly Diagnostic[];
  /** Other lines, each with the number of items above it. */
  readonly rest: readonly { readonly line: string; readonly after: number }[];
}

/** Findings that no line parts are laid out together; one that stood above in the same words at the same place, by a whole path, is not said again: what a relative path means may have changed at any line. `heads` are lines under which a new owner begins. */
export function inOrder({ items, rest }: Ordered, heads?: RegExp): Parts {
  const parts: (Diagnostics | Log)[] = [];
  const seen = new Set<string>();
  let at = 0;
  for (const [after, lines] of [...groupBy(rest, (each) => String(each.after))].map(([key, each]) => [Number(key), each] as const)) {
    addFresh(parts, seen, items.slice(at, after));
    at = after;
    parts.push({ kind: 'log', lines: lines.map(({ line }) => line) });
    if (heads && lines.some(({ line }) => heads.test(line))) seen.clear();
  }
  addFresh(parts, seen, items.slice(at));
  return { kind: 'parts', parts };
}

function addFresh(parts: (Diagnostics | Log)[], seen: Set<string>, items: readonly Diagnostic[]): void {
  const fresh = items.filter((item) => isNew(seen, item));
  if (fresh.length > 0) parts.push({ kind: 'diagnostics', items: fresh });
}

const ABSOLUTE = /^(?:[A-Za-z]:)?[\\/]/;

function isNew(seen: Set<string>, { file, line, col, severity, code, message, detail }: Diagnostic): boolean {
  const key = JSON.stringify([file, line, col, severity, code, message, detail]);
  if (line !== undefined && ABSOLUTE.test(file ?? '') && seen.has(key)) return false;
  seen.add(key);
  return true;
}
