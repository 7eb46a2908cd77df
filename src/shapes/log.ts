import { omitted } from '../marks.ts';
import { groupBy } from '../text.ts';
import type { Level, Log, LogEntry } from '../types.ts';
import { CAPS } from './caps.ts';

/** Repeats shown of one kind of line: the first ones and the last. */
const KEEP = CAPS.repeats;

/** Lines that say the same but for numbers, times and ids: first and last stay, the others are counted where they stood. */
export function printLog(shape: Log, level: Level): string[] {
  const said = shape.entries ? saidOnce(shape.entries) : [];
  const lines = shape.entries
    ? folded(
        said.map(({ line }) => line),
        (index) => keepOf(said[index]?.entry, level),
      )
    : folded(shape.lines, KEEP[level]);
  return [...(shape.head ?? []), ...lines, ...(shape.tail ?? [])];
}

/** Of what is wrong one more is shown. */
function keepOf(entry: LogEntry | undefined, level: Level): number {
  if (!entry?.folds) return Number.POSITIVE_INFINITY;
  return entry.wrong ? KEEP[level] + 1 : KEEP[level];
}

/** Entries that are equal but for their time stand once, where the first one was: `10:01:02…10:09:11 ERROR no space left (×38)`; without a time neighbours do. */
function saidOnce(entries: readonly LogEntry[]): { readonly line: string; readonly entry: LogEntry }[] {
  return [...groupBy(entries, keyOf(entries)).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { before = '', time = '', text } = first;
    const last = same.at(-1)?.time ?? '';
    const times = last === time ? time : `${time}…${last}`;
    const [head = '', ...below] = text.split('\n');
    const count = same.length > 1 ? ` (×${same.length})` : '';
    return [{ line: [`${before}${times}${head}`.trimEnd() + count, ...below].join('\n'), entry: first }];
  });
}

function keyOf(entries: readonly LogEntry[]): (entry: LogEntry) => string {
  const runs = new Map<LogEntry, number>();
  let run = 0;
  for (const [at, entry] of entries.entries()) runs.set(entry, entry.text === entries[at - 1]?.text ? run : ++run);
  return (entry) => `${entry.time === undefined ? runs.get(entry) : ''}\n${entry.before ?? ''}\n${entry.text}`;
}

/** `lines` with repeats beyond `keep` (and but the last) made counted markers; lines with an odd value stay. */
export function folded(lines: readonly string[], keep: number | ((index: number) => number)): string[] {
  const keepAt = typeof keep === 'number' ? () => keep : keep;
  const kinds = kindsOf(lines);
  const shown: string[] = [];
  let hidden = 0;
  const flush = () => {
    if (hidden > 0) shown.push(omitted(hidden));
    hidden = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (!hides(kinds.get(templateOf(line)), index, keepAt(index))) {
      flush();
      shown.push(line);
    } else hidden++;
  }
  flush();
  return shown;
}

// times, dates, uuids, hexadecimal ids, addresses and numbers
const TIME =
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?|\b\d\d:\d\d:\d\d(?:[.,]\d+)?|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}\b/g;
const ID =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b|\b0x[0-9a-f]+\b|\b(?=[0-9a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{7,}\b|\b(?=[a-z]{1,20}\d|\d{1,20}[a-z])[0-9a-z]{8,40}\b/gi;
// "reqId":"req-6e", "RequestID: k92x86k8msd", trace_id=00-35232c
const NAMED_ID = /\b(\w{0,40}(?:[a-z]I[dD]|_id|\bid|ID|trace|span)"?(?:[:=] ?|: )"?)[\w.:/+-]+/g;
const NUMBER = /\d+(?:\.\d+)?/g;

/** The line with every time, id and number as a hole. */
export function templateOf(line: string): string {
  return line.replace(TIME, '\u0001').replace(NAMED_ID, '$1\u0002').replace(ID, '\u0002').replace(NUMBER, '#');
}

/** Numbers of the line that are neither times nor ids, in order. */
function numbersIn(line: string): string[] {
  return line.replace(TIME, '').replace(NAMED_ID, '').replace(ID, '').match(NUMBER) ?? [];
}

interface Kind {
  /** Indices of its lines, and the place of each index among them. */
  readonly at: number[];
  readonly rank: Map<number, number>;
  readonly odd: Set<number>;
}

function hides(kind: Kind | undefined, index: number, keep: number): boolean {
  if (!kind || kind.at.length <= keep + 2 || kind.odd.has(index)) return false;
  return (kind.rank.get(index) ?? 0) >= keep && index !== kind.at.at(-1);
}

function kindsOf(lines: readonly string[]): Map<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const [index, line] of lines.entries()) {
    const template = templateOf(line);
    const kind: Kind = kinds.get(template) ?? { at: [], rank: new Map(), odd: new Set() };
    kind.rank.set(index, kind.at.length);
    kind.at.push(index);
    kinds.set(template, kind);
  }
  for (const kind of kinds.values()) if (kind.at.length > 4) markOdd(kind, lines);
  return kinds;
}

/** A value is odd if its column has two or three values and this is its first line, if it has few values and this one is rare, or if it is far above the column's median. */
function markOdd(kind: Kind, lines: readonly string[]): void {
  const rows = kind.at.map((index) => numbersIn(lines[index] ?? ''));
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const values = rows.map((row) => row[column] ?? '');
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const few = counts.size <= Math.max(2, Math.min(8, values.length / 10));
    const limit = 10 * Math.max(1, median(values.map(Number)));
    const counter = increasing(values);
    const seen = new Set<string>();
    for (const [row, value] of values.entries()) {
      const first = counts.size <= 3 && few && !seen.has(value);
      seen.add(value);
      const rare = few && (counts.get(value) ?? 0) <= Math.max(1, values.length / 50);
      const far = !few && !counter && Number(value) > limit;
      if (first || rare || far) kind.odd.add(kind.at[row] ?? -1);
    }
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function increasing(values: readonly string[]): boolean {
  return values.every((value, index) => index === 0 || Number(value) >= Number(values[index - 1]));
}
