import { told } from '../readers/js-trace.ts';
import { verdictAt } from '../readers/verdict.ts';
import { linesOf } from '../text.ts';
import type { Failure, Filter, Run, Tests } from '../types.ts';

export default {
  about: 'karma: failed specs with message and place, browser messages, summary',
  command: ['karma start', 'karma run'],
  unless: ['--no-single-run', '--auto-watch'],
  // "WebKit 537.36 (linux 0.0.0) cart logs FAILED", "WebKit 537.36 (linux 0.0.0): Executed 12 of 35 (1 FAILED)"
  noise: ['^\\S.* FAILED$', ': Executed \\d+ of \\d+'],
  parse,
} satisfies Filter;

// "WebKit 537.36 (linux 0.0.0) cart logs FAILED"
const FAILED = /^(?=.* FAILED$)(\S.*? [\d.]+ \([^()]*\)) (.+) FAILED$/;
// "WebKit 537.36 (linux 0.0.0): Executed 34 of 35 (4 FAILED) (skipped 1) (0.091 secs / 0.06 secs)"
const EXECUTED = /^(\S.*? [\d.]+ \([^()]*\)): Executed \d+ of \d+/;
// "21 11 2026 12:39:45.835:INFO [launcher]: Starting browser jsdom"
const INFO = /^[\d .:]+:(?:INFO|DEBUG) \[/;
// "....F...", "TOTAL: 4 FAILED, 30 SUCCESS"
const DOTS = /^\.+$/;

function parse(run: Run): Tests | undefined {
  const lines = linesOf(run.text).map((line) => line.replace(/^\.+(?=[^\s.]\S* [\d.]+ \()/, ''));
  if (!lines.some((line) => EXECUTED.test(line))) return undefined;
  const failures: Failure[] = [];
  const [head, tail]: [string[], string[]] = [[], []];
  const last = new Map<string, string>();
  const browsers = new Set(lines.map((line) => EXECUTED.exec(line)?.[1]).filter((browser) => browser !== undefined));
  const end = verdictAt(lines, EXECUTED);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const [, on, test] = FAILED.exec(line) ?? [];
    // the same test may fail in several browsers
    const name = browsers.size > 1 && test !== undefined ? `${on} ${test}` : test;
    const next = name === undefined ? at + 1 : bodyEnd(lines, at);
    const browser = EXECUTED.exec(line)?.[1];
    if (name !== undefined) failures.push(failure(name, lines.slice(at + 1, next)));
    else if (browser !== undefined) last.set(browser, line);
    else if (line.trim() !== '' && !INFO.test(line) && !DOTS.test(line)) (at > end ? tail : head).push(line);
    at = next;
  }
  return { kind: 'tests', head: unrepeated(head), failures, tail: [...last.values(), ...unrepeated(tail)] };
}

/** A failure's lines start with a tab. */
function bodyEnd(lines: readonly string[], start: number): number {
  let end = start + 1;
  while (/^\t/.test(lines[end] ?? '')) end++;
  return end;
}

function failure(name: string, body: readonly string[]): Failure {
  const { place, lines } = told(body.map((line) => line.replace(/^\t/, '')));
  return { name, ...(place === undefined ? {} : { place }), lines };
}

function unrepeated(lines: readonly string[]): string[] {
  return lines.filter((line, at) => line !== lines[at - 1]);
}
