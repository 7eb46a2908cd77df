/** What stands under the place of a rustc finding: labels of the code frame, notes, suggestions. */

import type { CodePlace, Remark } from './rustc-types.ts';

export interface Frame {
  readonly remarks: readonly Remark[];
  /** The lint that clippy links to: "similar_names". */
  readonly lint?: string;
  /** The first line behind the frame. */
  readonly end: number;
}

// "  ::: src/arch/x86_64/memchr.rs:180:5", "  --> src/cart.rs:20:12"
const PLACE = /^\s*(?:-->|:::) (?<file>.+?):(?<line>\d+):(?<col>\d+)\s*$/;
// "99 |             self.count_raw(start, end)", "16 | /     thread::spawn(|| {"
const SOURCE = /^ *(?<line>\d+) *\|(?<code>.*)$/;
// "   |             ^^^^^^ expected `u8`, found `usize`", "...  |"
const MARKS = /^ *(?:\.{3} *)?\|(?<marks>.*)$/;
// "53 -     cart.checkout(1);", "53 +     cart.checkout();", "60 ~         None => 0,"
const CHANGE = /^ *(?<line>\d+) (?<sign>[-+~]) ?(?<code>.*)$/;
// "   = note: expected type `bool`", "  = help: for further information visit https://…"
const ATTACHED = /^\s+= (?<text>(?:note|help|warning): .*)$/;
// "help: use the `?` operator…", "note: required by a bound in `generic`"
const CHILD = /^ ?(?<text>(?:note|help): .*)$/;
// "                found enum `Option<bool>`"
const CONTINUED = /^ {6,}\S/;
const ELLIPSIS = /^ *\.\.\.$/;
// "help: for further information visit https://rust-lang.github.io/rust-clippy/rust-1.95.0/index.html#similar_names"
const LINT = /^help: for further information visit \S+#(?<lint>[\w:]+)$/;
// "note: `#[warn(unused_mut)]` (part of `#[warn(unused)]`) on by default", "note: `-W clippy::x` implied by `-W clippy::pedantic`"
const KNOWN = /^(?:note: (?:`#!?\[\w+\(|`-[A-Z] |requested on the command line)|help: (?:for further information visit|to override `))/;

interface Reading {
  at: CodePlace;
  /** The file of the frame, which `:::` changes, and the line that marks belong to. */
  file: string;
  line: string;
  lint?: string;
  /** Where the file was changed by `:::`; the first label there says why. */
  elsewhere?: CodePlace | undefined;
  readonly remarks: Draft[];
  /** The note or suggestion that the lines belong to; none in the frame of the finding itself. */
  child?: Draft | undefined;
}

/** A line of a suggestion; where text is inserted into a line its number is said, wherever that is. */
interface Code {
  readonly line: string;
  readonly text: string;
  readonly inserted: boolean;
}

interface Draft {
  text: string;
  places: CodePlace[];
  readonly codes: Code[];
  source: string;
}

export function frameOf(lines: readonly string[], start: number, at: CodePlace): Frame {
  const reading: Reading = { at, file: at.file, line: at.line, remarks: [] };
  let end = start;
  while (end < lines.length && takes(reading, lines[end] ?? '')) end++;
  const remarks = reading.remarks.filter((draft) => !KNOWN.test(draft.text)).map(remarkOf);
  return { remarks: withoutRepeats(remarks), ...(reading.lint === undefined ? {} : { lint: reading.lint }), end };
}

/** Reads one line; false if it is no part of the frame. */
function takes(reading: Reading, line: string): boolean {
  const attached = ATTACHED.exec(line)?.groups ?? CHILD.exec(line)?.groups;
  if (attached?.text) return begins(reading, attached.text);
  const place = PLACE.exec(line)?.groups;
  if (place) return moves(reading, { file: place.file ?? '', line: place.line ?? '', col: place.col ?? '' });
  const source = SOURCE.exec(line)?.groups;
  if (source) return shows(reading, source.line ?? '', source.code ?? '');
  const marks = MARKS.exec(line)?.groups;
  if (marks) return marked(reading, marks.marks ?? '');
  const change = CHANGE.exec(line)?.groups;
  if (change) return changed(reading, change.sign ?? '', { line: change.line ?? '', text: change.code ?? '', inserted: false });
  if (ELLIPSIS.test(line)) return true;
  if (!reading.child || !CONTINUED.test(line)) return false;
  reading.child.text += ` ${line.trim()}`;
  return true;
}

function begins(reading: Reading, text: string): true {
  const lint = LINT.exec(text)?.groups?.lint;
  if (lint) reading.lint = lint;
  reading.child = { text, places: [], codes: [], source: '' };
  reading.remarks.push(reading.child);
  return true;
}

function moves(reading: Reading, to: CodePlace): true {
  const child = reading.child;
  if (child) child.places = [...child.places, to];
  else reading.elsewhere = to;
  reading.file = to.file;
  return true;
}

function shows(reading: Reading, line: string, code: string): true {
  reading.line = line;
  if (reading.child) reading.child.source = code;
  else labels(reading, /^ [/|_ ]*\|_+[\^-] *(?<label>\S.*)$/.exec(code)?.groups?.label ?? '');
  return true;
}

/** Labels of the finding's own frame; under a suggestion, what `+++` or `~~~` stands under is the new code. */
function marked(reading: Reading, marks: string): true {
  if (!reading.child) labels(reading, marks.replace(/^[\s|^_~+-]+/, ''));
  else if (/^[\s+~]+$/.test(marks))
    reading.child.codes.push({ line: reading.line, text: around(reading.child.source, marks), inserted: true });
  return true;
}

function labels(reading: Reading, label: string): void {
  if (label === '') return;
  const own = reading.file === reading.at.file && reading.line === reading.at.line;
  const place = reading.elsewhere ?? { file: reading.file, line: reading.line };
  reading.elsewhere = undefined;
  reading.remarks.push({ text: label, places: own ? [] : [place], codes: [], source: '' });
}

function changed(reading: Reading, sign: string, code: Code): boolean {
  if (!reading.child) return false;
  if (sign !== '-' && code.text.trim() !== '') reading.child.codes.push({ ...code, text: code.text.trim() });
  return true;
}

/** What stands around the inserted text: the line, or as much of a long one as it takes. */
const AROUND = 40;

function around(source: string, marks: string): string {
  const first = marks.search(/[+~]/);
  const last = Math.max(marks.lastIndexOf('+'), marks.lastIndexOf('~'));
  const from = first <= AROUND ? 0 : source.lastIndexOf(' ', first - AROUND) + 1;
  const to = source.indexOf(' ', last + AROUND);
  return source.slice(from, to < 0 ? source.length : to).trim();
}

function remarkOf(draft: Draft): Remark {
  const codes = draft.codes.filter(({ text }) => text !== '').slice(0, 4);
  const text = draft.text.replace(/ \(in Nightly builds, run with [^()]*\)$/, '');
  const bare = new Set(codes.map((code) => code.text));
  const placed = new Set(codes.map((code) => (code.inserted ? `${code.line} ${code.text}` : code.text)));
  return {
    text,
    ...(codes.length > 0 ? { code: [...bare].join(' '), placed: [...placed].join(' ') } : {}),
    places: draft.places.filter((place) => !/^\/rustc\//.test(place.file)),
  };
}

/** "expected type `bool` found enum `Option<bool>`" says what the label has said; frames of the compiler's own library are nobody's places. */
function withoutRepeats(remarks: readonly Remark[]): Remark[] {
  const said = remarks
    .filter((remark) => !/^(?:note|help|warning): /.test(remark.text))
    .map((remark) => remark.text)
    .join(' ');
  return remarks.filter((remark) => {
    if (!/^note: +expected .* found /.test(remark.text)) return true;
    return !(remark.text.match(/`[^`]+`/g) ?? []).every((type) => said.includes(type));
  });
}
