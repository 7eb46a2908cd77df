/** Reads what `git log` and `git show` print of commits, in the formats medium, short, full and fuller. */

import { omitted } from '../marks.ts';
import { clip } from '../text.ts';

export interface Commit {
  /** `3fce3b5bb0 subject (author, date)` and what else the header says. */
  readonly title: string;
  /** The message below its subject. */
  readonly body: readonly string[];
  /** What follows the message: stat, names, patch, notes. */
  readonly rest: readonly string[];
  /** How many raw lines. */
  readonly lines: number;
}

// "commit 3fce3b5bb0236da2df6d99672afb8a719642eca7 (HEAD -> main, tag: v1)", with --left-right "commit < 3fce…", with --parents more hashes
const COMMIT = /^commit (?:([<>=+\-o^]) )?([0-9a-f]{7,64})((?: [0-9a-f]{7,64})*)( \(.*\))?$/;
// "Author: Ada <ada@example.com>", "AuthorDate: Tue Aug 4 10:00:08 2026 -0400", "Merge: 949f18e2 e6ac6ce0"
const FIELD = /^([A-Z][A-Za-z]*(?: message)?): *(.*)$/;

/** The commits, and the lines in front of them; undefined if a commit is not written as git writes it. Labels stand in the first commit only. */
export function readCommits(lines: readonly string[]): { before: readonly string[]; commits: Commit[] } | undefined {
  const starts = lines.flatMap((line, index) => (COMMIT.test(line) ? [index] : []));
  const known = new Set<string>();
  const commits = starts.map((start, nth) => readCommit(lines.slice(start, starts[nth + 1]), known));
  if (commits.length === 0 || !commits.every((commit) => commit !== undefined)) return undefined;
  return { before: lines.slice(0, starts[0]), commits };
}

/** `known` holds the labels and the authors whose address was said. */
function readCommit(lines: readonly string[], known: Set<string>): Commit | undefined {
  const [, mark, hash = '', parents = '', refs = ''] = COMMIT.exec(lines[0] ?? '') ?? [];
  const blank = lines.findIndex((line, index) => index > 0 && line.trim() === '');
  const header = lines.slice(1, blank < 0 ? undefined : blank);
  const fields = header.map((line) => FIELD.exec(line));
  if (!fields.some((field) => field?.[1] === 'Author')) return undefined;
  // "gpg: Signature made Tue 04 Aug 2026" is no field
  const said = fields.map((field, index) => (field ? fieldText(field[1] ?? '', field[2] ?? '', known) : header[index])).join(', ');
  const below = blank < 0 ? [] : lines.slice(blank + 1);
  const end = below.findIndex((line) => line !== '' && !line.startsWith('    '));
  const message = below.slice(0, end < 0 ? undefined : end).map((line) => line.slice(4));
  const [subject = '', ...body] = message.filter((line) => line.trim() !== '');
  const word = known.has('commit') ? '' : 'commit';
  known.add('commit');
  const title = [word, mark, hash.slice(0, 10) + shortened(parents), refs.trim(), subject, `(${said})`].filter((part) => part).join(' ');
  return { title, body, rest: end < 0 ? [] : below.slice(end), lines: lines.length };
}

function shortened(parents: string): string {
  return parents.replace(/ ([0-9a-f]{10})[0-9a-f]*/g, ' $1');
}

/** An address is said once, as are the labels `Author` and `Date`, whose value tells what it is. */
function fieldText(label: string, value: string, known: Set<string>): string {
  const [, name, address] = /^(?=.*>$)(.*\S) <(.*)>$/.exec(value) ?? [];
  const text = name !== undefined && known.has(value) ? name : value;
  if (address !== undefined) known.add(value);
  const plain = (label === 'Author' || label === 'Date') && known.has(label);
  known.add(label);
  return plain ? text : `${label}: ${text}`;
}

/** The body up to `room` characters, else what matters most of it and the count of the rest. */
export function bodyLines(body: readonly string[], room: number): string[] {
  const shown = chosenLines(withoutMetadata(body), room);
  const hidden = body.length - shown.length;
  if (hidden === 0) return body.map((line) => ` ${line}`);
  return [...shown.map((line) => ` ${shortLine(line)}`), ` ${omitted(hidden)}`];
}

function shortLine(line: string): string {
  const cut = clip(line, 400);
  return cut === line ? line : `${cut}${omitted(line.length - cut.length, 'characters', 1)}`;
}

/** Dependabot writes between `---` and `...` for itself what its subject says. */
function withoutMetadata(body: readonly string[]): readonly string[] {
  const start = body.findIndex((line, index) => line === '---' && body[index + 1] === 'updated-dependencies:');
  const end = body.indexOf('...', start);
  return start < 0 || end < 0 ? body : [...body.slice(0, start), ...body.slice(end + 1)];
}

// "BREAKING CHANGE: x", "Fixes: #77", "Closes #42", "This reverts commit 0123456."
const MATTERS =
  /\bBREAKING\b|^(?:Fix(?:es|ed)?|Close[sd]?|Resolve[sd]?|Refs?|See|Part of|Related)\b:?.*(?:#\d|\w+-\d|https?:)|^This reverts commit|\bCVE-\d|\bGHSA-/i;
// "Signed-off-by: Ada <ada@example.com>", "Change-Id: I7c2f"
const TRAILER = /^[A-Z][A-Za-z]*(?:-[A-Za-z]+)+: \S/;

/** So few characters are not worth a marker. */
const SLACK = 120;

function chosenLines(body: readonly string[], room: number): readonly string[] {
  const whole = body.reduce((sum, line) => sum + line.length + 1, 0);
  if (whole <= room + SLACK) return body;
  let left = room;
  const chosen = new Set<number>();
  const take = (index: number) => {
    left -= (body[index] ?? '').length + 1;
    chosen.add(index);
  };
  for (const [index, line] of body.entries()) if (MATTERS.test(line) || /\bBREAKING\b/.test(body[index - 1] ?? '')) take(index);
  for (const [index, line] of body.entries()) {
    if (left < line.length) break;
    if (!chosen.has(index) && !TRAILER.test(line)) take(index);
  }
  return body.filter((_, index) => chosen.has(index));
}
