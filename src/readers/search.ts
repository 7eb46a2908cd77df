/** Reads the output of a search: which of its forms it is, the options of the command and the text itself say. */

import { omitted } from '../marks.ts';
import { CAPS } from '../shapes/caps.ts';
import { groupBy, hasOption, linesOf } from '../text.ts';
import type { Files, Level, Log, Run, Shape, Text } from '../types.ts';
import { clipped } from './clip.ts';
import { window } from './ends.ts';
import { contextShape } from './hits-context.ts';
import { hitsShape } from './hits-shown.ts';
import { withoutComplaints } from './operand-errors.ts';
import { isOwn } from './own-files.ts';
import { braced, pathItems } from './paths.ts';
import { type Hit, type Hits, headedHits, namedHits, numberedHits, ownHits } from './search-hits.ts';
import { inOneSpelling } from './two-spellings.ts';

const LISTS = ['-l', '-L', '--files-with-matches', '--files-without-match', '--name-only', '--files'];
// "-A", "-C3", "-rnB2", "-5", "--context=3"
const CONTEXT = /^-(?:[A-Za-z]*[ABCpW]\d*|\d+|-(?:after-|before-)?context(?:=\d+)?|-show-function|-function-context)$/;
// "2026-11-20T10:12:57", "[12:30:01]", "Nov 20 10:12:57", "INFO", behind a line number
const LOGGED =
  /^(?:\d+:)?\W{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|(?:INFO|DEBUG|WARN|ERROR|TRACE)\b)/;

/** Options only hint at the form (`-tpy` is no `-p`): the text must agree. */
export function searchShape(run: Run): Shape | undefined {
  const { text, complaints } = withoutComplaints(run);
  const { lines, folder, said } = inOneSpelling(linesOf(text));
  const shape = formOf(run, lines.map((line) => `${line}\n`).join(''));
  const [head, tail] = [folder === undefined ? [] : [folder], [...said, ...complaints]];
  if (!shape || head.length + tail.length === 0) return shape;
  return shape.kind === 'text' ? { ...shape, lines: [...head, ...shape.lines, ...tail] } : { ...shape, head, tail };
}

function formOf(run: Run, text: string): Text | Files | Log | undefined {
  const { argv, level } = run;
  const raw = linesOf(text);
  if (raw.length === 0) return undefined;
  if (hasOption(argv, ...LISTS) && !raw.some((line) => line.includes(':'))) return { kind: 'files', items: pathItems(raw, level) };
  const counted = hasOption(argv, '-c', '--count', '--count-matches') ? counts(raw, level) : undefined;
  if (counted) return counted;
  const wanted = wantedBy(argv);
  const around = raw.includes('--') || argv.some((word) => CONTEXT.test(word));
  if (around) {
    const context = contextShape(text, run, wanted);
    if (context || raw.includes('--')) return context;
  }
  const hits = numberedHits(text) ?? headedHits(text) ?? (around ? undefined : namedHits(text));
  return hits ? hitsShape(hits, run, wanted) : around ? undefined : oneFile(raw, run, wanted);
}

/** The letters and digits in the words of the command that are no options, those of the first word before: long lines are shown around them. */
function wantedBy(argv: readonly string[]): string[] {
  const words = argv.slice(argv[1] === 'grep' ? 2 : 1);
  const given = words.flatMap((word, index) =>
    /^-[a-zA-Z]*e$|^--regexp$/.test(word) ? [words[index + 1] ?? ''] : (/^--regexp=(.+)/.exec(word)?.[1] ?? []),
  );
  return [...given, ...words.filter((word) => !word.startsWith('-'))].flatMap((word) =>
    (word.replace(/\\[A-Za-z]/g, ' ').match(/[A-Za-z0-9_]{2,}/g) ?? [])
      .filter((run) => /[A-Za-z_]/.test(run) || words.length < 3)
      .sort((a, b) => b.length - a.length),
  );
}

/** Files that are named with their count. */
const COUNTED = CAPS.hitCounts;

/** `path:3`, by folder; files without a match are only counted. A count is no line number. */
function counts(raw: readonly string[], level: Level): Text | undefined {
  if (raw.some((line) => !/.:\d+$/.test(line))) return undefined;
  const found = raw.filter((line) => !line.endsWith(':0'));
  const none = raw.length - found.length;
  const some = ranked(found, COUNTED[level]);
  const more = found.length - some.length;
  const marks = [more > 0 ? omitted(more, 'more files') : '', none > 4 ? omitted(none, 'files without a match') : ''];
  const rows = none > 4 ? some : [...some, ...raw.filter((line) => line.endsWith(':0'))];
  return { kind: 'text', content: true, lines: [...braced(rows), ...marks.filter((mark) => mark !== '')] };
}

/** The user's own files first, then libraries and what programs write; in the order in which they came. */
function ranked(rows: readonly string[], most: number): readonly string[] {
  if (rows.length <= most) return rows;
  const chosen = new Set([...rows.filter((row) => isOwn(row)), ...rows.filter((row) => !isOwn(row))].slice(0, most));
  return rows.filter((row) => chosen.has(row));
}

/** Matches without a file name. */
function oneFile(raw: readonly string[], run: Run, wanted: readonly string[]): Text | Log | undefined {
  if (raw.length > 60 && raw.filter((line) => LOGGED.test(line)).length > raw.length * 0.9) return { kind: 'log', lines: raw };
  const long = raw.some((line) => line.length > LONG);
  const hits = ownHits(raw);
  if (isRead(run.argv, hits)) return raw.length > MANY ? { kind: 'text', content: true, lines: window(raw, 200) } : undefined;
  if (hits && (long || raw.length > MANY || isRepeated(hits.hits))) return ownShape(hits, run, wanted);
  if (raw.length <= MANY) return long ? { kind: 'text', content: true, lines: raw.map((line) => clipped(line, wanted)) } : undefined;
  return { kind: 'text', content: true, lines: window(withoutRepeats(raw), 200).map((line) => clipped(line, wanted)) };
}

/** Nearly every line of a file: the lines that a pattern does not match, or that any matches. */
function isRead(argv: readonly string[], found: Hits | undefined): boolean {
  if (hasOption(argv, '-v', '--invert-match')) return true;
  const numbers = found?.hits.map((hit) => Number(hit.line)) ?? [];
  return numbers.length > 40 && numbers.filter((number, index) => number === (numbers[index - 1] ?? 0) + 1).length > numbers.length * 0.7;
}

/** Lines up to which one file's matches are all shown, and characters of a line. */
const MANY = 250;
const LONG = 2_000;

/** Is a fifth of the matches said already? Blank ones are a part of a piece of a file. */
function isRepeated(hits: readonly Hit[]): boolean {
  return hits.length >= 10 && hits.every((hit) => hit.text.trim() !== '') && new Set(hits.map((hit) => hit.text)).size <= hits.length * 0.8;
}

/** Lines that read the same once, behind all their numbers. */
function ownShape({ hits }: Hits, run: Run, wanted: readonly string[]): Text {
  if (hits.length > MANY) return hitsShape({ hits, notes: [] }, run, wanted);
  const lines = [...groupBy(hits, (hit) => hit.text)].map(
    ([text, same]) => `${same.map((hit) => hit.line).join(',')}:${clipped(text, wanted)}`,
  );
  return { kind: 'text', content: true, lines };
}

/** Lines without numbers: a repeat is counted where it stood. */
function withoutRepeats(raw: readonly string[]): string[] {
  const said = new Set<string>();
  const lines: string[] = [];
  let again = 0;
  for (const line of [...raw, undefined]) {
    if (line !== undefined && said.has(line)) {
      again++;
      continue;
    }
    if (again > 0) lines.push(omitted(again, 'repeated lines'));
    again = 0;
    if (line !== undefined) lines.push(line);
    said.add(line ?? '');
  }
  return lines;
}
