/** A pytest report as its sections, and what its short summary says. */

import { linesOf } from '../text.ts';

export interface ReportSection {
  /** The words of the banner; '' before the first one. */
  readonly title: string;
  /** Characters of the banner. */
  readonly width: number;
  readonly lines: string[];
}

export interface SummaryLine {
  /** `FAILED`, `ERROR`, `SUBFAILED[row] (i=1)`, `SKIPPED`… */
  readonly word: string;
  /** `tests/test_cart.py::TestCart::test_total`. */
  readonly id: string;
  /** What stands behind ` - `, and the lines under it. */
  readonly message: string;
  readonly more: string[];
}

// "=================== FAILURES ===================", "!!!!!!!!! stopping after 1 failures !!!!!!!!!"
const BANNER = /^(=+|!+) (.+) \1?[=!]*$/;
const KNOWN =
  /^(?:test session starts|ERRORS|FAILURES|XFAILURES|XPASSES|PASSES|warnings summary(?: \(final\))?|tests coverage|short test summary info|slowest (?:\d+ )?durations|rerun test summary info|Hypothesis Statistics)$/;
// "===== 2 failed, 2 passed in 0.61s =====", "1 failed in 0.57s", "no tests ran in 0.50s", "18 tests collected in 0.47s"
const COUNTS =
  /^=* ?((?:no tests ran|no tests collected|\d+(?:\/\d+)? (?:tests? collected|failed|passed|errors?|skipped|deselected|warnings?|xfailed|xpassed|rerun|subtests passed|subtests failed)\b).* in [\d.]+ ?s(?:econds)?(?: \([\d:, a-z]+\))?)(?: =+)?$/;
// "----------- coverage: platform linux, python 3.11.7-final-0 -----------"
const COVERAGE = /^-+ coverage: .*-$/;

/** A report within these is what a test of a pytest plugin printed. */
const BODY = /^(?:ERRORS|FAILURES|XFAILURES|XPASSES|PASSES)$/;

/** A session has these once. */
const ONCE = /^(?:ERRORS|FAILURES|short test summary info)$/;

/** The sections in order; the counts line is a section of its own, titled by itself. What a test printed in their form opens none. */
export function sectionsOf(text: string): ReportSection[] {
  const sections: ReportSection[] = [{ title: '', width: 0, lines: [] }];
  let width = 0;
  let inner = false;
  let seen = new Set<string>();
  const lines = linesOf(text);
  const ends = countsLines(lines);
  for (const [index, line] of lines.entries()) {
    const title = opened(line, width, ends.has(index), seen);
    const last = sections.at(-1);
    if (title === 'test session starts' && last && BODY.test(last.title)) inner = true;
    if (title === undefined || inner) last?.lines.push(line);
    if (inner) inner = !COUNTS.test(line);
    else if (title !== undefined) {
      if (KNOWN.test(title) && line.length > 30) width = line.length;
      seen = title === 'test session starts' || ends.has(index) ? new Set() : seen.add(title);
      sections.push({ title, width: line.length, lines: [] });
    }
  }
  return sections;
}

function opened(line: string, width: number, counts: boolean, seen: ReadonlySet<string>): string | undefined {
  const title = titleOf(line, width);
  if (title === undefined || (isCounts(line) && !counts)) return undefined;
  return ONCE.test(title) && seen.has(title) ? undefined : title;
}

/** The counts end a session: nothing follows but the next one. A test may have printed "5 passed in 0.10s", with or without a frame. */
function countsLines(lines: readonly string[]): Set<number> {
  const end = lines.findLastIndex((line) => COUNTS.test(line));
  const found = new Set<number>(end < 0 ? [] : [end]);
  let banner: string | undefined;
  for (let at = end - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (COUNTS.test(line)) {
      if (line.startsWith('=') && isEven(line) && banner === 'test session starts') found.add(at);
    } else if (line.length <= LONGEST) {
      const [, , title = ''] = BANNER.exec(line) ?? [];
      if (KNOWN.test(title.trim()) && isEven(line)) banner = title.trim();
    }
  }
  return found;
}

/** pytest fills both sides of a banner alike. */
export function isEven(line: string): boolean {
  const [fill = ''] = line;
  const [left, right] = [lengthOfFill(line, fill), lengthOfFill([...line].reverse().join(''), fill)];
  return Math.abs(left - right) <= 1;
}

function lengthOfFill(line: string, fill: string): number {
  let length = 0;
  while (line[length] === fill) length++;
  return length;
}

/** Longer lines are no headings. */
export const LONGEST = 2000;

/** Unknown banners count if they are as wide as the known ones. */
function titleOf(line: string, width: number): string | undefined {
  if (line.length > LONGEST) return undefined;
  const counts = COUNTS.exec(line)?.[1];
  if (counts !== undefined) return counts;
  if (COVERAGE.test(line)) return 'tests coverage';
  const banner = BANNER.exec(line)?.[2]?.trim();
  if (banner === undefined) return undefined;
  const wide = width === 0 ? KNOWN.test(banner) : line.length >= width - 1 && (KNOWN.test(banner) || line.length <= width + 1);
  return wide && isEven(line) ? banner : undefined;
}

export function isCounts(title: string): boolean {
  return COUNTS.test(title);
}

// "FAILED tests/a.py::T::test_x[a b] - assert 1 == 2", "ERROR tests/a.py", "SUBFAILED[row] (i=1) a.py::test_x - assert", "SKIPPED [2] conftest.py:13: why"
const ENTRY =
  /^((?:SUB|\[.*\] SUB)?(?:FAILED|FAIL|PASSED|PASS|SKIPPED|SKIP)(?:\[.*?\])?(?: ?\(\w+=(?:[^()]|\([^()]*\))*\))?|ERROR|XFAIL|XPASS|RERUN|SUBSKIP) (.*)$/;

/** The lines of `short test summary info`; with full messages (CI) an entry takes several lines. */
export function summaryOf(lines: readonly string[]): SummaryLine[] {
  const entries: SummaryLine[] = [];
  for (const line of lines) {
    const [, word, rest = ''] = ENTRY.exec(line) ?? [];
    if (word !== undefined) {
      const at = endOfId(rest);
      entries.push({ word, id: rest.slice(0, at), message: rest.slice(at).replace(/^ - ?/, ''), more: [] });
    } else entries.at(-1)?.more.push(line);
  }
  return entries;
}

/** Parameters in brackets may hold blanks and dashes. */
function endOfId(rest: string): number {
  const bracket = rest.indexOf('[');
  const dash = rest.indexOf(' - ');
  if (dash < 0) return rest.endsWith(' -') ? rest.length - 2 : rest.length;
  if (bracket < 0 || bracket > dash) return dash;
  const close = rest.indexOf('] - ', bracket);
  return close < 0 ? (rest.endsWith(']') ? rest.length : dash) : close + 1;
}
