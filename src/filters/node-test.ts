import { omitted } from '../marks.ts';
import { coverageTable } from '../readers/istanbul.ts';
import { frameOf, told } from '../readers/js-trace.ts';
import { tap } from '../readers/tap.ts';
import { verdictAt } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'node --test: failed tests with assertion and place, printed lines, coverage, summary',
  command: ['node', 'tsx'],
  only: ['--test'],
  unless: ['--test-reporter=lcov', '--test-reporter=junit'],
  // "  ✖ rounds to cents (0.99ms)", "not ok 2 - rounds to cents", "✖ failing tests:"
  noise: ['^\\s*✖ ', '^\\s*not ok \\d', '^\\s*▶ ', "'\\d+ subtests? failed'$", '^Failed tests:$'],
  parse,
} satisfies Filter;

// "ℹ tests 16", "ℹ duration_ms 1190.401901"
const COUNT = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;
// "✖ failing tests:", "Failed tests:"
const FAILING = /^(?:✖ failing tests|Failed tests):$/;
// "✖ rounds to cents (0.99233ms)"
const FAILED = /^✖ (.*?)(?: \([\d.]+m?s\))?(?: # .*)?$/;
// "test at test/cart.test.js:7:5"
const AT = /^test at (.*?:\d+)(?::\d+)?$/;
// "  ✔ adds tax (0.685292ms)", "▶ cart", "﹣ later (0.9ms) # not ready"
const LISTED = /^\s*[✔✖▶﹣⚠] /;
// "..X.XX"
const DOTS = /^[.X]+$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text);
  const counted = verdictAt(lines, COUNT);
  const failing = verdictAt(lines, FAILING);
  if (counted < 0 && failing < 0) return tap(run.text);
  const list = lines.slice(0, failing < 0 ? lines.length : failing);
  const { failures, todo } = failing < 0 ? { failures: [], todo: [] } : failuresOf(lines.slice(failing + 1), parentsIn(list));
  if (failing < 0 && list.some((line) => /^\s*✖ /.test(line))) return undefined;
  const totals = totalsAt(list);
  const counts = list.slice(totals).filter((line) => COUNT.test(line) && !/ (?:cancelled|skipped|todo|suites) 0$/.test(line));
  return { kind: 'tests', head: [...printed(list, totals), ...todo], failures, tail: [...coverageOf(list), ...counts] };
}

/** Where the last counts begin; a test may have printed others. */
function totalsAt(list: readonly string[]): number {
  let start = verdictAt(list, COUNT);
  while (start > 0 && COUNT.test(list[start - 1] ?? '')) start--;
  return start < 0 ? list.length : start;
}

// "▶ nested", "  ✖ adds (0.250678ms)", "✖ nested (1.393059ms)"
const ENTRY = /^(?<space>\s*)(?<mark>[▶✖]) (?<said>.*)$/;

/** Per line of a failed subtest the tests around it, which the report at the end leaves out. The time makes the line unique. */
function parentsIn(list: readonly string[]): Map<string, string> {
  const parents = new Map<string, string>();
  const open: { readonly indent: number; readonly name: string }[] = [];
  for (const line of list) {
    const { space = '', mark, said = '' } = ENTRY.exec(line)?.groups ?? {};
    if (mark === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop();
    if (mark === '▶') open.push({ indent: space.length, name: said.replace(/ \([\d.]+m?s\)$/, '') });
    else if (open.length > 0) parents.set(`✖ ${said}`, open.map(({ name }) => `${name} > `).join(''));
  }
  return parents;
}

/** Lines that the tests printed, beyond this many only counted. */
const PRINTED = 60;

/** The lines that are no test and not below a failed test. */
function printed(list: readonly string[], totals: number): string[] {
  const own: string[] = [];
  let below = -1;
  let coverage = false;
  for (const [at, line] of list.entries()) {
    const indent = line.length - line.trimStart().length;
    coverage = (coverage || line === 'ℹ start of coverage report') && line !== 'ℹ end of coverage report';
    if (LISTED.test(line)) below = /^\s*✖ /.test(line) ? indent : -1;
    else if (below >= 0 && (line.trim() === '' || indent > below)) continue;
    else if (
      line.trim() !== '' &&
      !isForeign(line) &&
      !(at >= totals && COUNT.test(line)) &&
      !DOTS.test(line) &&
      !coverage &&
      !/^ℹ (?:end of coverage report|-+)$/.test(line)
    )
      own.push(line);
  }
  const more = own.length - PRINTED;
  return more > 0 ? [...own.slice(0, PRINTED), omitted(more)] : own;
}

/** A frame that is not in the user's code. */
function isForeign(line: string): boolean {
  const frame = frameOf(line);
  return frame !== undefined && frame.place === undefined;
}

function coverageOf(list: readonly string[]): string[] {
  const start = list.indexOf('ℹ start of coverage report');
  const end = list.indexOf('ℹ end of coverage report');
  if (start < 0 || end < start) return [];
  const rows = list
    .slice(start + 1, end)
    .map((line) => line.replace(/^ℹ /, ''))
    .filter((line) => !/^-+$/.test(line));
  const [header = '', ...rest] = rows;
  const [first = '', , ...squeezed] = coverageTable([header, '', ...rest]);
  return [coverageTable([header, header])[0] ?? first, ...squeezed];
}

/** Failures, and expected ones under their own line. */
function failuresOf(lines: readonly string[], parents: ReadonlyMap<string, string>): { failures: Failure[]; todo: string[] } {
  const failures: Failure[] = [];
  const todo: string[] = [];
  let at: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const place = AT.exec(lines[i] ?? '')?.[1];
    const name = FAILED.exec(lines[i] ?? '')?.[1];
    if (place !== undefined) at = place;
    if (name === undefined) continue;
    let end = i + 1;
    while (end < lines.length && !FAILED.test(lines[end] ?? '') && !AT.test(lines[end] ?? '')) end++;
    const line = lines[i] ?? '';
    const next = failure(`${parents.get(line) ?? ''}${name}`, at, lines.slice(i + 1, end));
    if (next && / # TODO\b/.test(line)) todo.push(line, ...next.lines.map((each) => `  ${each}`));
    else if (next) failures.push(next);
    at = undefined;
    i = end - 1;
  }
  return { failures, todo };
}

/** None for a test that failed only because its subtests did. */
function failure(name: string, at: string | undefined, body: readonly string[]): Failure | undefined {
  if (body.some((line) => /^\s*'\d+ subtests? failed'$/.test(line))) return undefined;
  const { place, lines } = told(withoutProperties(body));
  const shown = at === undefined ? place : at;
  const further = at === undefined || place === undefined || place.endsWith(at) ? [] : [`  at ${place}`];
  return { name, ...(shown === undefined ? {} : { place: shown }), lines: [...lines.slice(0, 1), ...further, ...lines.slice(1)] };
}

// "    generatedMessage: true,", "    operator: 'strictEqual'", "    diff: 'simple'"
const PROPERTY = /^\s*(?:generatedMessage|code|operator|diff|failureType): .*$/;

/** A generated message says what the error's properties say again. */
function withoutProperties(body: readonly string[]): string[] {
  const open = body.findIndex((line) => /^\s+at .* \{$/.test(line) && frameOf(line) !== undefined);
  if (open < 0 || !body.some((line) => /generatedMessage: true/.test(line))) return body.filter((line) => !PROPERTY.test(line));
  return body.slice(0, open + 1);
}
