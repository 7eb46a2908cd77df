/** Reads findings that say their place in the line, of any tool; every other line is quoted. */

import { linesOf } from '../text.ts';
import type { Diagnostic, Diagnostics, Log, Parts } from '../types.ts';

// "src/a.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'."
const TSC = /^(?<file>[^\s(][^(]*)\((?<line>\d+),(?<col>\d+)\): (?<severity>error|warning|info|message) (?<code>TS\d+:) (?<message>.*)$/;
// "src/a.py:12:5: error: Incompatible types", "src/main.go:7:2: undefined: x"
const PLACED = /^(?<file>[^\s:]+\.\w+):(?<line>\d+):(?<col>\d+):? (?:- )?(?<severity>error|warning|note|info)(?::|\b) ?(?<message>\S.*)$/;
// "    at Module._compile (node:internal/modules/cjs/loader:1521:14)"
export const NODE_FRAME = '^\\s+at .*\\(?node:[\\w/]+:\\d+:\\d+\\)?(?: \\{)?$';
const FRAME = new RegExp(NODE_FRAME);

/** The lines in their order; findings that stand one under the other are said by file. */
export function readPlaces(text: string): Parts {
  const parts: (Diagnostics | Log)[] = [];
  const { items, rest } = findingsIn(linesOf(text), [TSC, PLACED]);
  const quoted = rest.filter(({ line }) => line.trim() !== '' && !FRAME.test(line));
  for (let at = 0; at <= items.length; ) {
    const lines = quoted.filter(({ after }) => after === at).map(({ line }) => line);
    if (lines.length > 0) parts.push({ kind: 'log', lines });
    const next = quoted.find(({ after }) => after > at)?.after ?? items.length;
    if (next > at) parts.push({ kind: 'diagnostics', items: items.slice(at, next) });
    at = Math.max(next, at + 1);
  }
  return { kind: 'parts', parts };
}

/** Are there findings in the text? */
export function hasPlaces(text: string): boolean {
  return findingsIn(linesOf(text), [TSC, PLACED]).items.length > 0;
}

/** What tsc says, and the text without it. */
export function splitTsc(text: string): { readonly compiler: string; readonly others: string } {
  const compiler: string[] = [];
  const others: string[] = [];
  let open = false;
  for (const line of linesOf(text)) {
    open = TSC.test(line) || (open && /^ {2,}\S/.test(line));
    (open ? compiler : others).push(`${line}\n`);
  }
  return { compiler: compiler.join(''), others: others.join('') };
}

interface Findings {
  readonly items: readonly Diagnostic[];
  /** Other lines, each with the number of items above it. */
  readonly rest: readonly { readonly line: string; readonly after: number }[];
}

function findingsIn(lines: readonly string[], patterns: readonly RegExp[]): Findings {
  const items: (Diagnostic & { detail: string[] })[] = [];
  const rest: { line: string; after: number }[] = [];
  let open = false;
  for (const line of lines) {
    const groups = line.length < 8192 ? patterns.map((pattern) => pattern.exec(line)?.groups).find((found) => found) : undefined;
    const last = items.at(-1);
    if (groups) items.push({ ...(groups as unknown as Diagnostic), detail: [] });
    else if (open && last && /^ {2,}\S/.test(line) && last.code) last.detail.push(line);
    else rest.push({ line, after: items.length });
    open = groups !== undefined || (open && /^ {2,}\S/.test(line));
  }
  return { items: items.map(defined), rest };
}

/** Without the groups that did not match. */
function defined(item: Diagnostic): Diagnostic {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as unknown as Diagnostic;
}
