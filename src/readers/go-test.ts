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

// "=== RUN   TestTable/case_0", "=== PAUSE TestParallel/a", "=== CONT  …", "=== NAME  …", "=== ATTR  …"
const EVENT = /^=== (?<event>RUN|PAUSE|CONT|NAME|ATTR) +(?<name>\S+)/;
// "--- FAIL: TestAdd (0.00s)", "    --- PASS: TestTable/case_0 (0.00s)"
const RESULT = /^ *--- (?<result>PASS|FAIL|SKIP|BENCH): (?<name>.+?)(?: \((?:[\d.]+s|\d+\.\d+ seconds)\))?$/;
// "ok  \texample.com/gosvc/price\t0.003s", "FAIL\texample.com/gosvc/cart\t0.004s", "?   \texample.com/gosvc/empty\t[no test files]", "\texample.com/gosvc/empty\t\tcoverage: 0.0% of statements"
const PACKAGE = /^(?:(?:ok {2}|FAIL|\? {3})\t(?<name>\S+)(?:\t|\s\[|$)|\t\S+\t\tcoverage: )/;
// "panic: test timed out after 2s", "fatal error: checkptr: converted pointer straddles…", "SIGQUIT: quit", "unexpected fault address 0x0"
const CRASH = /^(?:panic: |fatal error: |unexpected fault address|SIG[A-Z]+: |runtime: (?:goroutine stack exceeds|out of memory))/;
const RACE = /^WARNING: DATA RACE$/;
const RULE = /^=+$/;
const END = /^(?:PASS|FAIL)$/;

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
  /** The tests of the package that is being read. */
  tests: Map<string, Draft>;
  current?: Draft | undefined;
  /** A panic or race report, which takes every line up to its end. */
  crash?: string[] | undefined;
  known: boolean;
}

export function goTests(lines: readonly string[]): GoTests {
  const reading: Reading = { failures: [], others: [], packages: [], passed: [], tests: new Map(), known: false };
  for (const line of lines) read(reading, line);
  endPackage(reading, undefined);
  return reading;
}

function read(reading: Reading, line: string): void {
  const result = PACKAGE.exec(line);
  const event = EVENT.exec(line)?.groups;
  const test = RESULT.exec(line)?.groups;
  if (result) endPackage(reading, result.groups?.name, line);
  else if (reading.crash) crashed(reading, line);
  else if (event) happened(reading, event.event ?? '', event.name ?? '');
  else if (test) ended(reading, test.result ?? '', test.name ?? '');
  else if (CRASH.test(line) || RACE.test(line)) reading.crash = [line];
  else if (END.test(line)) reading.current = undefined;
  else if (!RULE.test(line)) log(reading, line);
}

function happened(reading: Reading, event: string, name: string): void {
  reading.known = true;
  reading.current = event === 'PAUSE' ? undefined : testOf(reading, name);
}

function ended(reading: Reading, result: string, name: string): void {
  reading.known = true;
  reading.current = testOf(reading, name);
  reading.current.result = result;
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

/** A crash belongs to the test that is running; a time-out names it itself, else the crash stands for itself. */
function endCrash(reading: Reading, place?: string): void {
  const lines = withoutLibrary(reading.crash ?? []);
  reading.crash = undefined;
  const test = reading.current;
  if (test && test.result !== 'PASS' && !RACE.test(lines[0] ?? '')) {
    test.result = 'FAIL';
    test.lines.push(...lines);
  } else if (lines.length > 0)
    reading.failures.push({ name: lines[0] ?? '', ...(place === undefined ? {} : { place }), lines: lines.slice(1) });
}

function endPackage(reading: Reading, name: string | undefined, line?: string): void {
  if (reading.crash) endCrash(reading, name);
  const tests = [...reading.tests.values()];
  reading.failures.push(...tests.filter((test) => failedItself(test, tests)).map((test) => failureOf(test, name)));
  for (const test of tests) {
    if (test.result === undefined) reading.others.push(`=== RUN   ${test.name}`, ...test.lines);
    else if (test.result === 'SKIP' || (test.result !== 'FAIL' && test.lines.length > 0))
      reading.passed.push(`--- ${test.result}: ${test.name}`, ...test.lines);
  }
  reading.tests = new Map();
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
  const known = reading.tests.get(name);
  if (known) return known;
  const test: Draft = { name, lines: [] };
  reading.tests.set(name, test);
  return test;
}
