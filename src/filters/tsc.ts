import { inOrder } from '../readers/in-order.ts';
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// "src/a.ts(19,33): error TS18048: 'item.tags' is possibly 'undefined'."
const PLAIN = /^(?<file>\S.*?)\((?<line>\d+),(?<col>\d+)\): (?<severity>[a-z]+) (?<code>TS\d+:) (?<message>.*)$/;
// "src/a.ts:19:33 - error TS18048: 'item.tags' is possibly 'undefined'."
const PRETTY = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+) - (?<severity>[a-z]+) (?<code>TS\d+:) (?<message>.*)$/;
// "error TS5058: The specified path does not exist: 'tsconfig.build.json'."
const PROJECT = /^(?<severity>error|warning) (?<code>TS\d+:) (?<message>.*)$/;
// "  src/types.ts:3:12", "  src/total.ts:14:17 - 'cheapest' is declared here."
const RELATED = /^ {2}(?<place>\S.*:\d+:\d+)(?: - (?<message>.*))?$/;
// "  Type 'undefined' is not assignable to type 'Item'."
const INDENTED = /^ {2,}\S/;
// "19   return items.filter((item) => item.tags.includes(tag));", "... " in the middle of a long span
const CODE = /^ *(?:\d+|\.{3})(?: |$)/;
// "                                ~~~~~~~~~"
const SQUIGGLE = /^(?: *~+)?\s*$/;
// "    16  src/api/client.ts:2", under "Errors  Files"
const PER_FILE = /^ +\d+ {2}\S.*:\d+$/;
// "  12:3 error TS2322: …": this filter's own result
const OURS = /^ {2}\d+:\d+(?: \d+:\d+)* [a-z]+ TS\d+: /;

type Item = Diagnostic & { readonly detail: string[] };

interface Found {
  readonly items: Item[];
  readonly rest: { readonly line: string; readonly after: number }[];
}

export default {
  about: 'tsc: every error with its explanation, by file, without code frames',
  command: ['tsc', 'tsgo', 'vue-tsc'],
  unless: [
    '-w',
    '-h',
    '-v',
    '--init',
    '--all',
    '--showConfig',
    '--listFiles',
    '--listFilesOnly',
    '--explainFiles',
    '--traceResolution',
    '--diagnostics',
    '--extendedDiagnostics',
  ],
  noise: ['^Errors +Files$'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (lines.some((line) => OURS.test(line))) return undefined;
    const found: Found = { items: [], rest: [] };
    for (let at = 0; at < lines.length; at += taken(found, lines, at));
    return found.items.length > 0 ? inOrder(found) : undefined;
  },
} satisfies Filter;

/** Files the line at `at` where it belongs; how many lines that used up. */
function taken(found: Found, lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  const last = found.items.at(-1);
  const groups = (PLAIN.exec(line) ?? PRETTY.exec(line) ?? PROJECT.exec(line))?.groups;
  if (groups) found.items.push({ ...groups, message: groups['message'] ?? '', detail: [] });
  else if (line.trim() === '') return 1;
  else if (last && isFrame(lines, at)) return 2;
  else if (PER_FILE.test(line) || PER_FILE.test(lines[at + 1] ?? '')) return 1;
  else if (last && RELATED.test(line)) return related(last, lines, at);
  else if (last && INDENTED.test(line)) last.detail.push(line);
  else found.rest.push({ line, after: found.items.length });
  return 1;
}

/** A line of code and the line that underlines it. */
function isFrame(lines: readonly string[], at: number): boolean {
  return CODE.test(lines[at] ?? '') && SQUIGGLE.test(lines[at + 1] ?? 'end');
}

/** Another place that explains the error: its message stands behind it or under its code frame. */
function related(last: Item, lines: readonly string[], at: number): number {
  const { place = '', message } = RELATED.exec(lines[at] ?? '')?.groups ?? {};
  let next = at + 1;
  while (isFrame(lines, next)) next += 2;
  const under = lines[next] ?? '';
  const isUnder = message === undefined && /^ {4}\S/.test(under);
  last.detail.push([place, isUnder ? under.trim() : (message ?? '')].join(' ').trim());
  return isUnder ? next + 1 - at : next - at;
}
