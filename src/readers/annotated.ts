/** Findings as ruff and ty print them: a heading, ` --> place`, an annotated code frame, then `help:`, `note:`, `info:`. */

import { linesOf } from '../text.ts';
import type { Diagnostic } from '../types.ts';

export interface Heading {
  readonly severity?: string;
  readonly code?: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: string;
  readonly col?: string;
}

export interface Annotated {
  readonly items: Diagnostic[];
  /** Lines that belong to no finding, in order. */
  readonly others: string[];
}

interface Open extends Heading {
  file?: string;
  line?: string;
  col?: string;
  detail: string[];
  /** Where the frame goes on, up to the label that says why. */
  elsewhere?: string | undefined;
}

// "  --> src/shop/orders.py:17:17", " ::: src/a.py:63:1", "--> nowhere.py:1:1", " --> nb.ipynb:cell 3:2:1", "  ┌─ /src/a.gleam:3:5", "   ╭─[src/a.ts:1:2]", "  ╭▸ ./notes.md:1:1"
const PLACE = /^\s*(-->|:::|┌─|╭▸|╭─\[) ?(.+):(\d+):(\d+)\]?$/;
// "17 |         if i == None:", "   |", "   -     l = len(lines)", "37 +     len(lines)", "..."
const FRAME = /^(?: +(?:\d+ *)?|\d+ *)(?:[|+-](?: |$)|[│·┊╰])|^ *\.\.\.$|^-{20,}$/;
// "  |       ^^^ Got `str`", "  |           Class `str` first included here", "   | |____^ ends here"
const LABEL = /^ *\| [|\s^~_/-]*([^|\s^~_/-].*)$/;
// "help: Remove unused import: `sys`", "  = help: Remove unused import", "info: See https://…"
const HINT = /^(?:\s*= )?((?:help|note|info|warning): .*)$/;
/** Says the same of every such fix; how many there are stands in the last line. */
const UNSAFE = 'note: This is an unsafe fix and may change runtime behavior';

export function annotated(text: string, headingOf: (line: string) => Heading | undefined): Annotated {
  const items: Open[] = [];
  const others: string[] = [];
  for (const line of linesOf(text)) {
    if (line.trim() === '') continue;
    const heading = headingOf(line);
    const open = items.at(-1);
    if (heading) items.push({ ...heading, detail: [] });
    else if (!open || !belongs(line, open)) others.push(line);
  }
  return { items: saidOnce(items), others };
}

/** A long explanation that an earlier finding of the same code has is not said again (ty: where it looked for a module). */
function saidOnce(items: readonly Open[]): Diagnostic[] {
  const said = new Map<string, string>();
  return items.map(({ elsewhere, ...found }) => {
    const item = elsewhere === undefined ? found : { ...found, detail: [...found.detail, elsewhere] };
    const key = [item.code, ...item.detail].join('\n');
    const first = said.get(key) ?? item.message;
    const again = item.detail.length > 2 && first !== item.message;
    said.set(key, first);
    return again ? { ...item, detail: [] } : item;
  });
}

/** Takes the line into the finding; false if it is none of its lines. */
function belongs(line: string, open: Open): boolean {
  const place = PLACE.exec(line);
  const hint = HINT.exec(line)?.[1];
  if (place) takePlace(place, open);
  else if (hint !== undefined) open.detail.push(...(hint === UNSAFE ? [] : [hint]));
  else if (FRAME.test(line)) {
    const label = LABEL.exec(line)?.[1];
    if (label !== undefined) takeLabel(label, open);
  } else return false;
  return true;
}

function takeLabel(label: string, open: Open): void {
  const said = open.elsewhere === undefined ? label : `${label} ${open.elsewhere}`;
  open.elsewhere = undefined;
  if (said !== open.code && !open.detail.includes(said)) open.detail.push(said);
}

/** The first place is the finding's own; behind `:::` the frame goes on elsewhere, and the label that follows says why; another `-->` belongs to what was said last. */
function takePlace([, arrow, file = '', row = '', col = '']: RegExpExecArray, open: Open): void {
  const place = `${file}:${row}:${col}`;
  if (open.elsewhere !== undefined) open.detail.push(open.elsewhere);
  open.elsewhere = undefined;
  if (open.file === undefined) {
    open.file = file;
    open.line = row;
    open.col = col;
  } else if (open.file === file && open.line === row) return;
  else if (arrow === ':::') open.elsewhere = place;
  else {
    const last = open.detail.pop();
    open.detail.push([...(last === undefined ? [] : [last]), place].join(' '));
  }
}
