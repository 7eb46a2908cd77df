import { told } from '../readers/js-trace.ts';
import { verdictAt } from '../readers/verdict.ts';
import { dedent, linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'playwright test: failed and flaky tests with assertion, place and attachments, summary',
  command: ['playwright test'],
  unless: ['--ui', '--debug', '--headed', '--list', '--reporter=blob', '--reporter=null'],
  reads: ['--reporter=github'],
  // "  ✘   2 tests/cart.spec.js:5:3 › cart › rounds to cents (6ms)", "  1) tests/cart.spec.js:5:3 › cart › rounds to cents ───", "[2/10] tests/cart.spec.js:5:3 › cart"
  noise: [
    '^\\s+[✘x] +\\d+ ',
    '^\\s+\\d+\\) ',
    '^\\[\\d+/\\d+\\] ',
    '^ {4}\\S+:\\d+:\\d+ › .* ─+$',
    '^\\s+[-✓°±] +\\d+ ',
    '^Running \\d+ test',
    '^\\s+Error Context: ',
    // annotations of the github reporter say again what the reports and the totals say
    '^::(?:error|warning|notice) ',
  ],
  parse,
} satisfies Filter;

// "  1) [chromium] › tests/cart.spec.js:5:3 › cart › rounds to cents ─────"
const NUMBERED = /^ {2}\d+\) (.*?)(?<!─) ?─*$/;
// "    Retry #1 ─────"
const RETRY = /^ {4}Retry #\d+ ─*$/;
// "  8 failed", "  1 flaky", "  1 passed (4.0s)", "  2 did not run"
const SUMMARY = /^ {2}\d+ (?:failed|flaky|skipped|passed|did not run|interrupted|error|errors)\b.*$/;
// "Running 10 tests using 1 worker", "  ✓   1 tests/cart.spec.js:4:3 › cart › adds tax (5ms)", "[1/10] tests/cart.spec.js:4:3 › cart › adds tax", "·FFFF°"
const PROGRESS = /^Running \d+ tests? using \d+ workers?|^\s+[✓✘ok x-] +\d+ .*›|^\s+-? +\d+ .* › |^\[\d+\/\d+\] |^[·F°T±×]+$/;
// "    tests/cart.spec.js:5:3 › cart › rounds to cents ─────"
const NAMED = /^ {4}(\S(?:(?! › ).)* › .*?)(?<!─) ─*$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  if (!lines.some((line) => SUMMARY.test(line)) || !/^Running \d+ test/m.test(run.text)) return undefined;
  const failures: Failure[] = [];
  const head: string[] = [];
  const tail: string[] = [];
  const flaky: string[] = [];
  const totals = totalsAt(lines);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const end = NUMBERED.test(line) ? reportEnd(lines, at) : at + 1;
    if (NUMBERED.test(line)) failures.push(failure(lines.slice(at, end)));
    else if (at >= totals && SUMMARY.test(line)) tail.push(line.trim());
    else if (at > totals && NAMED.test(line)) tail.push(...named(line, { tail, failures, flaky }));
    else if (line.trim() !== '' && !PROGRESS.test(line) && !annotates(line, failures)) (at < totals ? head : tail).push(line);
    at = end;
  }
  return { kind: 'tests', head, failures: distinct(failures), tail: [...flaky, ...tail] };
}

/** The totals are the last lines in their form, with the names under them; a test may have printed "  40 passed (3.0s)". */
function totalsAt(lines: readonly string[]): number {
  let start = verdictAt(lines, SUMMARY);
  while (start > 0 && (SUMMARY.test(lines[start - 1] ?? '') || NAMED.test(lines[start - 1] ?? ''))) start--;
  return start;
}

// "::error file=login.spec.ts,title=[Chrome] › login.spec.ts%3A3%3A3 › login,line=3,col=76::  1) …", "::notice title=🎭 Playwright Run Summary::…"
const ANNOTATION = /^::(?:error|warning|notice) (?:file=[^,:]*,)?title=(?<title>[^:]*?)(?:,line=\d+)?(?:,col=\d+)?::/;

/** An annotation of the github reporter for the totals or for a failure whose report was read. */
function annotates(line: string, failures: readonly Failure[]): boolean {
  const title = ANNOTATION.exec(line)?.groups?.['title']?.replaceAll('%3A', ':').replaceAll('%2C', ',');
  return title !== undefined && (/ Playwright Run Summary$/.test(title) || failures.some(({ name }) => name.startsWith(title)));
}

/** A report is indented by four. */
function reportEnd(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (end < lines.length && ((lines[end] ?? '').trim() === '' || /^ {3,}/.test(lines[end] ?? ''))) end++;
  return end;
}

function failure(report: readonly string[]): Failure {
  const name = NUMBERED.exec(report[0] ?? '')?.[1] ?? '';
  const runs = runsOf(report.slice(1));
  const { place, lines } = told(runs[0]?.slice(1) ?? []);
  const again = runs.slice(1).flatMap((run) => retried(run, lines));
  return { name, ...(place === undefined ? {} : { place: relative(place, name) }), lines: [...lines.map(unruled), ...again] };
}

/** The first run and its retries, each with the line that opens it. */
function runsOf(body: readonly string[]): string[][] {
  const runs: string[][] = [['']];
  for (const line of body) {
    if (RETRY.test(line)) runs.push([line]);
    else runs.at(-1)?.push(line);
  }
  return runs;
}

/** A retry that fails alike is only named. */
function retried(run: readonly string[], first: readonly string[]): string[] {
  const head = (run[0] ?? '').replace(/ ─+$/, '');
  const { lines } = told(run.slice(1));
  const isNew = lines.some((line) => !first.includes(line) && !/^\s*(?:Error Context: |attachment #|test-results\/|─+$|at )/.test(line));
  return isNew ? [head, ...lines.map(unruled)] : [head];
}

function unruled(line: string): string {
  return line.replace(/(?<!─) ?─{4,}$/, '');
}

// "/home/dev/papp/tests/cart.spec.js:5" is "tests/cart.spec.js:5"
function relative(place: string, name: string): string {
  const own = /(?<!\S)(\S+):\d+:\d+ › /.exec(name)?.[1];
  const path = place.slice(0, place.lastIndexOf(':'));
  return own !== undefined && path.endsWith(`/${own}`) ? `${own}${place.slice(path.length)}` : place;
}

interface Reading {
  readonly tail: readonly string[];
  readonly failures: Failure[];
  readonly flaky: string[];
}

/** The names under a count, but for those whose report was read. Reports of flaky tests, which passed in the end, stand apart. */
function named(line: string, { tail, failures, flaky }: Reading): string[] {
  const name = NAMED.exec(line)?.[1] ?? '';
  const at = failures.findIndex((each) => each.name.startsWith(name.replace(/…$/, '')));
  const count = tail.findLast((each) => /^\d+ /.test(each)) ?? '';
  if (!/ flaky$/.test(count)) return at < 0 ? [`  ${name}`] : [];
  const [report] = at < 0 ? [] : failures.splice(at, 1);
  if (report)
    flaky.push(report.place === undefined ? name : `${name} (${report.place})`, ...dedent(report.lines).map((each) => `  ${each}`));
  return [`  ${name}`];
}

function distinct(failures: readonly Failure[]): Failure[] {
  return failures.filter((each, at) => failures.findIndex((other) => other.name === each.name) === at);
}
