import { omitted } from '../marks.ts';
import { coverageLength, coverageTable } from '../readers/istanbul.ts';
import { told } from '../readers/js-trace.ts';
import { tap } from '../readers/tap.ts';
import { verdictAt, verdictEnd } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'vitest: failed tests and suites, unhandled errors, console output, coverage, benchmarks, summary',
  command: ['vitest'],
  serves: true,
  unless: ['--standalone', '--ui', 'list', 'init', 'watch', 'dev', '--reporter=blob'],
  // " FAIL  a.test.js > adds", "   × adds 3ms", "⎯⎯ Failed Tests 9 ⎯⎯", " ❯ a.test.js (6 tests | 5 failed) 251ms", "     → no user -1"
  noise: ['^\\s*FAIL\\s', '^\\s+× ', '^⎯+', '^\\s+❯ .*\\(\\d+ tests?\\b', '^\\s+→ ', '^\\s*not ok \\d'],
  parse,
} satisfies Filter;

// "⎯⎯⎯⎯ Failed Tests 9 ⎯⎯⎯⎯", "⎯⎯⎯⎯ Unhandled Rejection ⎯⎯⎯⎯"
const SECTION = /^⎯+ (.+?) ⎯+$/;
// "⎯⎯⎯⎯⎯⎯⎯⎯[1/9]⎯", "⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯⎯"
const END = /^⎯{2,}(?:\[\d+\/\d+\]⎯+)?$/;
// " FAIL  test/cart.test.js > cart > total > rounds to cents"
const FAIL = /^ ?FAIL {1,2}(\S.*)$/;
// " Test Files  2 failed | 1 passed (3)", "      Tests  9 failed (15)", "  Snapshots  2 failed", "     Errors  2 errors", "Type Errors  1 failed"
const SUMMARY = /^\s*(?:Test Files|Tests|Snapshots|Errors|Type Errors|Suites) {2}\S/;
// "   Start at  12:09:38", "   Duration  1.52s (transform 47ms, setup 0ms…)"
const TIMES = /^\s*(?:Start at|Duration) {2}/;
const OWN = /^\s*(?:Test Files|Tests|Snapshots|Errors|Type Errors|Suites|Start at|Duration) {2}\S/;
// " RUN  v4.1.12 /home/dev/vapp", "      Coverage enabled with v8", " % Coverage report from v8"
const BANNER = /^ (?:RUN|DEV) {2}v\d|^\s+Coverage enabled with \w+$|^ % Coverage report from \w+$/;
// " ✓ test/tax.test.js (2 tests) 3ms", "     × times out 203ms", " ❯ test/user.test.js  (6 tests | 5 failed) 282ms", "   ❯ a.test.js > adds", "   ↓ later", "   ❯ cart (7)"
const PROGRESS = /^\s+(?:[✓✔√↓□×✗·❯]|\[skipped\]) +\S.*$/;
// "     × times out 203ms", "   ❯ test/cart.test.js > cart > describes the cart", " × test/a.test.js > adds 5ms"
const FAILED_ITEM = /^\s+(?:×|❯(?=.* > )) (.+?)(?: \d+m?s)?(?: \(retry x\d+\))?$/;
// "     → no user -1"
const REASON = /^\s+→ /;
// "stdout | test/user.test.js > fetchUser > logs"
const PRINTED = /^[·x*-]*std(?:out|err) \| \S.*$/;
// "·xxxx·xxxx--··"
const DOTS = /^[·x*-]{3,}$/;
// "- The error was thrown, while Vitest was running this test."
const ADVICE =
  /^- The error was thrown, while Vitest was running this test\.$|^- If the error occurred after the test had been completed, this was the last documented test before it was thrown\.$/;

/** `between`: behind the end of a failure. */
type Mode = 'quote' | 'failure' | 'between' | 'progress' | 'printed' | 'summary';

interface State {
  mode: Mode;
  /** Does the report head its failures? Then FAIL elsewhere was printed by a test. */
  readonly sections: boolean;
  readonly head: string[];
  readonly tail: string[];
  readonly failures: Failure[];
  /** Names of failed tests in the list of files, and the lines under them. */
  readonly items: { readonly name: string; readonly lines: string[] }[];
  names: string[];
  body: string[];
  printed: number;
  /** Were the printed lines on stdout? */
  stdout: boolean;
}

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => SUMMARY.test(line) || FAIL.test(line))) return tap(run.text);
  const state = startOf(lines);
  const verdicts = verdictLines(lines);
  for (let at = 0; at < lines.length; at++) {
    const table = coverageLength(lines, at);
    if (table > 0) state.tail.push(...coverageTable(lines.slice(at, at + table)));
    at += Math.max(0, table - 1);
    if (table === 0 && !serialized(lines, at))
      take(lines[at] ?? '', state, verdicts.has(at) || (state.mode !== 'printed' && PART.test(lines[at] ?? '')));
  }
  close(state);
  return { kind: 'tests', head: state.head, failures: [...state.failures, ...unexplained(state)], tail: state.tail };
}

// " Test Files  2 failed | 1 passed (3)", "   Start at  12:09:38"
const FILES = /^\s*(?:Test Files|Suites) {2}\S/;
const START = /^\s*Start at {2}/;

// "  Snapshots  2 failed", which stands above the totals
const PART = /^\s*(?:Snapshots|Errors|Type Errors) {2}\S/;

/** The lines of vitest's own totals: the last ones, and those above the banner of a further run. Others were printed by a test. */
function verdictLines(lines: readonly string[]): Set<number> {
  const ours = new Set<number>();
  const last = verdictAt(lines, SUMMARY, (at) => verdictOf(lines, at).some((line) => START.test(line)));
  let further = true;
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    const whole = verdictOf(lines, at);
    if (/^ (?:RUN|DEV) {2}v\d/.test(line)) further = true;
    if (!FILES.test(line) || !further || !(last < 0 || whole.some((each) => START.test(each)))) continue;
    for (let own = at; own < at + whole.length; own++) ours.add(own);
    further = false;
  }
  if (ours.size === 0) for (const [at, line] of lines.entries()) if (SUMMARY.test(line) || TIMES.test(line)) ours.add(at);
  return ours;
}

function verdictOf(lines: readonly string[], at: number): readonly string[] {
  return lines.slice(at, verdictEnd(lines, at, OWN));
}

function startOf(lines: readonly string[]): State {
  const sections = lines.some((line) => /^⎯+ Failed \w+ \d+ ⎯+$/.test(line));
  return { mode: 'quote', sections, head: [], tail: [], failures: [], items: [], names: [], body: [], printed: 0, stdout: false };
}

/** The line between an error and its properties: "⎯⎯⎯⎯\nSerialized Error: { code: 'E_X' }". */
function serialized(lines: readonly string[], at: number): boolean {
  return /^⎯+$/.test(lines[at] ?? '') && /^Serialized Error: /.test(lines[at + 1] ?? '');
}

/** `ours`: is the line one of vitest's own totals? */
function take(line: string, state: State, ours: boolean): void {
  const section = SECTION.exec(line)?.[1];
  const name = state.mode === 'failure' || state.mode === 'between' || !state.sections ? FAIL.exec(line)?.[1] : undefined;
  if (section !== undefined || name !== undefined || END.test(line)) startFailure(section, name, state);
  else if (ours && SUMMARY.test(line)) summarise(line, state);
  else if (BANNER.test(line) || (ours && TIMES.test(line)) || DOTS.test(line)) leaveFailure(line, state);
  else if (state.mode === 'failure') state.body.push(line);
  else takeProgress(line, state);
}

function startFailure(section: string | undefined, name: string | undefined, state: State): void {
  if (section !== undefined || name === undefined || state.body.some((line) => line.trim() !== '')) close(state);
  if (section !== undefined && !/^Failed (?:Tests|Suites|Benchmarks) \d+$|^Unhandled (?:Source )?Errors?$/.test(section))
    state.names.push(section);
  if (section === 'Unhandled Error') state.names.push(section);
  if (name !== undefined) state.names.push(name);
  state.mode = section === undefined && name === undefined ? 'between' : 'failure';
}

function summarise(line: string, state: State): void {
  close(state);
  state.mode = 'summary';
  state.tail.push(line);
}

/** A line of the frame of the report: what it stands in ends. */
function leaveFailure(line: string, state: State): void {
  close(state);
  state.mode = 'quote';
  if (/^\s*Duration {2}/.test(line)) state.tail.push(line.replace(/ \([^()]*\)$/, ''));
}

/** Puts away the failure that was read. */
function close(state: State): void {
  const { place, lines } = told(state.body.filter((line) => !ADVICE.test(line)));
  for (const name of state.names) state.failures.push({ name, ...(place === undefined ? {} : { place }), lines });
  if (state.names.length === 0) (state.failures.length > 0 ? state.tail : state.head).push(...lines);
  state.names = [];
  state.body = [];
}

/** Further printed lines are counted, but for those on stderr. */
const MOST_PRINTED = 40;

function takeProgress(line: string, state: State): void {
  if (PRINTED.test(line)) {
    state.mode = 'printed';
    state.stdout = line.includes('stdout | ');
    state.head.push(line);
  } else if (state.mode === 'progress' && isReason(line, state)) {
    state.items.at(-1)?.lines.push(line);
  } else if (PROGRESS.test(line) && !(state.mode === 'summary' && /^ {8}/.test(line))) {
    state.mode = 'progress';
    const item = FAILED_ITEM.exec(line)?.[1];
    if (item !== undefined) state.items.push({ name: item, lines: [] });
  } else if (line.trim() !== '') quote(line, state);
}

/** "     → no user -1", and the lines that go on with it. */
function isReason(line: string, state: State): boolean {
  return REASON.test(line) || ((state.items.at(-1)?.lines.length ?? 0) > 0 && !PROGRESS.test(line));
}

function quote(line: string, state: State): void {
  const printed = state.mode === 'printed';
  if (printed) state.printed++;
  const into = state.mode === 'summary' || state.failures.length > 0 ? state.tail : state.head;
  into.push(printed && state.stdout && state.printed > MOST_PRINTED ? omitted(1) : line);
}

/** Failed tests of the list that no block explains. */
function unexplained(state: State): Failure[] {
  const leaf = (name: string) => name.slice(name.lastIndexOf(' > ') + 1).replace(/^> /, '');
  const names = new Set(state.failures.flatMap(({ name }) => [name, leaf(name)]));
  return state.items
    .filter(({ name }) => !names.has(name) && !names.has(leaf(name)))
    .map(({ name, lines }) => ({ name, lines: told(lines).lines }));
}
