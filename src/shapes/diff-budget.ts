/** Law 17 for diffs: changed lines of hand-written files first, then their context, what programs write, deleted files. */

import type { DiffFile } from '../types.ts';
import { type formsOf, type HunkForm, type HunkLine, lengthOf, MARKER } from './diff-lines.ts';

export type HunkForms = ReturnType<typeof formsOf>;

/** What is printed of a file's hunks; `hidden` raw lines are not. */
export interface Share {
  readonly lines: readonly HunkLine[];
  readonly hidden: number;
}

/** Characters of deleted files in all. */
const GONE = 3_000;
/** Under so many characters a file is only named. */
const LEAST = 160;

/** A share for each file, so that all of them need no more than `room` characters. */
export function sharesOf(files: readonly DiffFile[], forms: readonly HunkForms[], room: number): Share[] {
  const limits = limitsOf(files, forms);
  const full = forms.map((each, index) => formWithin(each.forms, limits[index] ?? 0));
  const sizes = full.map((form, index) => Math.min(form.size, limits[index] ?? 0));
  if (sum(sizes) <= room) return full.map((form, index) => cutTo(form, limits[index] ?? 0));
  const shares: Share[] = full.map((form) => ({ lines: [], hidden: rawOf(form.lines) }));
  let left = room;
  for (const worth of ['own', 'generated', 'deleted'] as const) {
    const own = files.flatMap((file, index) => ((file.worth ?? 'own') === worth ? [index] : []));
    const chosen = formFor(
      own.map((index) => forms[index]?.forms ?? []),
      worth === 'own' ? left : 0,
    );
    const wanted = own.map((index, nth) => Math.min(chosen[nth]?.size ?? 0, limits[index] ?? 0));
    for (const [nth, room] of roomsOf(wanted, left).entries()) {
      const given = cutTo(chosen[nth] ?? EMPTY, room);
      shares[own[nth] ?? 0] = given;
      left -= sum(given.lines.map(lengthOf)) + (given.lines.length > 0 && given.hidden > 0 ? MARKER : 0);
    }
  }
  return shares;
}

/** A glance at few deleted files; many are only named. */
function limitsOf(files: readonly DiffFile[], forms: readonly HunkForms[]): number[] {
  const limits = files.map((file) => file.limit ?? Number.POSITIVE_INFINITY);
  const gone = files.flatMap((file, index) => (file.worth === 'deleted' && file.limit !== undefined ? [index] : []));
  const glances = gone.map((index) => Math.min(forms[index]?.forms[0]?.size ?? 0, limits[index] ?? 0));
  if (sum(glances) > GONE) for (const index of gone) limits[index] = 0;
  return limits;
}

const EMPTY: HunkForm = { lines: [], size: 0 };

/** Of one file: where it is cut, context goes before changes. */
function formWithin(forms: readonly HunkForm[], limit: number): HunkForm {
  return forms.find((form) => form.size <= limit) ?? forms.at(-1) ?? EMPTY;
}

/** The form with the most context that fits; the changes alone if none does. */
function formFor(files: readonly (readonly HunkForm[])[], room: number): readonly HunkForm[] {
  for (let nth = 0; nth < 3; nth++) {
    const forms = files.map((file) => file[nth] ?? file.at(-1) ?? EMPTY);
    if (nth === 2 || sum(forms.map((form) => form.size)) <= room) return forms;
  }
  return [];
}

/** A fair share for each; where that would be too little to read, the smallest whole. */
function roomsOf(sizes: readonly number[], room: number): number[] {
  const share = fairShare(sizes, room);
  if (share >= LEAST) return sizes.map((size) => Math.min(size, share));
  const rooms = sizes.map(() => 0);
  let left = room;
  for (const index of [...sizes.keys()].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0))) {
    left -= sizes[index] ?? 0;
    if (left < 0) break;
    rooms[index] = sizes[index] ?? 0;
  }
  return rooms;
}

/** Lines up to the room that there is. */
function cutTo(form: HunkForm, room: number): Share {
  if (form.size <= room) return { lines: form.lines, hidden: 0 };
  let size = 0;
  const end = form.lines.findIndex((line) => {
    size += lengthOf(line);
    return size > room;
  });
  return { lines: form.lines.slice(0, end), hidden: rawOf(form.lines.slice(end)) };
}

function rawOf(lines: readonly HunkLine[]): number {
  return sum(lines.map((line) => line.raw));
}

/** The share that each may have at most, so that the sum of what each takes keeps within `room`. */
function fairShare(sizes: readonly number[], room: number): number {
  let left = room;
  const sorted = [...sizes].sort((a, b) => a - b);
  for (const [index, size] of sorted.entries()) {
    const share = left / (sorted.length - index);
    if (size > share) return share;
    left -= size;
  }
  return Number.POSITIVE_INFINITY;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
