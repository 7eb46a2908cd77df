import { omitted } from '../marks.ts';
import { told } from '../readers/js-trace.ts';
import { tap } from '../readers/tap.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'ava: failed tests and uncaught errors with difference and place, logs, summary',
  command: ['ava'],
  unless: ['-w', 'reset-cache', 'debug'],
  // "  ✘ [fail]: cart › rounds to cents", "not ok 4 - rounds to cents", "  ✔ [expected fail] cart › known bug"
  noise: ['^\\s+✘ \\[fail\\]: ', '^not ok \\d', '^\\s+✔ \\[expected fail\\]'],
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
const CODE = /^ {3,}\d+: /;
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
  const failures = [...listed.failures, ...reportsOf(reports, listed.names)];
  return { kind: 'tests', head: listed.printed, failures, tail: end.filter((line) => line.trim() !== '') };
}

interface Listed {
  readonly printed: string[];
  readonly failures: Failure[];
  /** Names of failed tests, with the reason that stands behind them. */
  readonly names: string[];
}

/** Lines that tests logged or printed beyond this many are counted. */
const PRINTED = 60;

function readList(lines: readonly string[]): Listed {
  const listed: Listed = { printed: [], failures: [], names: [] };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const [, uncaught] = UNCAUGHT.exec(line) ?? [];
    const end = uncaught === undefined ? at + 1 : errorEnd(lines, at);
    const name = FAILED.exec(line)?.[1];
    if (uncaught !== undefined) listed.failures.push(failure(uncaught, lines.slice(at + 1, end)));
    else if (name !== undefined) listed.names.push(name);
    else if (line.trim() !== '' && !LISTED.test(line)) listed.printed.push(line);
    at = end;
  }
  const more = listed.printed.length - PRINTED;
  return more > 0 ? { ...listed, printed: [...listed.printed.slice(0, PRINTED), omitted(more)] } : listed;
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

function failure(name: string, body: readonly string[]): Failure {
  const own = body.map((line) => PLACE.exec(line)?.[1]).find((place) => place !== undefined);
  const said = body.filter((line) => !CODE.test(line) && !PLACE.test(line));
  const { place, lines } = told(said);
  const shown = own ?? place;
  const further = own !== undefined && place !== undefined && place !== own && !place.endsWith(`/${own}`) ? [`  › ${place}`] : [];
  return { name, ...(shown === undefined ? {} : { place: shown }), lines: [...lines, ...further] };
}
