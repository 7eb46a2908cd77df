/** TAP, versions 13 and 14, as node --test, mocha, ava, tap and vitest print it. */

import { linesOf, omitted } from '../text.ts';
import type { Failure, Tests } from '../types.ts';
import { frameOf, told } from './trace.ts';

// "not ok 2 - rounds to cents # TODO", "        ok 1 - adds tax", "not ok 12 cart total rounds to cents"
const RESULT = /^(\s*)(not )?ok\b(?: \d+)?(?: -)? ?(.*?)(?: # (SKIP|TODO)\b.*| # time=\S+)?(?: \{)?$/i;
// "# tests 16", "# duration_ms 1190.4", "# pass 13"
const COUNT = /^# (?:tests|suites|pass|fail|cancelled|skipped|skip|todo|failed) \d+$/;
// "TAP version 13", "1..25", "# Subtest: cart", "# duration_ms 120.1", "# time=12.3ms", "}"
const FORM = /^\s*(?:TAP version 1[34]|\d+\.\.\d+(?: #.*)?|# Subtest: .*|# duration_ms [\d.]+|# time=\S+|\}|#)$/;

export function isTap(text: string): boolean {
  return /^TAP version 1[34]$|^\d+\.\.\d+$/m.test(text) && /^\s*(?:not )?ok\b/m.test(text);
}

/** The failures of a TAP stream; undefined if this is none. */
export function tap(text: string): Tests | undefined {
  if (!isTap(text)) return undefined;
  const lines = linesOf(text);
  const failures: Failure[] = [];
  const [head, tail]: string[][] = [[], []];
  const path: { indent: number; name: string }[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const subtest = /^(\s*)# Subtest: (.*)$/.exec(line);
    const [, space = '', not, name = '', mark] = RESULT.exec(line) ?? [];
    const length = RESULT.test(line) ? 1 + detailLength(lines, at, space.length) : 1;
    if (subtest) enter(path, subtest[1]?.length ?? 0, subtest[2] ?? '');
    else if (RESULT.test(line) && not && mark === undefined) {
      while ((path.at(-1)?.indent ?? -1) >= space.length) path.pop();
      failures.push(...failure([...path.map((each) => each.name), name].join(' > '), lines.slice(at + 1, at + length)));
    } else if (!RESULT.test(line) && !FORM.test(line) && line.trim() !== '')
      (COUNT.test(line) ? tail : failures.length > 0 ? tail : head)?.push(line);
    at += length;
  }
  return { kind: 'tests', head: folded(head), failures, tail: tail ?? [] };
}

function enter(path: { indent: number; name: string }[], indent: number, name: string): void {
  while ((path.at(-1)?.indent ?? -1) >= indent) path.pop();
  path.push({ indent, name });
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

// "  duration_ms: 1.397554", "  type: 'suite'", "  code: 'ERR_ASSERTION'", "  ---"
const DULL =
  /^\s*(?:---|\.\.\.|duration_ms: .*|type: '?\w+'?|failureType: .*|code: .*|operator: .*|generatedMessage: .*|message: ''|values: ?|error:|signal: ~|stack: [|>]-?|at: >-)$/;
// "  location: '/home/dev/napp/test/cart.test.js:7:5'", "    at: "/home/dev/vapp/test/cart.test.js:10:57""
const LOCATION = /^\s*(?:location|at): ["']?(?:.*\()?((?:file:\/\/)?[^'"()]*?:\d+)(?::\d+)?\)?["']?$/;
// "            TestContext.<anonymous> (/home/dev/napp/test/cart.test.js:7:40)"
const BARE_FRAME = /^\s*(?:async )?(?:[\w.<>$]+(?: \[as \w+\])? )?\(?\S+:\d+:\d+\)?$|^\s*async Promise\.all \(index \d+\)$/;

/** None for a test that failed only because its subtests did. */
function failure(name: string, detail: readonly string[]): Failure[] {
  if (detail.some((line) => /failureType: 'subtestsFailed'/.test(line))) return [];
  const location = detail.flatMap((line) => LOCATION.exec(line)?.[1] ?? []).find((place) => !/node_modules|^node:/.test(place));
  const block = detail
    .filter((line) => !DULL.test(line) && !LOCATION.test(line))
    .map((line) => (isBare(line) ? line.replace(/\S/, 'at $&') : line));
  const { place = location?.replace('file://', ''), lines } = told(withoutTwice(withoutSides(block)));
  return [
    {
      name,
      ...(place === undefined ? {} : { place }),
      lines: detail.some(isBare) ? lines.map((line) => line.replace(/^(\s*)at /, '$1')) : lines,
    },
  ];
}

function isBare(line: string): boolean {
  return BARE_FRAME.test(line);
}

/** Without expected and actual value, where the message has their difference. */
function withoutSides(block: readonly string[]): readonly string[] {
  const sides = block.findIndex((line) => /^\s*expected:$/.test(line));
  const frames = block.findIndex((line, at) => at > sides && frameOf(line) !== undefined);
  if (sides < 0 || !block.some((line) => line.trim() === '+ actual - expected')) return block;
  return [...block.slice(0, sides), ...block.slice(frames < 0 ? block.length : frames)];
}

/** mocha prints the message, and again at the head of the stack. */
function withoutTwice(block: readonly string[]): readonly string[] {
  const again = block.findIndex((line, at) => at > 0 && /^\s*[\w. ]+(?: \[\w+\])?: /.test(line) && line.endsWith(`: ${block[0]?.trim()}`));
  return again > 0 ? block.slice(again) : block;
}

/** Printed lines beyond this many are counted. */
const PRINTED = 40;

function folded(lines: readonly string[] = []): string[] {
  const more = lines.length - PRINTED;
  return more > 0 ? [...lines.slice(0, PRINTED), omitted(more)] : [...lines];
}
