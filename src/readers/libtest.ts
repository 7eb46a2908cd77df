/** Rust's own test harness: `running 3 tests`, `test a ... FAILED`, sections of captured output, panics. */

import type { Failure } from '../types.ts';

export interface Harness {
  readonly failures: readonly Failure[];
  /** Lines that are neither tests nor their output, in order: results, benchmarks, the program's own words. */
  readonly others: readonly string[];
  /** Lines in the form of a result that a test printed. */
  readonly printed: readonly string[];
  /** Was there a test harness at work at all? */
  readonly ran: boolean;
}

// "running 7 tests"
const RUNNING = /^running \d+ tests?$/;
// "test tests::adds_up ... ok", "test tests::slow_one ... ignored, slow"
const PASSED = /^test .+ \.\.\. (?:ok|ignored.*)$/;
// "test tests::fails::returns_err ... FAILED", "tests::fails::returns_err --- FAILED"
const FAILED = /^(?:test )?(?<name>.+?)(?: - should panic)?(?: - compile(?: fail)?)? (?:\.\.\.|---) FAILED$/;
// "---- tests::fails::wrong_total stdout ----"
const SECTION = /^---- (?<name>.+) (?:stdout|stderr) ----$/;
// "thread 'tests::fails::wrong_total' (16430) panicked at src/lib.rs:83:13:", "thread 'main' panicked at 'boom', src/lib.rs:2:5"
const PANIC = /^thread '(?<name>[^']+)'(?: \(\d+\))? panicked at (?:'(?<message>.*)', )?(?<place>[^\s'][^']*?:\d+:\d+):?$/;
// "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 6 filtered out; finished in 0.00s"
const NOTHING_RAN = /^test result: ok\. 0 passed; 0 failed; 0 ignored; 0 measured; /;
// ". 1/7", "..i.F"
const DOTS = /^[.iF]+(?: +\d+\/\d+)?$/;
// Criterion: "Benchmarking sums/sum 10: Warming up for 200.00 ms"
const BENCHMARKING = /^Benchmarking \S/;
// "     Running unittests src/lib.rs (target/debug/deps/shop-c2328362d12779e1)", "   Doc-tests shop"
const TARGET = /^ +(?:Running (?:unittests |tests\/|benches\/|examples\/|\S+ \(|`)|Doc-tests )/;
// "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"
const BACKTRACE_NOTE = /^\s*note: (?:run with `RUST_BACKTRACE|Some details are omitted)/;

interface Draft {
  readonly name: string;
  /** Said by the harness; a test may also panic and pass (`should_panic`). */
  failed: boolean;
  /** The line of its panic, as long as only that is known. */
  panic?: string;
  place?: string;
  readonly lines: string[];
}

interface Reading {
  /** The names that the harness lists as failed; empty where there is no list. Others that look so were printed by a test. */
  readonly listed: ReadonlySet<string>;
  /** Do the harness's results say how long it took? */
  readonly timed: boolean;
  readonly printed: string[];
  /** The failures of the test binaries before this one, and of this one. */
  readonly done: Draft[];
  readonly drafts: Map<string, Draft>;
  readonly others: string[];
  readonly nothing: string[];
  /** The failure whose output the lines are, in its section or behind its panic (`--nocapture`). */
  open?: Draft | undefined;
  section: boolean;
  /** Inside the list of names behind the second `failures:`. */
  listing: boolean;
  /** Behind `successes:`, which `--show-output` asks for. */
  successes: boolean;
  ran: boolean;
}

export function harness(lines: readonly string[]): Harness {
  const reading: Reading = {
    listed: listedIn(lines),
    timed: lines.some((line) => RESULT.test(line) && line.includes('; finished in ')),
    printed: [],
    done: [],
    drafts: new Map(),
    others: [],
    nothing: [],
    listing: false,
    successes: false,
    section: false,
    ran: false,
  };
  for (let i = 0; i < lines.length; i++) if (!known(reading, lines[i] ?? '', lines[i + 1])) other(reading, lines, i);
  const drafts = [...reading.done, ...reading.drafts.values()];
  const panics = drafts
    .filter((draft) => !draft.failed)
    .flatMap((draft) => [draft.panic ?? '', ...withoutBacktrace(draft.lines, draft.place ?? '')]);
  const results = reading.others.some((line) => line.startsWith('test result: '));
  return {
    failures: drafts.filter((draft) => draft.failed).map(failureOf),
    others: [...panics, ...reading.others, ...(results ? [] : reading.nothing)],
    printed: reading.printed,
    ran: reading.ran,
  };
}

// "test result: FAILED. 2 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.34s"
const RESULT = /^test result: /;

/** The names under `failures:` that stand above a result. */
function listedIn(lines: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (let at = lines.length - 1; at > 0; at--) {
    if (!RESULT.test(lines[at] ?? '')) continue;
    let above = at - 1;
    while (above > 0 && ((lines[above] ?? '') === '' || /^ {4}\S/.test(lines[above] ?? ''))) above--;
    if (lines[above] === 'failures:') for (const line of lines.slice(above + 1, at)) if (line !== '') names.add(line.trim());
  }
  return names;
}

/** Lines of the harness itself; true if the line was one. */
function known(reading: Reading, line: string, next = ''): boolean {
  const isFailed = (name: string) => reading.listed.size === 0 || reading.listed.has(name);
  if (RESULT.test(line) && !reading.section && reading.timed && !line.includes('; finished in ')) return reading.printed.push(line) > 0;
  if (line === 'successes:') return succeeds(reading);
  const section = SECTION.exec(line)?.groups?.name;
  if (section && reading.successes) return false;
  if (section && isFailed(section)) return opens(reading, failing(reading, section), true);
  // in a section the list of names ends it, anything else was printed
  if (line === 'failures:' && (!reading.section || /^ {4}\S/.test(next))) return lists(reading);
  // within a section it is what a test printed: the list of names stands before the result
  if (!reading.section && line.startsWith('test result: ')) return ends(reading, line);
  if (reading.successes) return line.trim() === '' || /^ {4}[\w:]+$/.test(line);
  if (reading.listing && !reading.section && /^ {4}\S/.test(line)) return named(reading, line.trim());
  if (reading.section) return false;
  const failed = FAILED.exec(line)?.groups?.name;
  if (failed && isFailed(failed)) return named(reading, failed);
  if (RUNNING.test(line)) starts(reading);
  else if (BENCHMARKING.test(line)) reading.ran = true;
  else if (!PASSED.test(line) && !TARGET.test(line) && !(reading.ran && DOTS.test(line))) return false;
  return opens(reading, undefined, false);
}

function opens(reading: Reading, open: Draft | undefined, section: boolean): true {
  reading.open = open;
  reading.section = section;
  return true;
}

function starts(reading: Reading): void {
  reading.ran = true;
  reading.done.push(...reading.drafts.values());
  reading.drafts.clear();
}

function named(reading: Reading, name: string): true {
  failing(reading, name);
  return opens(reading, undefined, false);
}

/** What passed tests printed is quoted; their names are not. */
function succeeds(reading: Reading): true {
  reading.successes = true;
  return opens(reading, undefined, false);
}

/** The first `failures:` stands before the captured output, the second before the names. */
function lists(reading: Reading): true {
  reading.listing = true;
  reading.successes = false;
  return opens(reading, undefined, false);
}

function ends(reading: Reading, line: string): true {
  (NOTHING_RAN.test(line) ? reading.nothing : reading.others).push(line);
  reading.listing = false;
  reading.successes = false;
  return opens(reading, undefined, false);
}

function other(reading: Reading, lines: readonly string[], at: number): void {
  const line = lines[at] ?? '';
  const panic = PANIC.exec(line)?.groups;
  if (!reading.section && /^(?:error|warning): /.test(line)) reading.open = undefined;
  if (panic?.place) panicked(reading, panic, line);
  else if (reading.open) reading.open.lines.push(line);
  else reading.others.push(line);
  if (!reading.section && BACKTRACE_NOTE.test(line)) reading.open = undefined;
}

/** A panic belongs to the open section; without one (`--nocapture`) to the test that its thread is named for. */
function panicked(reading: Reading, panic: Readonly<Record<string, string | undefined>>, line: string): void {
  const draft =
    (reading.section ? reading.open : undefined) ?? (isTest(reading, panic.name ?? '') ? draftOf(reading, panic.name ?? '') : undefined);
  if (!draft) reading.others.push(line);
  else if (draft.place !== undefined && draft.place !== panic.place) draft.lines.push(line);
  else {
    draft.place = panic.place ?? '';
    draft.panic = line;
    if (panic.message) draft.lines.push(panic.message);
  }
  if (draft) reading.open = draft;
}

function isTest(reading: Reading, name: string): boolean {
  return name.includes('::') || reading.drafts.has(name);
}

function failing(reading: Reading, name: string): Draft {
  const draft = draftOf(reading, name);
  draft.failed = true;
  return draft;
}

function draftOf(reading: Reading, name: string): Draft {
  const known = reading.drafts.get(name);
  if (known) return known;
  const draft: Draft = { name, failed: false, lines: [] };
  reading.drafts.set(name, draft);
  return draft;
}

function failureOf(draft: Draft): Failure {
  const lines = withoutBacktrace(draft.lines, draft.place ?? '').filter((line) => line.trim() !== '');
  return { name: draft.name, ...(draft.place === undefined ? {} : { place: draft.place }), lines };
}

// "   5: shop::tests::fails::unwraps_none", "             at ./src/lib.rs:89:15"
const FRAME = /^ *\d+: (?<name>.+)$/;
const FRAME_AT = /^ +at (?<place>.+:\d+:\d+)$/;
// "             at /rustc/59807616e1/library/std/src/panicking.rs:689:5", "/root/.cargo/registry/src/…"
const FOREIGN = /^(?:\/rustc\/|.*[\\/]\.cargo[\\/]registry[\\/]|.*[\\/]toolchains[\\/])/;

/** Of a backtrace only the frames in the user's own code, each on one line, but for the place of the panic itself. */
export function withoutBacktrace(lines: readonly string[], place: string): string[] {
  const kept: string[] = [];
  let frame: string | undefined;
  let tracing = false;
  for (const line of lines) {
    if (BACKTRACE_NOTE.test(line)) tracing = false;
    else if (line.trim() === 'stack backtrace:') tracing = true;
    else if (!tracing) kept.push(line);
    else {
      const at = FRAME_AT.exec(line)?.groups?.place;
      const name = FRAME.exec(line)?.groups?.name;
      if (at && frame && isOwn(frame, at, place)) kept.push(`${frame} at ${at}`);
      else if (!at && !name) kept.push(line);
      frame = name;
    }
  }
  return kept;
}

function isOwn(name: string, at: string, place: string): boolean {
  return (
    !FOREIGN.test(at) && at.replace(/^\.\//, '') !== place && !/^(?:std|core|alloc|test)::/.test(name) && !name.endsWith('::{{closure}}')
  );
}
