/** What a test runner prints for people: failures with their lines, tests that passed, the verdict at the end. */

import { linesOf } from '../text.ts';
import type { Failure, TestRules, Tests } from '../types.ts';

/** The usual forms of numbered reports: PHPUnit, RSpec, minitest, Jasmine, ExUnit, JUnit's console. */
const USUAL: TestRules = {
  failure: [
    // "1) CartTest::testTotal", "  1) Cart adds the tax", "  2) test adds (CartTest)", "1) Failure:"
    '^ {0,2}\\d+\\) (?<name>\\S.*)$',
  ],
  end: [
    // "--", "ERRORS!", "Failed examples:", "There was 1 failure:"
    '^(?:--|={3,}|-{3,}|FAILURES!|ERRORS!|Failures:|Failed examples:|Top \\d+ slowest .*|There (?:was|were) \\d+ (?:failures?|errors?):)$',
  ],
  // "Pending: (Failures listed here are expected …)", "There was 1 risky test:", "1 test triggered 1 deprecation:"
  aside: ['^Pending:', '^There (?:was|were) \\d+ (?!failures?:|errors?:).*:$', '^\\d+ tests? triggered \\d+ .*:$'],
  // "/app/tests/CartTest.php:12", "     # ./spec/cart_spec.rb:5:in `block'", "       test/cart_test.exs:5", "    cart_test.rb:7:in `test_a'"
  place: [
    // "        at UserContext.<anonymous> (/app/spec/cartSpec.js:4:83)", "    at CartTest.java:12"
    '^\\s+at (?:.*\\()?(?<file>(?:file://)?/(?!.*/node_modules/)[^\\s:()]+):(?<line>\\d+):\\d+\\)?$',
    '^\\s*(?:# )?(?:\\[)?(?<file>(?:\\./|/)?[\\w./@+-]+\\.\\w+):(?<line>\\d+)(?::in .*|\\]:?|:)?$',
  ],
  // "....F..", "D           1 / 1 (100%)", "✓ adds"
  pass: [
    '^[FEWSRIDNUP*]*\\.[.FEWSRIDNUP*]*(?: +\\d+ / \\d+ \\( *\\d+%\\))?$',
    '^[FEWSRIDN]{1,3}(?: +\\d+ / \\d+ \\( *\\d+%\\))?$',
    '^\\s*[✓✔√] ',
    '^\\s*PASS(?:ED)? ',
  ],
  drop: ['^Failures:$', '^Finished in \\d', '^ {2}(?:Message|Stack):$', '^\\s+at (?:<\\w+>$|.*(?:/node_modules/|\\(node:))', '^Started$'],
  verdict: [
    // "Tests: 3, Assertions: 3, Failures: 1.", "OK (3 tests, 3 assertions)", "3 examples, 1 failure", "3 runs, 3 assertions, 1 failures, 0 errors, 0 skips", "3 tests, 1 failure"
    '^(?:OK \\(|OK, but |Tests: \\d+|Tests run: \\d+|Test run (?:was )?\\w+|\\d+ (?:examples?|runs?|specs?|tests?|scenarios?|steps?|doctests?), |\\[ +\\d+ tests? \\w+ +\\])',
  ],
};

/** The failures and the verdict; undefined if no line is a verdict. */
export function readReport(text: string, rules: TestRules = USUAL): Tests | undefined {
  const patterns = compiled(rules);
  const lines = linesOf(text);
  const last = lines.findLastIndex((line) => matches(patterns.verdict, line));
  if (last < 0) return undefined;
  const first = blockStart(lines, last, patterns.verdict);
  const state: State = { failures: [], head: [], tail: [], open: undefined, aside: false };
  for (const line of lines.slice(0, first)) take(line, state, patterns);
  const verdict = lines.slice(first, last + 1).filter((line) => line.trim() !== '');
  const after: State = { failures: state.failures, head: [], tail: [], open: undefined, aside: false };
  for (const line of lines.slice(last + 1)) take(line, after, patterns);
  const tail = [...state.tail, ...after.head, ...after.tail, ...verdict];
  return { kind: 'tests', head: state.head, failures: state.failures.map(closed), tail };
}

interface Patterns {
  readonly failure: readonly RegExp[];
  readonly end: readonly RegExp[];
  readonly aside: readonly RegExp[];
  readonly place: readonly RegExp[];
  readonly noise: readonly RegExp[];
  readonly inner: readonly RegExp[];
  readonly verdict: readonly RegExp[];
}

interface Open {
  readonly name: string;
  place?: string;
  readonly lines: string[];
}

interface State {
  readonly failures: Open[];
  readonly head: string[];
  readonly tail: string[];
  open: Open | undefined;
  /** Inside of a list whose items are no failures. */
  aside: boolean;
}

function compiled({ failure, end = [], aside = [], place = [], pass = [], drop = [], verdict }: TestRules): Patterns {
  const each = (patterns: readonly string[]) => patterns.map((pattern) => new RegExp(pattern));
  const [inner, noise] = [each(drop), each([...pass, ...drop])];
  return { failure: each(failure), end: each(end), aside: each(aside), place: each(place), noise, inner, verdict: each(verdict) };
}

function matches(patterns: readonly RegExp[], line: string): boolean {
  return patterns.some((pattern) => pattern.test(line));
}

/** The verdict is the last run of verdict lines, blank ones between them. */
function blockStart(lines: readonly string[], last: number, verdict: readonly RegExp[]): number {
  let start = last;
  for (let at = last - 1; at >= 0; at--) {
    if (matches(verdict, lines[at] ?? '')) start = at;
    else if ((lines[at] ?? '').trim() !== '') break;
  }
  return start;
}

function take(line: string, state: State, patterns: Patterns): void {
  const aside = matches(patterns.aside, line);
  const ends = aside || matches(patterns.end, line);
  if (ends) state.aside = aside;
  const failure = state.aside || ends ? undefined : firstMatch(patterns.failure, line);
  if (failure) open(failure, state);
  else if (ends) {
    state.open = undefined;
    quote(line, state, patterns);
  } else if (state.open) addLine(line, state.open, patterns);
  else quote(line, state, patterns);
}

function open({ groups = {} }: RegExpExecArray, state: State): void {
  const { name = '', file, line, message } = groups;
  state.open = { name, lines: message === undefined ? [] : [message] };
  if (file !== undefined && line !== undefined) state.open.place = `${file}:${line}`;
  state.failures.push(state.open);
}

function addLine(line: string, failure: Open, { place, inner }: Patterns): void {
  if (matches(inner, line)) return;
  const { file, line: row } = failure.place === undefined ? (firstMatch(place, line)?.groups ?? {}) : {};
  if (file !== undefined && row !== undefined) failure.place = `${file}:${row}`;
  else failure.lines.push(line);
}

/** A line of no failure: dropped if it is known as noise, else quoted where it stands. */
function quote(line: string, state: State, { noise, end }: Patterns): void {
  if (line.trim() === '' || matches(noise, line) || (matches(end, line) && /^\W*$/.test(line))) return;
  (state.failures.length > 0 ? state.tail : state.head).push(line);
}

function closed({ name, place, lines }: Open): Failure {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const first = lines.findIndex((line) => line.trim() !== '');
  return { name, ...(place === undefined ? {} : { place }), lines: lines.slice(Math.max(0, first), last + 1) };
}

function firstMatch(patterns: readonly RegExp[], line: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const found = line.length < 8192 ? pattern.exec(line) : null;
    if (found) return found;
  }
  return undefined;
}
