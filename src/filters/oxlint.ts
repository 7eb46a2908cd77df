import { eslintFormats } from '../readers/eslint-formats.ts';
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// "  ! eslint(no-debugger): `debugger` statement is not allowed", "  x Expected `,` or `}` but found `Identifier`"
const MESSAGE = /^ {2}(?<severity>[x!×⚠☞>]) (?:(?<code>[\w@/-]+\([\w@/-]+\)): )?(?<message>.*)$/;
// "    ,-[src/legacy.js:15:3]", "   ╭─[src/legacy.js:15:3]"
const PLACE = /^ +(?:,-|╭─)+\[(?<file>.+?)(?::(?<line>\d+):(?<col>\d+))?\]$/;
// "    `----", "    ╰────"
const END = /^ +(?:`-{2,}|╰─{2,}) *$/;
// " 15 |   debugger", " 15 │   debugger"
const NUMBERED = /^ *(?<line>\d+) [|│]/;
// "   :                 `-- 'i' is declared here"
const LABEL = /^ *[:·].*(?:`-+|╰─+) (?<label>\S.*)$/;

type Item = Diagnostic & { readonly detail: string[] };

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
  isFrame: boolean;
  /** The number of the frame's line that was read last. */
  shown: string | undefined;
}

export default {
  about: 'oxlint: every problem with its labels and help, by file, without code frames',
  command: ['oxlint'],
  unless: ['--print-config', '--rules', '--lsp', '--init', '-h', '-V'],
  parse(run: Run): Shape | undefined {
    const lines = linesOf(run.text);
    if (!lines.some((line) => PLACE.test(line))) return eslintFormats(run.text);
    const found: Found = { items: [], head: [], tail: [], isFrame: false, shown: undefined };
    for (const line of lines) take(found, line);
    const { items, head, tail } = found;
    return { kind: 'diagnostics', items, head, tail };
  },
} satisfies Filter;

/** Puts a line where it belongs. */
function take(found: Found, line: string): void {
  const last = found.items.at(-1);
  const said = found.isFrame ? undefined : MESSAGE.exec(line)?.groups;
  const place = PLACE.exec(line)?.groups;
  if (line.trim() === '') return;
  if (said) found.items.push(itemOf(said));
  else if (place && last) open(found, last, place);
  else if (found.isFrame && last) inFrame(found, last, line);
  else if (last && line.startsWith('  ')) last.detail.push(line);
  else (last ? found.tail : found.head).push(line);
}

function itemOf(groups: Readonly<Record<string, string | undefined>>): Item {
  const said = Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
  return { ...said, message: groups['message'] ?? '', detail: [] };
}

function open(found: Found, last: Item, place: Readonly<Record<string, string | undefined>>): void {
  const said = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  Object.assign(last, said);
  found.isFrame = true;
  found.shown = undefined;
}

/** Of a frame only the labels are read, with the number of their line if it is not the finding's own. */
function inFrame(found: Found, last: Item, line: string): void {
  found.shown = NUMBERED.exec(line)?.groups?.['line'] ?? found.shown;
  const label = LABEL.exec(line)?.groups?.['label'];
  if (END.test(line)) found.isFrame = false;
  else if (label !== undefined)
    last.detail.push(found.shown === last.line || found.shown === undefined ? label : `${found.shown} | ${label}`);
}
