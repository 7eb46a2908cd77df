import { omitted } from '../marks.ts';
import { told } from '../readers/js-trace.ts';
import { tap } from '../readers/tap.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'ava: failed tests and uncaught errors with difference and place, logs, summary',
  command: ['ava'],
  unless: ['-w', 'reset-cache', 'debug'],
  // "   4: test('rounds to cents', t => {…" under a place, "  ✘ [fail]: cart › rounds to cents", "not ok 4 - rounds to cents", "  ✔ [expected fail] cart › known bug"
  noise: ['^\\s+✘ \\[fail\\]: ', '^not ok \\d', '^\\s+✔ \\[expected fail\\]', '^ {2,}\\d+: '],
  parse,
} satisfies Filter;

// "  ✔ cart › adds tax (120ms)", "  - [skip] cart › later", "  - [todo] cart › handles vouchers"
const LISTED = /^ {2}(?:✔|- \[(?:skip|todo)\]|⚠ \[)/;
// "  ✘ [fail]: cart › rounds to cents Error thrown in test", "  ✘ [unexpected pass]: test › no longer failing"
const FAILED = /^ {2}✘ \[[\w ]+\]: (.+)$/;
// "  ─"
const RULE = /^ {2}─+$/;
// "  Uncaught exception in test/late.js", "  Unhandled rejection in test/late.js"
const UNCAUGHT = /^ {2}((?:Uncaught exception|Unhandled rejection|Internal error|Error) in .+)$/i;
// "  6 tests failed", "  36 tests passed", "  1 uncaught exception", "  No tests found", "  1 previous failure in test files that were not rerun"
const SUMMARY = /^ {2}(?:\d+ (?:tests?|known failures?|hooks?|uncaught|unhandled|previous|internal|timeouts?)\b.*|No tests found.*)$/;
// "   4: test('rounds to cents', t => {…"
const CODE = /^ {2,}\d+: /;
// "  test/cart.js:4"
const PLACE = /^ {2}(\S+:\d+)$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => SUMMARY.test(line)) || !lines.some((line) => RULE.test(line) || LISTED.test(line))) return tap(run.text);
  const rules = lines.flatMap((line, at) => (RULE.test(line) ? [at] : []));
  const list = lines.slice(0, rules[0] ?? lines.length);
  const reports = rules.length > 1 ? lines.slice((rules[0] ?? 0) + 1, rules.at(-1)) : [];
  const end = lines.slice(rules.length > 0 ? (rules.at(-1) ?? 0) + 1 : lines.length);
  const listed = readList(list);
  const failed = reportsOf(reports, listed.names).map((each) => withLogs(each, listed.logs));
  const failures = [...listed.failures, ...failed];
  const passed = failures.length > 0 ? [] : listed.logs.flatMap(({ head, lines: logs }) => [head, ...logs]);
  return { kind: 'tests', head: [...folded(listed.printed), ...folded(passed)], failures, tail: withTotalsLast(end) };
}

/** ava's totals follow the last report; what comes behind them was printed. */
function withTotalsLast(end: readonly string[]): string[] {
  const lines = end.filter((line) => line.trim() !== '');
  const other = lines.findIndex((line) => !SUMMARY.test(line));
  return other < 0 ? lines : [...lines.slice(other), ...lines.slice(0, other)];
}

interface Listed {
  readonly printed: string[];
  readonly failures: Failure[];
  /** Names of failed tests, with the reason that stands behind them. */
  readonly names: string[];
  /** What a test logged, under its line. */
  readonly logs: Logs[];
}

interface Logs {
  /** "  ✔ cart › adds tax", "  ✘ [fail]: cart › rounds to cents" */
  readonly head: string;
  readonly lines: string[];
}

// "    ℹ log of adds", and further lines of it
const LOG = /^ {4}(?:ℹ | {2})/;

/** What a failed test logged is the first that it says. */
function withLogs(failed: Failure, logs: readonly Logs[]): Failure {
  const own = logs.find(({ head }) => FAILED.exec(head)?.[1]?.startsWith(failed.name));
  return own ? { ...failed, lines: [...own.lines.map((line) => line.slice(2)), ...failed.lines] } : failed;
}

/** Lines that tests logged or printed beyond this many are counted. */
const PRINTED = 60;

function readList(lines: readonly string[]): Listed {
  const listed: Listed = { printed: [], failures: [], names: [], logs: [] };
  let test: Logs | undefined;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const [, uncaught] = UNCAUGHT.exec(line) ?? [];
    const end = uncaught === undefined ? at + 1 : errorEnd(lines, at);
    const name = FAILED.exec(line)?.[1];
    if (uncaught !== undefined) listed.failures.push(failure(uncaught, lines.slice(at + 1, end)));
    else if (test && LOG.test(line)) logged(test, line, listed);
    else if (name !== undefined) listed.names.push(name);
    else if (line.trim() !== '' && !LISTED.test(line)) listed.printed.push(line);
    if (name !== undefined || LISTED.test(line)) test = { head: line, lines: [] };
    else if (!LOG.test(line)) test = undefined;
    at = end;
  }
  return listed;
}

function logged(test: Logs, line: string, listed: Listed): void {
  if (test.lines.length === 0) listed.logs.push(test);
  test.lines.push(line);
}

function folded(lines: readonly string[]): string[] {
  const more = lines.length - PRINTED;
  return more > 0 ? [...lines.slice(0, PRINTED), omitted(more)] : [...lines];
}

/** An uncaught error ends with the next line of the list. */
function errorEnd(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (
    end < lines.length &&
    !LISTED.test(lines[end] ?? '') &&
    !/^ {2}✘ /.test(lines[end] ?? '') &&
    !UNCAUGHT.test(lines[end] ?? '') &&
    !/^ {2}\S.* › /.test(lines[end] ?? '')
  )
    end++;
  return end;
}

/** A report opens with the name of a failed test, on a line of its own. */
function reportsOf(lines: readonly string[], names: readonly string[]): Failure[] {
  const nameAt = (line: string) => names.find((name) => line.startsWith('  ') && name.startsWith(line.trim()) && line.trim() !== '');
  const starts = lines.flatMap((line, at) => (nameAt(line) !== undefined && (at === 0 || (lines[at - 1] ?? '').trim() === '') ? [at] : []));
  const told = starts.map((start, n) => failure((lines[start] ?? '').trim(), lines.slice(start + 1, starts[n + 1] ?? lines.length)));
  const silent = names.filter((name) => !told.some((each) => name.startsWith(each.name)));
  return [...told, ...silent.map((name) => ({ name, lines: [] }))];
}

/** The lines of the test that stand under its place. */
function withoutExcerpt(body: readonly string[]): readonly string[] {
  let start = body.findIndex((line) => PLACE.test(line)) + 1;
  while (start > 0 && start < body.length && (body[start] ?? '').trim() === '') start++;
  let end = start;
  while (start > 0 && CODE.test(body[end] ?? '')) end++;
  return [...body.slice(0, start), ...body.slice(end)];
}

function failure(name: string, body: readonly string[]): Failure {
  const own = body.map((line) => PLACE.exec(line)?.[1]).find((place) => place !== undefined);
  const said = withoutExcerpt(body).filter((line) => !PLACE.test(line));
  const { place, lines } = told(said);
  const shown = own ?? place;
  const further = own !== undefined && place !== undefined && place !== own && !place.endsWith(`/${own}`) ? [`  › ${place}`] : [];
  return { name, ...(shown === undefined ? {} : { place: shown }), lines: [...lines, ...further] };
}
