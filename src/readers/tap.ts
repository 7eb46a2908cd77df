/** TAP, versions 13 and 14, as node --test, mocha, ava, tap, tape and vitest print it. */

import { omitted } from '../marks.ts';
import { dedent, linesOf } from '../text.ts';
import type { Failure, Tests } from '../types.ts';
import { frameOf, told } from './js-trace.ts';
import { verdictAt } from './verdict.ts';

// "not ok 2 - rounds to cents # TODO", "        ok 1 - adds tax # time=3.8ms", "not ok 12 cart total rounds to cents"
const RESULT = /^(\s*)(not )?ok\b(?: \d+)?(?: -)? ?(.*?)(?: # (SKIP|TODO)\b.*| # time=\S+)?(?: \{)?$/i;
// "# tests 16", "# pass  2", "# { total: 30, pass: 30 }"
const COUNT = /^# (?:(?:tests|suites|pass|fail|cancelled|skipped|skip|todo|failed) +\d+|\{ total: .*\})$/;
// "TAP version 13", "1..25", "# Subtest: cart", "# duration_ms 120.1", "# time=12.3ms", "}"
const FORM = /^\s*(?:TAP version 1[34]|\d+\.\.\d+(?: #.*)?|# Subtest: .*|# duration_ms [\d.]+|# time=\S+|\}|#)$/;

function isTap(text: string): boolean {
  return /^TAP version 1[34]$|^\d+\.\.\d+$/m.test(text) && /^[^\S\n]*(?:not )?ok\b/m.test(text);
}

interface State {
  readonly failures: Failure[];
  /** Names of the tests in which a failure was read. */
  readonly failed: Set<string>;
  readonly head: string[];
  readonly tail: string[];
  /** The subtests around the line. */
  readonly path: { readonly indent: number; readonly name: string }[];
  /** tape names a test in a comment before its assertions. */
  readonly tape: boolean;
  /** Where the totals begin; earlier look-alikes were printed by a test. */
  readonly totals: number;
  /** The last result. */
  readonly last: number;
}

/** The failures of a TAP stream; undefined if this is none. */
export function tap(text: string): Tests | undefined {
  if (!isTap(text)) return undefined;
  const lines = linesOf(text);
  const tape = !text.includes('# Subtest: ') && /^# (?!tests|\{|time=)\S.*\n(?:ok|not ok) 1\b/m.test(text);
  const state: State = {
    failures: [],
    failed: new Set(),
    head: [],
    tail: [],
    path: [],
    tape,
    totals: totalsAt(lines),
    last: verdictAt(lines, RESULT),
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const result = RESULT.exec(line);
    const length = result ? 1 + detailLength(lines, at, result[1]?.length ?? 0) : 1;
    if (!result) comment(line, COUNT.test(line) ? at >= state.totals : at > state.last, state);
    else if (result[2] && result[4] === undefined) fail(result, lines.slice(at + 1, at + length), state);
    else if (result[2]) todo(result, lines.slice(at + 1, at + length), state);
    at += length;
  }
  return { kind: 'tests', head: folded(state.head), failures: state.failures, tail: state.tail };
}

/** The counts at the end, with what stands between them. */
function totalsAt(lines: readonly string[]): number {
  let start = verdictAt(lines, COUNT);
  while (start > 0 && (COUNT.test(lines[start - 1] ?? '') || FORM.test(lines[start - 1] ?? ''))) start--;
  return start;
}

/** `late`: is the line one of the totals, or behind the last result? */
function comment(line: string, late: boolean, state: State): void {
  const [, space = '', subtest] = /^(\s*)# Subtest: (.*)$/.exec(line) ?? [];
  const [, test] = state.tape && !COUNT.test(line) ? (/^# (\S.*)$/.exec(line) ?? []) : [];
  const name = subtest ?? test;
  if (name !== undefined) {
    leave(state, space.length);
    state.path.push({ indent: test === undefined ? space.length : -1, name });
  } else if (late && COUNT.test(line)) state.tail.push(line);
  else if ((COUNT.test(line) || !FORM.test(line)) && line.trim() !== '' && !isForeign(line)) (late ? state.tail : state.head).push(line);
}

/** "#     at Module._load (node:internal/modules/cjs/loader:1038:27)" */
function isForeign(line: string): boolean {
  const frame = frameOf(line.replace(/^# /, ''));
  return frame !== undefined && frame.place === undefined;
}

/** A failure that is expected, under its own line: it does not count. */
function todo(result: RegExpExecArray, detail: readonly string[], state: State): void {
  const said = failure(result[3] ?? '', detail);
  state.head.push(result[0].trim(), ...dedent(said.lines).map((line) => `  ${line}`));
}

/** Subtests at this depth have ended. */
function leave(state: State, indent: number): void {
  while (state.path.length > 0 && ((state.path.at(-1)?.indent ?? 0) >= indent || state.tape)) state.path.pop();
}

/** A test that failed because its subtests did says nothing new. */
function fail(result: RegExpExecArray, detail: readonly string[], state: State): void {
  if (!state.tape) leave(state, result[1]?.length ?? 0);
  const path = [...state.path.map((each) => each.name), result[3] ?? ''];
  const name = path.join(' > ');
  if (state.failed.has(name) || detail.some((line) => /failureType: 'subtestsFailed'/.test(line))) return;
  for (let depth = 1; depth < path.length; depth++) state.failed.add(path.slice(0, depth).join(' > '));
  state.failures.push(failure(name, detail));
}

/** Lines under a result: its YAML block, or the indented text that mocha prints. */
function detailLength(lines: readonly string[], at: number, indent: number): number {
  let end = at + 1;
  while (/^# {2,}\S/.test(lines[end] ?? '')) end++;
  const yaml = /^\s+---$/.test(lines[end] ?? '');
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (yaml && /^\s+\.\.\.$/.test(line)) return end - at;
    const deeper = line.trim() === '' || line.length - line.trimStart().length > indent;
    if (yaml ? RESULT.test(line) && !deeper : !deeper || RESULT.test(line) || /^\s*# Subtest/.test(line)) break;
  }
  return end - at - 1;
}

// "            TestContext.<anonymous> (/home/dev/napp/test/cart.test.js:7:40)"
const BARE_FRAME = /^\s*(?:async )?(?:[\w.<>$]+(?: \[as \w+\])? )?\(?\S+:\d+:\d+\)?$|^\s*async Promise\.all \(index \d+\)$/;
/** Keys of the YAML block that repeat the code or the name, or say how the runner saw it. */
const DULL =
  /^(?:duration_ms|failureType|code|operator|generatedMessage|source|location|at|tapCaught|compare|signal|exitCode|stack|values|assertion)$/;

function failure(name: string, detail: readonly string[]): Failure {
  if (!detail.some((line) => line.trim() === '---')) return failureOf(name, undefined, withoutTwice(detail));
  const fields = fieldsOf(detail);
  const stack = (fields.get('stack') ?? []).slice(1).map((line) => (BARE_FRAME.test(line) ? line.replace(/\S/, 'at $&') : line));
  const frames = stack.filter((line) => frameOf(line) || !name.endsWith(line.replace(/^\s*\w*: /, '')));
  const both = [...fields.values()].some((lines) => lines.some((line) => line.trim() === '+ actual - expected'));
  const said = [...fields].filter(([key]) => !DULL.test(key) && !(both && /^(?:expected|actual)$/.test(key)));
  const read = failureOf(name, locationOf(fields), [...said.flatMap(([, lines]) => lines), ...frames]);
  const bare = (fields.get('stack') ?? []).some((line) => BARE_FRAME.test(line));
  return bare ? { ...read, lines: read.lines.map((line) => line.replace(/^(\s*)at /, '$1')) } : read;
}

function failureOf(name: string, location: string | undefined, block: readonly string[]): Failure {
  const { place = location, lines } = told(block);
  return { name, ...(place === undefined ? {} : { place }), lines };
}

/** The fields of a YAML block, each with its lines as they stand; vitest does not indent the further lines of a value. */
function fieldsOf(detail: readonly string[]): Map<string, string[]> {
  const own = detail.filter((line) => !/^\s*(?:---|\.\.\.)?$/.test(line));
  const first = own.find((line) => !line.startsWith('#')) ?? '';
  const indent = first.length - first.trimStart().length;
  let lines: string[] = [];
  const fields = new Map<string, string[]>([['', lines]]);
  for (const line of own) {
    const key = /^['"]?(\w[\w ]*)['"]?:/.exec(line.slice(indent))?.[1];
    if (key !== undefined && line.slice(0, indent).trim() === '') {
      lines = [];
      fields.set(key, lines);
    }
    if (!/^\s*(?:message: ''|error:|details:|type: '(?:test|suite)')$/.test(line)) lines.push(line);
  }
  return fields;
}

/** `path:line` of the test, where the runner says it. */
function locationOf(fields: ReadonlyMap<string, readonly string[]>): string | undefined {
  const text = [...(fields.get('location') ?? []), ...(fields.get('at') ?? [])].join('\n');
  // "fileName: test/cart.test.js\n  lineNumber: 5"
  const [, file, line] = /fileName: (\S+)\n\s*lineNumber: (\d+)/.exec(text) ?? [];
  if (file !== undefined) return `${file}:${line}`;
  // "location: '/home/dev/napp/test/cart.test.js:7:5'", "at: Test.<anonymous> (/home/dev/tapp/tape.js:5:5)"
  const place = /(?<![^\s'"():])(?:file:\/\/)?([^\s'"():]+:\d+)(?::\d+)?[)'"]*$/m.exec(text)?.[1];
  return place === undefined || /node_modules|node:/.test(text) ? undefined : place.replace('//', '');
}

/** mocha prints the message, and again at the head of the stack. */
function withoutTwice(block: readonly string[]): readonly string[] {
  const first = block[0]?.trim();
  const again = block.findIndex((line, at) => at > 0 && /^\s*[\w.][\w. ]*(?: \[\w+\])?: /.test(line) && line.endsWith(`: ${first}`));
  return again > 0 ? block.slice(again) : block;
}

/** Printed lines beyond this many are counted. */
const PRINTED = 40;

function folded(lines: readonly string[]): string[] {
  const more = lines.length - PRINTED;
  return more > 0 ? [...lines.slice(0, PRINTED), omitted(more)] : [...lines];
}
