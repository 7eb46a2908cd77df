/** Reads the output of a search: which of its forms it is, the options of the command and the text itself say. */

import { omitted } from '../marks.ts';
import { groupBy, hasOption, linesOf } from '../text.ts';
import type { Files, Log, Run, Shape, Text } from '../types.ts';
import { withoutComplaints } from './operand-errors.ts';
import { pathItems } from './paths.ts';
import { contextShape, headedHits, hitsShape, namedHits, numberedHits, window } from './search-hits.ts';

const LISTS = ['-l', '-L', '--files-with-matches', '--files-without-match', '--name-only', '--files'];
// "-A", "-C3", "-rnB2", "-5", "--context=3"
const CONTEXT = /^-(?:[A-Za-z]*[ABCpW]\d*|\d+|-(?:after-|before-)?context(?:=\d+)?|-show-function|-function-context)$/;
// "2026-11-20T10:12:57", "[12:30:01]", "Nov 20 10:12:57", "INFO", behind a line number
const LOGGED =
  /^(?:\d+:)?\W{0,2}(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|(?:INFO|DEBUG|WARN|ERROR|TRACE)\b)/;

/** Options only hint at the form (`-tpy` is no `-p`): the text must agree. */
export function searchShape(run: Run): Shape | undefined {
  const { text, complaints } = withoutComplaints(run);
  const shape = formOf(run, text);
  if (!shape || complaints.length === 0) return shape;
  return shape.kind === 'text' ? { ...shape, lines: [...shape.lines, ...complaints] } : { ...shape, tail: complaints };
}

function formOf({ argv, level }: Run, text: string): Text | Files | Log | undefined {
  const raw = linesOf(text);
  if (raw.length === 0) return undefined;
  if (hasOption(argv, ...LISTS) && !raw.some((line) => line.includes(':'))) return { kind: 'files', items: pathItems(raw, level) };
  const counted = hasOption(argv, '-c', '--count', '--count-matches') ? counts(raw) : undefined;
  if (counted) return counted;
  const hits = numberedHits(text);
  if (hits) return hitsShape(hits, level, wantedBy(argv));
  if (raw.includes('--') || argv.some((word) => CONTEXT.test(word))) return contextShape(text, level);
  const found = headedHits(text) ?? namedHits(text);
  return found ? hitsShape(found, level, wantedBy(argv)) : oneFile(raw);
}

/** The longest run of letters in the first word of the command that is no option: long lines are shown around it. */
function wantedBy(argv: readonly string[]): string {
  const from = argv[1] === 'grep' ? 2 : 1;
  const pattern = argv.slice(from).find((word) => !word.startsWith('-')) ?? '';
  const runs = pattern.replace(/\\./g, ' ').match(/[A-Za-z0-9_]+/g) ?? [];
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** `path:3`: files without a match are only counted. */
function counts(raw: readonly string[]): Text | undefined {
  if (raw.some((line) => !/:\d+$/.test(line))) return undefined;
  const found = raw.filter((line) => !line.endsWith(':0'));
  const none = raw.length - found.length;
  if (none < 5) return undefined;
  return { kind: 'text', content: true, lines: [...found, omitted(none, 'lines')] };
}

// "12:text"
const NUMBERED = /^(\d+):(.*)$/;

/** Lines of one file that read the same are said once, behind all their numbers. */
function sameText(raw: readonly string[]): Text | undefined {
  if (raw.length < 10 || raw.some((line) => !NUMBERED.test(line))) return undefined;
  const groups = groupBy(raw, (line) => line.replace(NUMBERED, '$2'));
  if (groups.size > raw.length * 0.8) return undefined;
  const lines = [...groups].map(([text, found]) => `${found.map((line) => line.replace(NUMBERED, '$1')).join(',')}:${text}`);
  return { kind: 'text', content: true, lines };
}

/** Matches without a file name. */
function oneFile(raw: readonly string[]): Text | Log | undefined {
  if (raw.length > 60 && raw.filter((line) => LOGGED.test(line)).length > raw.length * 0.9) return { kind: 'log', lines: raw };
  if (raw.length <= 250) return sameText(raw);
  return { kind: 'text', content: true, lines: window(raw, 200) };
}
