import { omitted } from '../marks.ts';
import { coverageLength, coverageTable } from '../readers/istanbul.ts';
import { frameOf, isCode, type Told, told } from '../readers/js-trace.ts';
import { verdictAt, verdictEnd } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'jest: failed tests with assertion and place, console output, coverage, summary',
  command: ['jest', 'react-scripts test'],
  serves: true,
  unless: ['--listTests', '--showConfig', '--init', '--clearCache'],
  // "FAIL tests/cart.test.js", "    ✕ rounds to cents (3 ms)", "  ● cart › total › rounds to cents", "    error handling"
  noise: ['^ ?FAIL\\s', '^\\s+[✕×] ', '^\\s+● ', '^(?: {2})+[A-Za-z.#][\\w .()#/*-]*$'],
  parse,
} satisfies Filter;

// "FAIL unit tests/cart.test.js (5.1 s)"
const SUITE = /^ ?(PASS|FAIL)\s+(?!\s)(?:.*\s)?(\S+\.\w+)(?: \([\d.,]+ m?s\)| \([\d.,]+ m?s, [^()]*\)| \(\d+ MB heap size\))*$/;
// "  ● cart › total › rounds to cents", "  ●  TCPSERVERWRAP"
const BULLET = /^ {2}● ( ?)(.*)$/;
// "  console.log", "    console.warn src/a.js:3"
const CONSOLE = /^ {2,4}console\.(\w+)(?: (\S+:\d+))?$/;
// " LOGGING RETRY ERRORS  never passes", " RETRY 2 "
const RETRY = /^ ?(?:LOGGING )?RETRY (?:ERRORS|\d+)\b/;
// "    ✕ rounds to cents (3 ms)"
const FAILED_ITEM = /^\s+[✕×] (.*?)(?: \([\d.,]+ m?s\))?$/;
// "Tests:       6 failed, 1 skipped, 4 passed, 12 total"
const SUMMARY = /^(?:Test Suites|Tests|Snapshots|Time):\s+\S/;
// "Ran all test suites matching /tests/i.", "Snapshot Summary"
const NOISE = /^Ran all test suites\b|^Summary of all failing tests$|^Determining test suites to run\.\.\.$/;

/** A line that opens a part, and the deeper lines under it. */
interface Part {
  readonly at: number;
  readonly head: string;
  readonly body: readonly string[];
}

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  const known = lines.some((line, at) => SUITE.test(line) || SUMMARY.test(line) || BULLET.test(line) || coverageLength(lines, at) > 0);
  if (!known) return undefined;
  const totals = totalsAt(lines);
  const isPrinted = ({ at, head }: Part) => SUMMARY.test(head) && !totals.some(([start, end]) => at >= start && at < end);
  const read = readParts(partsOf(lines), isPrinted);
  return { kind: 'tests', head: read.head, failures: read.failures, tail: read.tail };
}

/** jest's own totals: the last ones, and those above "Ran all test suites."; a test may have printed others. */
function totalsAt(lines: readonly string[]): [number, number][] {
  const last = verdictAt(lines, SUMMARY, (at) => /^Test Suites:/.test(lines[at] ?? ''));
  return lines.flatMap((line, at): [number, number][] => {
    if (!/^Test Suites:/.test(line) && at !== last) return [];
    const end = verdictEnd(lines, at, SUMMARY);
    return at === last || /^Ran all test suites\b/.test(lines[end] ?? '') ? [[at, end]] : [];
  });
}

function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; ) {
    const head = lines[at] ?? '';
    const length = coverageLength(lines, at) || 1 + bodyLength(lines, at);
    if (head.trim() !== '') parts.push({ at, head, body: lines.slice(at + 1, at + length) });
    at += length;
  }
  return parts;
}

/** Lines that are deeper than the opening line; a suite's list of tests ends with a blank line. */
function bodyLength(lines: readonly string[], at: number): number {
  const head = lines[at] ?? '';
  const suite = SUITE.test(head);
  if (!suite && !opens(head)) return 0;
  const deeper = head.length - head.trimStart().length + 2;
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (opens(line) || (suite && line.trim() === '')) break;
    if (line.trim() !== '' && line.length - line.trimStart().length < deeper && !(end > at + 1 && isCode(line))) break;
  }
  return end - at - 1;
}

function opens(line: string): boolean {
  return BULLET.test(line) || CONSOLE.test(line) || RETRY.test(line);
}

interface ReadParts {
  readonly head: string[];
  readonly failures: Failure[];
  readonly tail: string[];
}

interface Suite {
  /** Its line without the time; undefined for what comes before the first suite. */
  readonly title: string | undefined;
  readonly file: string | undefined;
  readonly failed: boolean;
  /** Names of failed tests in its list. */
  readonly items: readonly string[];
  readonly failures: Failure[];
}

/** What stands in a suite's part and is no failure: `located` if its lines name the suite's file. */
interface Note {
  readonly suite: Suite | undefined;
  readonly lines: readonly string[];
  readonly located: boolean;
}

function readParts(parts: readonly Part[], isPrinted: (part: Part) => boolean): ReadParts {
  const head: string[] = [];
  const notes: Note[] = [];
  const suites: Suite[] = [{ title: undefined, file: undefined, failed: false, items: [], failures: [] }];
  const printed = { count: 0 };
  let open = false;
  for (const part of parts) {
    const suite = suites.at(-1);
    open = SUITE.test(part.head) || (open && /^\s/.test(part.head));
    const bullet = BULLET.exec(part.head);
    if (SUITE.test(part.head)) suites.push(suiteOf(part));
    else if (bullet && bullet[1] === '' && bullet[2] !== 'Console') suite?.failures.push(failure(bullet[2] ?? '', part.body, suite.file));
    else if (isPrinted(part)) head.push(part.head);
    else if (part.head !== '  ● Console' && !NOISE.test(part.head)) {
      const lines = quoted(part, printed);
      if (suites.length === 1) head.push(...lines);
      else notes.push({ suite: open && IN_SUITE.test(part.head) ? suite : undefined, lines, located: isLocated(lines, suite) });
    }
  }
  return {
    head,
    failures: distinct(suites.flatMap(failuresOf)),
    tail: suites.length > 2 ? underSuites(notes) : notes.flatMap(({ lines }) => lines),
  };
}

// "    console.log", " › 1 snapshot failed.", "   • snapshots gone 1"
const IN_SUITE = /^(?: {4}console\.| › | {3}[•↳])/;

function suiteOf(part: Part): Suite {
  const [, verdict, file = ''] = SUITE.exec(part.head) ?? [];
  const title = part.head.trim().replace(/(?<! \([^()]*\))(?: \([^()]*\))+$/, '');
  return { title, file: file.replace(/^\.\//, ''), failed: verdict === 'FAIL', items: failedItems(part.body), failures: [] };
}

function isLocated(lines: readonly string[], suite: Suite | undefined): boolean {
  return suite?.file !== undefined && (lines[0]?.includes(` ${suite.file}:`) ?? false);
}

/** Lines that do not name their suite's file stand under its line. */
function underSuites(notes: readonly Note[]): string[] {
  const strays = new Set(notes.filter((note) => !note.located).map((note) => note.suite));
  return notes.flatMap(({ suite, lines }, at) => {
    if (suite?.title === undefined || !strays.has(suite)) return lines;
    const indented = lines.map((line) => (line.startsWith('\0') || line === '' ? line : `  ${line}`));
    return notes[at - 1]?.suite === suite ? indented : [suite.title, ...indented];
  });
}

function failedItems(body: readonly string[]): string[] {
  return body.flatMap((line) => FAILED_ITEM.exec(line)?.[1] ?? []);
}

/** The blocks, failed tests of the list that no block explains, the suite if that is all. */
function failuresOf({ file, failed, items, failures }: Suite): Failure[] {
  const names = new Set(failures.flatMap(({ name }) => [name, name.slice(name.lastIndexOf(' › ') + 3)]));
  const silent = items.filter((item) => !names.has(item) && !failures.some(({ name }) => name.endsWith(` › ${item}`)));
  if (failed && file !== undefined && failures.length + silent.length === 0) return [{ name: file, lines: [] }];
  return [...failures, ...silent.map((name) => ({ name, lines: [] }))];
}

/** The summary at the end of a long run repeats the blocks. */
function distinct(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((each) => [[each.name, each.place, ...each.lines].join('\n'), each])).values()];
}

/** The suite is named where no frame names it. */
function failure(name: string, body: readonly string[], file: string | undefined): Failure {
  const { place, lines } = told(body);
  const named = file === undefined || place?.startsWith(`${file}:`) || lines.some((line) => line.includes(file));
  return { name: named ? name : `${file} › ${name}`, ...(place === undefined ? {} : { place }), lines };
}

/** Further console lines are counted, but for errors and warnings. */
const PRINTED = 40;

function quoted(part: Part, printed: { count: number }): string[] {
  if (coverageLength([part.head, ...part.body], 0) > 0) return coverageTable([part.head, ...part.body]);
  if (CONSOLE.test(part.head)) return consoleLines(part, printed);
  const { place, lines } = told(part.body);
  return [place === undefined ? part.head.trimEnd() : `${part.head.trimEnd()} (${place})`, ...lines];
}

/** The place is jest's own last frame, not one that the printed text holds. */
function consoleLines(part: Part, printed: { count: number }): string[] {
  const [, level = '', at] = CONSOLE.exec(part.head) ?? [];
  const { place = at, lines } = printedAt(part.body);
  printed.count += lines.length;
  if (printed.count > PRINTED && !/^(?:error|warn|assert)$/.test(level)) return [omitted(part.body.length + 1)];
  const said = lines.map((line) => line.trim());
  const head = place === undefined ? `console.${level}` : `console.${level} ${place}`;
  return said.length === 1 ? [`${head} ${said[0]}`] : [head, ...lines];
}

/** The printed lines, and the place of the first user's frame of the stack behind them; the code frame between goes. */
function printedAt(body: readonly string[]): Told {
  let end = body.length;
  while (end > 0 && ((body[end - 1] ?? '').trim() === '' || frameOf(body[end - 1] ?? ''))) end--;
  const stack = body.slice(end);
  const blank = stack.findIndex((line) => line.trim() === '');
  const own = stack.slice(blank + 1);
  const place = own.map((line) => frameOf(line)?.place).find((each) => each !== undefined);
  while (end > 0 && isCode(body[end - 1] ?? '')) end--;
  const text = [...body.slice(0, end), ...(blank < 0 ? [] : stack.slice(0, blank))];
  const lines = text.filter((line) => line.trim() !== '' && !isForeign(line)).map((line) => line.trimEnd());
  return place === undefined ? { lines } : { place, lines };
}

/** A frame of a package or of node itself. */
function isForeign(line: string): boolean {
  const frame = frameOf(line);
  return frame !== undefined && frame.place === undefined;
}
