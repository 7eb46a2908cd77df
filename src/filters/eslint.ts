import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// "   32:1  warning  This line has a length of 152. Maximum allowed is 110  max-len" under the name of its file
const ROW = /^ +(?<line>\d+):(?<col>\d+) +(?<severity>error|warning) {2,}(?<message>\S.*?)(?: {2,}(?<code>\S+))? *$/;
// "/home/dev/shop/web/legacy.js: line 2, col 17, Error - 'i' is defined but never used. (no-unused-vars)"
const COMPACT = /^(?<file>\S.*?): line (?<line>\d+), col (?<col>\d+), (?<severity>Error|Warning|Info) - (?<message>.*?)(?: \((?<code>[\w@/.-]+)\))?$/;
// "/home/dev/shop/web/legacy.js:2:17: 'i' is defined but never used. [Error/no-unused-vars]"
const UNIX = /^(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<message>.*) \[(?<severity>Error|Warning)(?:\/(?<code>[\w@/.-]+))?\]$/;
// "/home/dev/shop/web/legacy.js(2,17): error no-unused-vars : 'i' is defined but never used."
const VISUAL_STUDIO = /^(?<file>\S.*?)\((?<line>\d+),(?<col>\d+)\): (?<severity>error|warning)(?: (?<code>[\w@/.-]+))? : (?<message>.*)$/;
// "✖ 135 problems (6 errors, 129 warnings)", "135 problems"
const SUMMARY = /^(?:✖ )?\d+ problems?\b/;

type Item = Diagnostic & { readonly detail: string[] };

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
  /** The file whose rows are being read. */
  file: string | undefined;
}

export default {
  about: 'eslint: every problem, by file, equal messages with all their places',
  command: ['eslint'],
  unless: ['--print-config', '--inspect-config', '--init', '--env-info', '--debug', '--fix-dry-run', '-h', '-v', '-f=tap', '--format=tap', '-f=jslint-xml', '--format=jslint-xml'],
  parse(run: Run): Shape | undefined {
    const found: Found = { items: [], head: [], tail: [], file: undefined };
    const lines = linesOf(run.text);
    for (const [at, line] of lines.entries()) file(found, line, lines[at + 1] ?? '');
    const { items, head, tail } = found;
    return items.length > 0 ? { kind: 'diagnostics', items, head, tail } : undefined;
  },
} satisfies Filter;

/** Puts a line where it belongs. */
function file(found: Found, line: string, next: string): void {
  const row = found.file === undefined ? undefined : ROW.exec(line)?.groups;
  const groups = row ? { ...row, file: found.file } : (COMPACT.exec(line) ?? UNIX.exec(line) ?? VISUAL_STUDIO.exec(line))?.groups;
  if (groups) found.items.push(item(groups));
  else if (line.trim() === '') return;
  else if (SUMMARY.test(line)) close(found, line);
  else if (/^\S/.test(line) && ROW.test(next)) found.file = line;
  else if (found.file !== undefined && found.tail.length === 0) found.items.at(-1)?.detail.push(line);
  else (found.items.length > 0 ? found.tail : found.head).push(line);
}

function item(groups: Readonly<Record<string, string | undefined>>): Item {
  const said = Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  return { ...said, message: groups['message'] ?? '', detail: [] };
}

function close(found: Found, line: string): void {
  found.file = undefined;
  found.tail.push(line);
}
