/** Diagnostics as rustc, clippy, rustdoc and cargo print them, long and short form. */

import type { Diagnostic } from '../types.ts';
import { frameOf } from './rustc-frame.ts';
import { merged } from './rustc-merge.ts';
import type { CodePlace, Finding } from './rustc-types.ts';

export interface Compiled {
  readonly items: readonly Diagnostic[];
  /** Lines that are neither findings nor progress, before and after the first finding. */
  readonly head: readonly string[];
  readonly tail: readonly string[];
}

// "error[E0308]: mismatched types", "warning: unused variable: `x`", " error: using `clone`"
const HEADER = /^ ?(?<severity>error|warning)(?:\[(?<code>[\w:-]+)\])?: (?<message>\S.*)$/;
// "src/lib.rs:48:18: error[E0308]: mismatched types: expected `u32`, found `usize`"
const SHORT =
  /^(?<file>[^\s:][^:]*):(?<line>\d+):(?<col>\d+): (?<severity>error|warning|note|help)(?:\[(?<code>[\w:-]+)\])?: (?<message>.*)$/;
// "  --> src/lib.rs:48:18"
const ARROW = /^\s*--> (?<file>.+?):(?<line>\d+):(?<col>\d+)\s*$/;
// "   Compiling shop v0.3.1 (/home/dev/shop)", "     Locking 2 packages to latest compatible versions", " Downloading crates ..."
const PROGRESS =
  /^ +(?:Compiling|Checking|Downloading|Downloaded|Documenting|Fresh|Dirty|Locking|Updating|Adding|Scraping|Blocking|Building|Unpacking|Migrating)\b(?! failed)|^ +Running `(?=.*(?:rustc|clippy-driver|rustdoc)).*--crate-name /;
// "  = note:  "cc" "-m64" "/tmp/rustcX/symbols.o"…"
const LINKER = /^\s+= note: .{0,80}"(?:cc|gcc|clang|ld|link\.exe)" .{200}/;
// "For more information about this error, try `rustc --explain E0308`."
const EXPLAIN = /^(?:For more information about (?:this|an) error, try `|Some errors have detailed explanations: )/;

/** Undefined if there is neither a finding nor progress in the text; `isProgress` lines are dropped. */
export function compiled(lines: readonly string[], isProgress = isWork): Compiled | undefined {
  const findings: Finding[] = [];
  const head: string[] = [];
  const tail: string[] = [];
  let progress = 0;
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] ?? '';
    const block = blockAt(lines, i);
    if (block) findings.push(block.finding);
    else if (isProgress(line)) progress++;
    else if (line.trim() !== '') (findings.length > 0 ? tail : head).push(line);
    i = block ? block.end : i + 1;
  }
  if (findings.length === 0 && progress === 0) return undefined;
  return { items: merged(findings), head, tail };
}

/** Says that work goes on; nothing that a reader could miss. */
export function isWork(line: string): boolean {
  return PROGRESS.test(line) || EXPLAIN.test(line) || LINKER.test(line);
}

interface Block {
  readonly finding: Finding;
  readonly end: number;
}

function blockAt(lines: readonly string[], start: number): Block | undefined {
  const line = lines[start] ?? '';
  const short = SHORT.exec(line)?.groups;
  if (short)
    return {
      finding: { at: placeOf(short), severity: short.severity ?? '', code: short.code, message: short.message ?? '', remarks: [] },
      end: start + 1,
    };
  const header = HEADER.exec(line)?.groups;
  if (!header) return undefined;
  const arrow = arrowAfter(lines, start + 1);
  if (arrow === undefined) return undefined;
  const at = placeOf(ARROW.exec(lines[arrow] ?? '')?.groups ?? {});
  const frame = frameOf(lines, arrow + 1, at);
  const message = [header.message, ...lines.slice(start + 1, arrow).map((each) => each.trim())].join(' ');
  return {
    finding: {
      at,
      severity: header.severity ?? '',
      code: header.code ?? frame.lint,
      message,
      remarks: frame.remarks.filter((remark) => !message.includes(remark.text)),
    },
    end: frame.end,
  };
}

/** A message may go on over a few indented lines before its place. */
function arrowAfter(lines: readonly string[], from: number): number | undefined {
  for (let i = from; i < from + 8 && i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (ARROW.test(line)) return i;
    if (!/^ {2,}\S/.test(line) || /^\s+[|=]|^ +\d+ \|/.test(line) || isWork(line)) return undefined;
  }
  return undefined;
}

function placeOf(groups: Readonly<Record<string, string | undefined>>): CodePlace {
  return { file: groups.file ?? '', line: groups.line ?? '', col: groups.col ?? '' };
}
