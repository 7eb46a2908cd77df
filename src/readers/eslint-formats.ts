import { linesOf } from '../text.ts';
import type { Diagnostic, Diagnostics } from '../types.ts';

// "   32:1  warning  This line has a length of 152. Maximum allowed is 110  max-len", "  1:21  ✖  Unknown property "colr"  property-no-unknown"
const ROW = /^ +(?<line>\d+):(?<col>\d+) +(?<severity>error|warning|info|[✖⚠ℹ]) {2,}(?<message>\S.*?)(?<! )(?: {2,}(?<code>\S+))? *$/;
// "  ✖   2:17   i is defined but never used.    no-unused-vars" (xo)
const MARK_FIRST = /^ +(?<severity>[✖⚠ℹ]) +(?<line>\d+):(?<col>\d+) +(?<message>\S.*?)(?<! )(?: {2,}(?<code>\S+))? *$/;
// "/home/dev/shop/web/legacy.js", "  src/legacy.js:1:1" (xo)
const FILE = /^(?<file>\S.*)$|^ {2}(?<placed>\S.*?):\d+:\d+$/;
// "/home/dev/shop/web/legacy.js: line 2, col 17, Error - 'i' is defined but never used. (no-unused-vars)"
const COMPACT =
  /^(?<file>\S.*?): line (?<line>\d+), col (?<col>\d+), (?<severity>[A-Za-z]+) - (?<message>.*?)(?: \((?<code>[\w@/.-]+)\))?$/;
// "/home/dev/shop/web/legacy.js:2:17: 'i' is defined but never used. [Error/no-unused-vars]"
const UNIX =
  /^(?=.* \[[A-Za-z]+(?:\/[^\]\s]+)?\]$)(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<message>.*) \[(?<severity>[A-Za-z]+)(?:\/(?<code>[^\]\s]+))?\]$/;
// "/home/dev/shop/web/legacy.js(2,17): error no-unused-vars : 'i' is defined but never used."
const VISUAL_STUDIO = /^(?<file>\S.*?)\((?<line>\d+),(?<col>\d+)\): (?<severity>error|warning)(?: (?<code>[\w@/.-]+))? : (?<message>.*)$/;
// "  /home/dev/std/src/legacy.js:2:17: 'i' is defined but never used. (no-unused-vars)" (standard)
const STANDARD = /^ {2}(?<file>\S.*?):(?<line>\d+):(?<col>\d+): (?<message>.*?)(?: \((?<code>[\w@/.-]+)\))?(?: \((?<severity>warning)\))?$/;
// "> 5 |   useEffect(() => {", the code frame that react-hooks puts into its messages
const FRAME = /^>? *\d+ \|/;
// "    |                     ^^^^^^^^ Avoid calling setState() directly within an effect"
const LABEL = /^ *\| *\^+ ?(?<label>.*)$/;
// "  8 |   const now = Math.random();  react-hooks/set-state-in-effect", the rule behind a message's last line
const LAST_LINE = /^(?<text>.*?)(?<! ) {2,}(?<code>@?\w+(?=[/-])(?:-[\w-]+)?(?:\/[\w-]+)*) *$/;
// "✖ 135 problems (6 errors, 129 warnings)", "135 problems", "  147 errors" (xo)
const SUMMARY = /^\s*(?:[✖⚠] )?\d+ (?:problem|error|warning)s?\b/;

type Groups = Readonly<Record<string, string | undefined>>;
type Item = Diagnostic & { readonly detail: string[] };

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
  /** The file whose rows are being read. */
  file: string | undefined;
  /** The first file has a whole path: so have all. */
  absolute: boolean | undefined;
}

/** The problems in a text in one of the formats that eslint and its kin print; undefined if there is none. */
export function eslintFormats(text: string): Diagnostics | undefined {
  const found: Found = { items: [], head: [], tail: [], file: undefined, absolute: undefined };
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; at++) take(found, lines, at);
  const { items, head, tail } = found;
  return items.length > 0 ? { kind: 'diagnostics', items, head, tail } : undefined;
}

/** Puts a line where it belongs. */
function take(found: Found, lines: readonly string[], at: number): void {
  const [line = '', next = ''] = [lines[at], lines[at + 1]];
  const row = found.file === undefined || isMessage(found, lines, at) ? undefined : rowIn(line);
  const groups = row ? { ...row, file: found.file } : lineIn(line);
  const named = rowIn(next) && !LAST_LINE.test(line) ? fileIn(found, lines, at) : undefined;
  if (groups) found.items.push(item(groups));
  else if (line.trim() === '') return;
  else if (SUMMARY.test(line)) close(found, line);
  else if (named !== undefined) found.file = named;
  else if (found.file !== undefined && found.tail.length === 0) continued(found.items.at(-1), line, next);
  else (found.items.length > 0 ? found.tail : found.head).push(line);
}

const ABSOLUTE = /^(?:[A-Za-z]:)?[\\/]/;

/** An empty line stands above each file; without one the line is part of a message. */
function fileIn(found: Found, lines: readonly string[], at: number): string | undefined {
  if (found.file !== undefined && (lines[at - 1] ?? '').trim() !== '') return undefined;
  const groups = FILE.exec(lines[at] ?? '')?.groups;
  const file = groups?.['file'] ?? groups?.['placed'];
  if (file === undefined || (found.absolute && !ABSOLUTE.test(file))) return undefined;
  found.absolute ??= ABSOLUTE.test(file);
  return file;
}

/** Rows are sorted by their places: what looks like one in the message above, whose rule is still to come, stands out of order. */
function isMessage(found: Found, lines: readonly string[], at: number): boolean {
  const open = found.items.at(-1);
  const row = rowIn(lines[at] ?? '');
  if (!open || !row || open.code !== undefined || open.file !== found.file) return false;
  let end = at + 1;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !rowIn(lines[end] ?? '')) end++;
  const next = rowIn(lines[end] ?? '');
  return isAfter(open, row) || (next !== undefined && isAfter(row, next));
}

function isAfter(one: Groups | Item, other: Groups | Item): boolean {
  const [line, over] = [Number(one['line']), Number(other['line'])];
  return line > over || (line === over && Number(one['col']) > Number(other['col']));
}

/** A further line of a message; the last one ends in the rule. */
function continued(item: Item | undefined, line: string, next: string): void {
  const isLast = next.trim() === '' || rowIn(next) !== undefined;
  const last = isLast && item?.code === undefined ? LAST_LINE.exec(line)?.groups : undefined;
  if (item && last) Object.assign(item, { code: last['code'] });
  const text = last?.['text'] ?? line;
  const label = LABEL.exec(text)?.groups?.['label'] ?? (FRAME.test(text.trimStart()) ? '' : text);
  if (label.trim() !== '') item?.detail.push(label);
}

function rowIn(line: string): Groups | undefined {
  return (ROW.exec(line) ?? MARK_FIRST.exec(line))?.groups;
}

function lineIn(line: string): Groups | undefined {
  return (COMPACT.exec(line) ?? UNIX.exec(line) ?? VISUAL_STUDIO.exec(line) ?? STANDARD.exec(line))?.groups;
}

function item(groups: Groups): Item {
  const said = Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  return { ...said, message: groups['message'] ?? '', detail: [] };
}

function close(found: Found, line: string): void {
  found.file = undefined;
  found.tail.push(line);
}
