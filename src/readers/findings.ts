/** Findings as linters and compilers of many tools write them: a place in the line, a place under it with a code frame, or a file above rows. */

import { linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Diagnostics } from '../types.ts';
import { annotated, type Heading } from './annotated.ts';

const SEVERITY =
  'fatal error|error|warning|warn|info|information|note|notice|hint|style|convention|refactor|critical|major|minor|suggestion';
/** Forms with the place in the line. */
const PLACED: readonly RegExp[] = [
  // "src/shop/cart.py:50:12: error[not-subscriptable] Cannot subscript object of type `None`"
  new RegExp(`^(?<file>[^\\s:]+):(?<line>\\d+):(?<col>\\d+): (?<severity>${SEVERITY}|fatal)\\[(?<code>[\\w:/.-]+)\\]:? (?<message>\\S.*)$`),
  // "src/a.ts(12,5): error TS2322: message", "Program.cs(7,13): warning CS0168: message [/app/app.csproj]"
  new RegExp(
    `^\\s*(?<file>[^\\s(][^(]*?)\\((?<line>\\d+)(?:,(?<col>\\d+)(?:[,-]\\d+){0,2})?\\) ?: (?:(?<severity>${SEVERITY}) )?(?:(?<code>[A-Z]+\\d+):? )?(?<message>\\S.*)$`,
    'i',
  ),
  // "src/a.py:12:5: error: message", "src/a.py:12: E501 message", "a.yml:3:81: [error] message", "lib/a.rb:3:5: C: Style/X: message", "src/a.go:7:2 - warning: message"
  new RegExp(
    `^\\s*(?<file>(?:[A-Za-z]:[\\\\/])?[^\\s:][^:]*?):(?<line>\\d+)(?:[:.,](?<col>\\d+))?(?:-\\d+(?::\\d+)?)?(?::| -|) +(?:(?<severity>\\[?(?:${SEVERITY}|[CRWEFI])\\]?)(?::| -|(?<=\\])| (?=\\[)) ?)?(?:(?<code>\\[?[A-Z]{1,8}\\d{2,6}\\]?):? )?(?<message>\\S.*)$`,
    'i',
  ),
];
// "error[E0308]: mismatched types", "warning: unused variable", "error[invalid-argument-type]: message"; the place stands under it; "info: …" and "help: …" explain it
const ABOVE_PLACE = new RegExp(
  `^(?<severity>(?:${SEVERITY}|fatal)(?=\\[)|fatal(?: error)?|error|warning|critical)(?:\\[(?<code>[\\w:/.-]+)\\])?: (?<message>\\S.*)$`,
  'i',
);
// "  --> src/main.rs:4:9"
const ARROW = /^[^\S\n]*(?:-->|:::|╭─\[|┌─|╭▸) ?\S.*:\d+/m;
// "  12:5  error  message  rule", "  2:10      warning  message  (rule)", "  12 | WARNING | [ ] message", " 7:3  ✖  message  rule"
const ROW = new RegExp(
  `^\\s+(?<line>\\d+)(?::(?<col>\\d+))?(?: {1,8}\\||:)? +(?:(?<severity>\\[?(?:${SEVERITY})\\]?|[✖⚠ℹ×])(?: +\\||:)? +)?(?<message>\\S.*)$`,
  'i',
);
// "  12:5 14:1 error message", "  19:21": as our own shape prints them, and nothing that could be made shorter
const PRINTED = /^ {2}(?:\d+(?::\d+)? )+[^\s|]/;
const PLACES = /^[\d: ]+$/;
// "/app/src/a.php", "./k8s/app.yaml", "FILE: /app/src/a.php", "== [q.sql] FAIL", "src/a.css:", "lib/a.rb"
const FILE =
  /^(?:FILE: |== \[|\* |>> )?(?<file>(?:[A-Za-z]:[\\/]|\.{0,2}\/)?[^\s:[\]|]+(?: [^\s:[\]|]+)?(?:\.\w{1,10}|file))(?:\]?(?: FAIL)?:?)$/;
// "    |         |     with an underscore", under a row of PHP_CodeSniffer: its message goes on
const GOES_ON = /^ *\| {7,}\| {3,}(?<more>\S.*)$/;
// "      |     ^^^^", "   12 | code", "    ^~~", "────"
const MARKS = /^\s*[\^~][\s^~-]*$/;
const FRAME = /^\s*(?:\d+ ?)?[|│┃] ?|^\s*[\^~][\s^~]*$|^[-─═—=]{5,}$/;

/** The findings, equal ones to be said once; undefined if there is none. */
export function readFindings(text: string): Diagnostics | undefined {
  if (ARROW.test(text)) return withArrows(text);
  const lines = linesOf(text);
  const found: Found = { items: [], head: [], tail: [], file: undefined, open: false };
  for (let at = 0; at < lines.length; at++) {
    if (found.open && MARKS.test(lines[at + 1] ?? '') && isCode(lines[at] ?? '')) at++;
    else take(lines, at, found);
  }
  const { items, head, tail } = found;
  return items.length === 0 ? undefined : { kind: 'diagnostics', head, items, tail };
}

/** What stands over marks is code, at any column, unless it is a finding itself. */
function isCode(line: string): boolean {
  return /\S/.test(line) && (/^\s/.test(line) || placed(line) === undefined);
}

interface Found {
  readonly items: (Diagnostic & { readonly detail: string[] })[];
  readonly head: string[];
  readonly tail: string[];
  /** The file whose rows are being read. */
  file: string | undefined;
  /** Does the finding above go on? */
  open: boolean;
}

function take(lines: readonly string[], at: number, found: Found): void {
  const line = lines[at] ?? '';
  const item = placed(line) ?? (found.file === undefined ? undefined : row(line, found.file));
  const goesOn = found.open && /^\s+\S/.test(line);
  const more = found.open ? wrapped(line, found.items.at(-1)) : undefined;
  if (item) found.items.push({ ...item, detail: [] });
  else if (more) found.items.splice(-1, 1, more);
  else if (startsRows(lines, at)) found.file = FILE.exec(line)?.groups?.['file'];
  else if (goesOn && !FRAME.test(line)) found.items.at(-1)?.detail.push(line);
  else if (line.trim() !== '' && !(found.open && FRAME.test(line))) (found.items.length > 0 ? found.tail : found.head).push(line);
  else if (line.trim() === '' && !isRow(lines[at + 1] ?? '')) found.file = undefined;
  found.open = item !== undefined || (found.open && (goesOn || FRAME.test(line)));
}

/** The row above with what the line adds to its message. */
function wrapped<Item extends Diagnostic>(line: string, above: Item | undefined): Item | undefined {
  const { more } = GOES_ON.exec(line)?.groups ?? {};
  if (!above || !more || above.col !== undefined || !/^(?:ERROR|WARNING)$/.test(above.severity ?? '')) return undefined;
  return { ...above, message: `${above.message} ${more}` };
}

/** rustc, ruff, ty and their kin put the place under the message. */
function withArrows(text: string): Diagnostics | undefined {
  const { items, others } = annotated(text, (line) => heading(ABOVE_PLACE.exec(line)?.groups) ?? (placed(line) as Heading | undefined));
  const known = items.filter(({ file }) => file !== undefined).length;
  return 2 * known <= items.length ? undefined : { kind: 'diagnostics', items, tail: others };
}

function heading(groups: Readonly<Record<string, string | undefined>> | undefined): Heading | undefined {
  return groups && ({ ...given(groups), message: groups['message'] ?? '' } as Heading);
}

function placed(line: string): Diagnostic | undefined {
  if (line.length > 4096) return undefined;
  for (const pattern of PLACED) {
    const groups = pattern.exec(line)?.groups;
    if (groups && isFile(groups['file'] ?? '') && !PLACES.test(groups['message'] ?? '')) return given(groups) as unknown as Diagnostic;
  }
  return undefined;
}

/** "10:12:57 INFO", "http://host:80 …" and "# 5/3/10 3:11:29" are no places; blanks are for names with a drive. */
function isFile(file: string): boolean {
  if (/\s/.test(file) && !/^(?:\[[\w-]+\] )?[A-Za-z]:\\/.test(file)) return false;
  return /[./\\]|[Mm]akefile$|^(?:Dockerfile|[A-Z][a-z]+file$)/.test(file) && !/^[\d.:-]+$|:\/\/|@/.test(file) && file.length < 260;
}

function row(line: string, file: string): Diagnostic | undefined {
  const groups = isRow(line) ? ROW.exec(line)?.groups : undefined;
  return groups && { file, ...given({ ...groups, message: squeeze(groups['message'] ?? '') }), message: squeeze(groups['message'] ?? '') };
}

function isRow(line: string): boolean {
  return line.length <= 4096 && ROW.test(line) && !PRINTED.test(line);
}

/** The name of a file right above rows, a rule or a blank line between them at most. */
function startsRows(lines: readonly string[], at: number): boolean {
  if (!FILE.test(lines[at] ?? '')) return false;
  const next = lines.slice(at + 1, at + 5).find((line) => line.trim() !== '' && !/^[-─═=]{5,}$|^FOUND \d/.test(line));
  return next !== undefined && isRow(next);
}

function given(groups: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
