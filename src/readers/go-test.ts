/** Plain text of go test, with and without -v: which tests failed and what they said, what stands outside of tests. */

import type { Failure } from '../types.ts';
import { withoutLibrary } from './go-trace.ts';

export interface GoTests {
  readonly failures: readonly Failure[];
  readonly packages: readonly GoPackage[];
  readonly known: boolean;
}

export interface GoPackage {
  /** "ok  \texample.com/a\t0.003s", "FAIL\texample.com/b [build failed]"; absent if the text ends before it. */
  readonly line?: string;
  /** Lines above it that belong to no test, in order. */
  readonly others: readonly string[];
  /** What its tests said that did not fail, each under the line that names the test. */
  readonly notes: readonly GoNote[];
}

export interface GoNote {
  /** "--- PASS: TestAdd", "--- SKIP: TestNet", "=== RUN   TestExit" of a test that never ended. */
  readonly head: string;
  readonly lines: readonly string[];
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
  readonly packages: GoPackage[];
  /** Of the package that is being read. */
  others: string[];
  /** The tests of the package that is being read, and of each name the last (`-count=2` runs a test again). */
  tests: Draft[];
  last: Map<string, Draft>;
  current?: Draft | undefined;
  /** A panic or race report, which takes every line up to its end. */
  crash?: string[] | undefined;
  /** Has a test been announced? */
  verbose: boolean;
  known: boolean;
}

export function goTests(lines: readonly string[]): GoTests {
  const reading: Reading = {
    failures: [],
    others: [],
    packages: [],
    tests: [],
    last: new Map(),
    verbose: false,
    known: false,
  };
  for (const [at, line] of lines.entries()) read(reading, line, lines, at);
  endPackage(reading, undefined);
  return reading;
}

function read(reading: Reading, line: string, lines: readonly string[], at: number): void {
  const result = PACKAGE.exec(line);
  const event = EVENT.exec(line)?.groups;
  const test = RESULT.exec(line)?.groups;
  if (event || (test && isOwn(reading, test))) endCrash(reading);
  if (result && !isPrinted(reading, lines, at)) endPackage(reading, result.groups?.name, line);
  else if (event) happened(reading, event);
  else if (test && isOwn(reading, test)) ended(reading, test);
  else if (reading.crash) crashed(reading, line);
  else if (CRASH.test(line) || RACE.test(line)) reading.crash = [line];
  else if (END.test(line)) reading.current = undefined;
  else if (!RULE.test(line)) log(reading, line);
}

/** Lines behind a package's line that are looked through for the end of a test that is running. */
const AHEAD = 2000;

/** A test has printed a package's line if it goes on behind it, or if the line contradicts a failure. */
function isPrinted(reading: Reading, lines: readonly string[], at: number): boolean {
  if (lines[at]?.startsWith('ok ') && reading.tests.some((test) => test.result === 'FAIL')) return true;
  const running = new Set(reading.tests.filter((test) => test.result === undefined).map((test) => test.name));
  if (running.size === 0) return false;
  for (const line of lines.slice(at + 1, at + AHEAD)) {
    const event = EVENT.exec(line)?.groups;
    const name = RESULT.exec(line)?.groups?.name;
    if (event?.event === 'RUN' && running.has(event.name ?? '')) return false;
    if (name !== undefined && running.has(name)) return true;
  }
  return false;
}

/** Under -v only a test that runs has a result; without it only failures and benchmarks are printed. */
function isOwn(reading: Reading, { name = '', result }: Groups): boolean {
  if (name.startsWith('Benchmark')) return true;
  const test = reading.last.get(name);
  return reading.verbose ? test !== undefined && test.result === undefined : result !== 'PASS';
}

function happened(reading: Reading, found: Groups): void {
  reading.verbose = true;
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
  const notes = tests.filter(saysMore).map(noteOf);
  const { others } = reading;
  if (line !== undefined || notes.length + others.length > 0)
    reading.packages.push({ ...(line === undefined ? {} : { line }), others, notes });
  reading.others = [];
  reading.tests = [];
  reading.last = new Map();
  reading.current = undefined;
  reading.known ||= line !== undefined;
}

/** A test that never ended, was skipped, or passed and printed something. */
function saysMore({ result, lines }: Draft): boolean {
  return result === undefined || result === 'SKIP' || (result !== 'FAIL' && lines.length > 0);
}

function noteOf({ name, result, lines }: Draft): GoNote {
  return { head: result === undefined ? `=== RUN   ${name}` : `--- ${result}: ${name}`, lines };
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
