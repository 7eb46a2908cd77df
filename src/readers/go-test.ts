/** Plain text of go test, with and without -v: which tests failed and what they said, what stands outside of tests. */

import type { Failure } from '../types.ts';
import { withoutLibrary } from './go-trace.ts';

export interface GoTests {
  readonly failures: readonly Failure[];
  /** Lines that belong to no test, in order; package results are not among them. */
  readonly others: readonly string[];
  /** "ok  \texample.com/a\t0.003s", "FAIL\texample.com/b [build failed]" */
  readonly packages: readonly string[];
  /** Logs of tests that passed, under `--- PASS` or `--- SKIP` where that says more than the name. */
  readonly passed: readonly string[];
  readonly known: boolean;
}

// "=== RUN   TestTable/case_0", "=== PAUSE TestParallel/a", "=== CONT  …", "=== NAME  …"; behind output without a newline: "42=== RUN   TestB"
const EVENT = /^(?<said>.*?)=== (?<event>RUN|PAUSE|CONT|NAME|ATTR) +(?<name>(?:Test|Benchmark|Fuzz|Example)\S*)/;
// "--- FAIL: TestAdd (0.00s)", "    --- PASS: TestTable/case_0 (0.00s)", "42--- PASS: TestB (0.00s)"
const RESULT =
  /^(?<said>.*?)--- (?<result>PASS|FAIL|SKIP|BENCH): (?<name>(?:Test|Benchmark|Fuzz|Example).*?)(?: \((?:[\d.]+s|\d+\.\d+ seconds)\))?$/;
// "ok  \texample.com/gosvc/price\t0.003s", "FAIL\texample.com/gosvc/cart\t0.004s", "?   \texample.com/gosvc/empty\t[no test files]", "\texample.com/gosvc/empty\t\tcoverage: 0.0% of statements"
const PACKAGE = /^(?:(?:ok {2}|FAIL|\? {3})\t(?<name>\S+)(?:\t|\s\[|$)|\t\S+\t\tcoverage: )/;
// "panic: test timed out after 2s", "fatal error: checkptr: converted pointer straddles…", "SIGQUIT: quit", "unexpected fault address 0x0"
const CRASH = /^(?:panic: |fatal error: |unexpected fault address|SIG[A-Z]+: |runtime: (?:goroutine stack exceeds|out of memory))/;
const RACE = /^WARNING: DATA RACE$/;
// "goroutine 19 [running]:", "Read at 0x00c000018258 by goroutine 8:"
const TRACE = /^goroutine \d+ |^runtime stack:$| by goroutine \d+:$/;
const RULE = /^=+$/;
const END = /^(?:PASS|FAIL)$/;

type Groups = Readonly<Record<string, string | undefined>>;

interface Draft {
  readonly name: string;
  result?: string;
  readonly lines: string[];
}

interface Reading {
  readonly failures: Failure[];
  readonly others: string[];
  readonly packages: string[];
  readonly passed: string[];
  /** The tests of the package that is being read, and of each name the last (`-count=2` runs a test again). */
  tests: Draft[];
  last: Map<string, Draft>;
  current?: Draft | undefined;
  /** A panic or race report, which takes every line up to its end. */
  crash?: string[] | undefined;
  known: boolean;
}

export function goTests(lines: readonly string[]): GoTests {
  const reading: Reading = { failures: [], others: [], packages: [], passed: [], tests: [], last: new Map(), known: false };
  for (const line of lines) read(reading, line);
  endPackage(reading, undefined);
  return reading;
}

function read(reading: Reading, line: string): void {
  const result = PACKAGE.exec(line);
  const event = EVENT.exec(line)?.groups;
  const test = RESULT.exec(line)?.groups;
  if (event || test) endCrash(reading);
  if (result && !contradicts(reading, line)) endPackage(reading, result.groups?.name, line);
  else if (event) happened(reading, event);
  else if (test) ended(reading, test);
  else if (reading.crash) crashed(reading, line);
  else if (CRASH.test(line) || RACE.test(line)) reading.crash = [line];
  else if (END.test(line)) reading.current = undefined;
  else if (!RULE.test(line)) log(reading, line);
}

/** A package whose tests failed is not `ok`: a test has printed that line. */
function contradicts(reading: Reading, line: string): boolean {
  return line.startsWith('ok ') && reading.tests.some((test) => test.result === 'FAIL');
}

function happened(reading: Reading, found: Groups): void {
  before(reading, found);
  const name = found.name ?? '';
  if (found.event === 'RUN' && reading.last.get(name)?.result !== undefined) reading.last.delete(name);
  reading.current = found.event === 'PAUSE' ? undefined : testOf(reading, name);
}

function ended(reading: Reading, found: Groups): void {
  before(reading, found);
  reading.current = testOf(reading, found.name ?? '');
  reading.current.result = found.result ?? '';
}

/** What a test printed without a newline stands on the same line. */
function before(reading: Reading, { said = '' }: Groups): void {
  reading.known = true;
  if (said.trim() !== '') log(reading, said);
}

/** Under `--- FAIL` without -v only indented lines are the test's; examples print theirs unindented. */
function log(reading: Reading, line: string): void {
  const test = reading.current;
  const own = test && (test.result === undefined || /^(?: {4}|\t)/.test(line) || test.name.startsWith('Example'));
  if (own) test.lines.push(line);
  else if (line.trim() !== '') reading.others.push(line);
}

/** A race report ends with a rule of `=`; a panic with its package. */
function crashed(reading: Reading, line: string): void {
  const race = RACE.test(reading.crash?.[0] ?? '');
  if (race && RULE.test(line)) endCrash(reading);
  else if (!race && /^exit status \d+$/.test(line)) {
    endCrash(reading);
    reading.others.push(line);
  } else reading.crash?.push(line);
}

/**
 * A crash belongs to the test that is running; without one it stands for itself.
 * Text that only begins like a crash (a test printed `panic: …`) has no trace and is a log.
 */
function endCrash(reading: Reading, place?: string): void {
  const crash = reading.crash ?? [];
  reading.crash = undefined;
  if (!crash.some((line) => TRACE.test(line))) {
    for (const line of crash) log(reading, line);
    return;
  }
  const lines = withoutLibrary(crash);
  const test = reading.current;
  if (test && test.result !== 'PASS' && !RACE.test(lines[0] ?? '')) {
    test.result = 'FAIL';
    test.lines.push(...lines);
  } else reading.failures.push({ name: lines[0] ?? '', ...(place === undefined ? {} : { place }), lines: lines.slice(1) });
}

function endPackage(reading: Reading, name: string | undefined, line?: string): void {
  endCrash(reading, name);
  const { tests } = reading;
  reading.failures.push(...tests.filter((test) => failedItself(test, tests)).map((test) => failureOf(test, name)));
  for (const test of tests) {
    if (test.result === undefined) reading.others.push(`=== RUN   ${test.name}`, ...test.lines);
    else if (test.result === 'SKIP' || (test.result !== 'FAIL' && test.lines.length > 0))
      reading.passed.push(`--- ${test.result}: ${test.name}`, ...test.lines);
  }
  reading.tests = [];
  reading.last = new Map();
  reading.current = undefined;
  if (line === undefined) return;
  reading.known = true;
  reading.packages.push(line);
}

/** A test that failed only because one of its subtests did says nothing more. */
function failedItself(test: Draft, tests: readonly Draft[]): boolean {
  if (test.result !== 'FAIL') return false;
  return test.lines.length > 0 || !tests.some((other) => other.result === 'FAIL' && other.name.startsWith(`${test.name}/`));
}

function failureOf(test: Draft, place: string | undefined): Failure {
  return { name: test.name, ...(place === undefined ? {} : { place }), lines: test.lines.filter((line) => line.trim() !== '') };
}

function testOf(reading: Reading, name: string): Draft {
  const known = reading.last.get(name);
  if (known) return known;
  const test: Draft = { name, lines: [] };
  reading.tests.push(test);
  reading.last.set(name, test);
  return test;
}
