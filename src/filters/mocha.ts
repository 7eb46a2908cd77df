import { omitted } from '../marks.ts';
import { coverageLength, coverageTable } from '../readers/istanbul.ts';
import { told } from '../readers/js-trace.ts';
import { tap } from '../readers/tap.ts';
import { verdictAt, verdictEnd } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'mocha: failed tests and hooks with assertion and place, printed lines, summary',
  command: ['mocha', '_mocha', 'electron-mocha'],
  unless: [
    '--reporter=nyan',
    '-R=nyan',
    '--reporter=landing',
    '-R=landing',
    '--reporter=doc',
    '-R=doc',
    '--reporter=markdown',
    '-R=markdown',
    '--reporter=json-stream',
    '-R=json-stream',
    '-R=json',
    '-R=xunit',
    '--reporter=xunit',
    '-w',
  ],
  // "    2) rounds to cents", "not ok 5 suite1 fails", "    error handling"
  noise: ['^\\s+\\d+\\) ', '^not ok \\d', '^(?: {2})+[A-Za-z.#][\\w .()#/*-]*$'],
  parse,
} satisfies Filter;

// "  13 passing (597ms)"
const PASSING = /^\s*\d+ passing \(\S+\)$/;
// "  2 pending", "  12 failing"
const OTHERS = /^\s*\d+ (?:pending|failing)$/;
const OTHERS_TOO = /^\s*\d+ (?:passing|pending|failing)\b/;
// "  1) cart", "  10) fails exactly once when a global error is thrown first:"
const NUMBERED = /^ {2}(\d+)\) (.*)$/;
// "      ✔ adds tax (49ms)", "    - handles vouchers", "        2) rounds to cents", "  ✓ cart total adds tax: 0ms"
const MARKED = /^\s{2,}(?:[✔✓√] |- |\d+\) |\. )/;
// "  ....!!!.!!!..,", "  [▬▬▬..]"
const DOTS = /^\s*[.!,․]+$|^\s*\[[▬.]+\]?$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  const passing = verdictAt(lines, PASSING, (at) => standsAlone(lines, at));
  if (passing < 0) return tap(run.text);
  // Two summaries in mocha's layout are two runs.
  if (lines.some((line, at) => at < passing && PASSING.test(line) && standsAlone(lines, at))) return undefined;
  let end = passing + 1;
  while (OTHERS.test(lines[end] ?? '')) end++;
  const { failures, rest } = failuresOf(lines.slice(end));
  const summary = lines.slice(passing, end).map((line) => line.trim());
  return { kind: 'tests', head: printed(lines.slice(0, passing)), failures, tail: [...squeezed(rest), ...summary] };
}

/** mocha puts blank lines around its summary; a test that prints one rarely does. */
function standsAlone(lines: readonly string[], at: number): boolean {
  const end = verdictEnd(lines, at, OTHERS_TOO);
  return (lines[at - 1] ?? '').trim() === '' && (lines[end] ?? '').trim() === '';
}

/** nyc and c8 print a coverage table behind the tests. */
function squeezed(rest: readonly string[]): string[] {
  const start = rest.findIndex((_, at) => coverageLength(rest, at) > 0);
  const end = start + (start < 0 ? 0 : coverageLength(rest, start));
  return start < 0 ? [...rest] : [...rest.slice(0, start), ...coverageTable(rest.slice(start, end)), ...rest.slice(end)];
}

/** Lines beyond this many that the tests printed are counted. */
const PRINTED = 60;

/** What is neither a suite's title nor a test's line was printed by the tests. */
function printed(lines: readonly string[]): string[] {
  const own = lines.filter((line, at) => line.trim() !== '' && !MARKED.test(line) && !DOTS.test(line) && !isTitle(lines, at));
  const more = own.length - PRINTED;
  return more > 0 ? [...own.slice(0, PRINTED), omitted(more)] : own;
}

/** A suite's title stands two columns above the next test or title. */
function isTitle(lines: readonly string[], at: number): boolean {
  const indent = indentOf(lines[at] ?? '');
  if (indent < 2 || indent % 2 === 1) return false;
  for (let next = at + 1; next < Math.min(lines.length, at + 50); next++) {
    const line = lines[next] ?? '';
    if (line.trim() !== '' && indentOf(line) >= 2) return indentOf(line) === indent + 2;
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

interface Reports {
  readonly failures: Failure[];
  /** What follows the last report. */
  readonly rest: string[];
}

function failuresOf(lines: readonly string[]): Reports {
  const starts = lines
    .flatMap((line, at) => (NUMBERED.test(line) ? [at] : []))
    .filter((at, n) => NUMBERED.exec(lines[at] ?? '')?.[1] === String(n + 1));
  const failures = starts.map((start, n) => failure(lines.slice(start, starts[n + 1] ?? endOfLast(lines, start))));
  const rest = lines.slice(starts.length === 0 ? 0 : endOfLast(lines, starts.at(-1) ?? 0)).filter((line) => line.trim() !== '');
  return { failures, rest };
}

/** mocha ends with two blank lines; what comes then is another's. */
function endOfLast(lines: readonly string[], start: number): number {
  const end = lines.findIndex(
    (line, at) => at > start + 1 && line.trim() === '' && (lines[at + 1] ?? '').trim() === '' && (lines[at + 2] ?? '').trim() === '',
  );
  return end < 0 ? lines.length : end;
}

function failure(lines: readonly string[]): Failure {
  const titles = [NUMBERED.exec(lines[0] ?? '')?.[2] ?? ''];
  while (indentOf(lines[titles.length] ?? '') === 5 + 2 * titles.length) titles.push((lines[titles.length] ?? '').trim());
  const name = titles.join(' > ').replace(/:$/, '');
  const { place, lines: said } = told(withoutSecondDiff(lines.slice(titles.length)).filter((line) => line.trim() !== '----'));
  return { name, ...(place === undefined ? {} : { place }), lines: unindented(said) };
}

/** mocha indents what it prints itself, but not the further lines of a message. */
function unindented(lines: readonly string[]): string[] {
  const diff = lines.findIndex((line) => line.trim() === '+ expected - actual');
  return lines.map((line, at) =>
    at === 0 || (diff >= 0 && at >= diff) || /^ {5}(?:Caused by: | at )/.test(line) ? line.replace(/^ {5,6}/, '') : line,
  );
}

/** mocha's own diff says again what the diff in node's message said. */
function withoutSecondDiff(body: readonly string[]): readonly string[] {
  const first = body.findIndex((line) => line.trim() === '+ actual - expected');
  const second = body.findIndex((line) => line.trim() === '+ expected - actual');
  if (first < 0 || second < first) return body;
  const frames = body.findIndex((line, at) => at > second && /^\s+at /.test(line));
  return [...body.slice(0, second), ...body.slice(frames < 0 ? body.length : frames)];
}
