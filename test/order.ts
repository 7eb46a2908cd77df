/** What laws 15 and 16 look at: where a line of a result stood in the raw text, and under which test. */

import { readWith } from '../src/filter/apply.ts';
import { account } from '../src/filter/compare.ts';
import { plain } from '../src/filter/plain.ts';
import { wordsIn } from '../src/filter/words.ts';
import { route } from '../src/route/route.ts';
import type { Level } from '../src/types.ts';
import type { Fixture } from './fixture.ts';

/** The trimmed lines that the core puts back: evidence that the filter's own result does not show. */
export function putBackLines(fixture: Fixture, level: Level): Set<string> {
  const { filter, argv } = route(fixture.argv);
  const text = plain(filter?.stderr === 'apart' ? fixture.captured.stdout : fixture.captured.text);
  const read = filter && readWith(filter, { argv, stdout: text, stderr: '', text, exit: fixture.captured.exit, level });
  if (!read || read.content) return new Set();
  const noise = (read.filter.noise ?? []).map((pattern) => new RegExp(pattern));
  const said = read.lines.filter((line) => !line.startsWith('\0')).map((line) => line.replace(/\0[^\0]*\0/g, ''));
  return new Set(account(text, said.join('\n'), noise, { own: ['FAIL'] }).missing.map(({ text: line }) => line.trim()));
}

/** Lines put back that stand outside of their neighbours: the nearest lines above and below that stand once in both texts, in one order. */
export function misplaced(raw: readonly string[], result: readonly string[], putBack: ReadonlySet<string>): string[] {
  const [inRaw, inResult] = [onceIn(raw), onceIn(result)];
  const anchors = [...inRaw].filter(([line]) => inResult.has(line) && !putBack.has(line) && line.length > 10);
  return [...putBack].filter((line) => {
    const [at, stands] = [inRaw.get(line), inResult.get(line)];
    if (at === undefined || stands === undefined) return false;
    const above = anchors.filter(([, each]) => each < at && each >= at - CLOSE).at(-1)?.[0];
    const below = anchors.find(([, each]) => each > at && each <= at + CLOSE)?.[0];
    const [from, to] = [inResult.get(above ?? '') ?? -1, inResult.get(below ?? '') ?? result.length];
    return from < to && (stands < from || stands > to);
  });
}

/** Further away a line is no neighbour. */
const CLOSE = 8;

/** The trimmed lines that occur once, in order, with their index. */
function onceIn(lines: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const [at, line] of lines.entries()) {
    const key = line.trim();
    if (found.has(key)) twice.add(key);
    else if (key !== '') found.set(key, at);
  }
  for (const key of twice) found.delete(key);
  return found;
}

// the last words of runners
const VERDICT =
  /^(?:=+ )?\d+ (?:failed|passed|errors?)\b.* in [\d.]+ ?s|^(?:OK|FAILED)(?: \(.*\))?$|^Tests: +\d|^ +Tests {2}\d|^\d+% tests passed, |^[ℹ#] fail +\d+$|^ *\d+ (?:passing|failing)\b|^ {2}\d+ (?:passed|failed|flaky)(?: \([\d.]+m?s\))?$|^test result: |^BUILD (?:SUCCESS|FAILURE|SUCCESSFUL|FAILED)\b|^DONE \d+ tests|^FAIL\t\S+\t[\d.]+s$/;
const FINE =
  /^(?:OK\b|\d+ passed\b(?!.*failed).* in )|^Tests: +\d+ passed, \d+ total|^ +Tests {2}\d+ passed \(|100% tests passed| 0 failed|BUILD SUCCESS/;

/** Lines of the result behind the runner's last word that the runner said before it. */
export function behindVerdict(filter: string, raw: readonly string[], result: readonly string[], failed: boolean): string[] {
  if (!RUNNERS.has(filter)) return [];
  const said = raw.map((line) => line.trim());
  const last = raw.findLastIndex((line) => VERDICT.test(line) && !(failed && FINE.test(line)));
  const verdict = said[last];
  if (verdict === undefined) return [];
  const stands = result.findLastIndex((line) => line.trim() === verdict);
  if (stands < 0) return [];
  return result.slice(stands + 1).filter((line) => {
    const at = said.lastIndexOf(line.trim());
    return line.trim().length > 10 && at >= 0 && at < last - NEAR;
  });
}

const RUNNERS = new Set(
  'ant ava cargo-nextest cargo-test ctest go-test gotestsum gradle jasmine jest karma mocha mvn node-test playwright-test pytest tap unittest vitest'.split(
    ' ',
  ),
);

/** Totals take a few lines, in any order. */
const NEAR = 12;

/** The line by which a runner says whose the lines below are, by filter. */
const HEADINGS: Readonly<Record<string, RegExp>> = {
  pytest: /^_{3,} (?:ERROR at \w+ of )?(.+?) _{3,}$/,
  unittest: /^(?:FAIL|ERROR): (.+)$/,
  ctest: /^ *(?:(?:\d+\/\d+ )? *Test +#\d+|Start +\d+): (\S+)/,
  'go-test': /(?:=== (?:RUN|CONT|NAME) +|--- (?:PASS|FAIL|SKIP): )(\S+)/,
  gotestsum: /^=== FAIL: (\S+ \S+)/,
  jest: /^ {2}● (.+)$/,
  vitest: /^ FAIL {2}(.+?)(?: \[ .+ \])?$/,
  mocha: /^ {2}\d+\) (.+?):?$/,
  'playwright-test': /^ {2}\d+\) (.+?) ?─*$/,
  'node-test': /^\s*(?:✖ (.+?) \([\d.]+ms\)|# Subtest: (.+))/,
  'cargo-test': /^---- (.+) stdout ----$/,
};

// what stands indented behind the failures and is none of theirs
const TOTALS = /^\s+(?:Test Files|Tests|Snapshots|Errors|Duration|Summary|FLAKY|\d+ (?:passing|failing|pending))\b/;

/** Lines under a failed test that never stood under it: in the raw text the nearest heading above each names another test. */
export function underOthers(filter: string, raw: readonly string[], result: readonly string[]): string[] {
  const heading = HEADINGS[filter];
  if (!heading) return [];
  let owner: string[] | undefined;
  const owners = new Map<string, (readonly string[] | undefined)[]>();
  for (const line of raw) {
    // a section of pytest's ends what stood above it
    if (filter === 'pytest' && /^=+ .+ =+$/.test(line)) owner = undefined;
    const [, name, other] = heading.exec(line) ?? [];
    if (name !== undefined || other !== undefined) owner = wordsIn(name ?? other ?? '');
    owners.set(line.trim(), [...(owners.get(line.trim()) ?? []), owner]);
  }
  const known = [...owners.values()].flat().filter((words) => words !== undefined);
  return failedTests(result).flatMap(({ names, lines }) => {
    const own = new Set(names.flatMap(wordsIn));
    const isOwn = (words: readonly string[]) => words.every((word) => own.has(word));
    if (!known.some(isOwn)) return [];
    return lines.filter((line) => {
      // ctest says this on the other stream, anywhere, and names the executable in it
      if (line.includes('Unable to find executable: ')) return false;
      const found = wordsIn(line).length > 2 ? (owners.get(line.trim()) ?? []).filter((words) => words !== undefined) : [];
      return found.length > 0 && !found.some(isOwn);
    });
  });
}

interface Group {
  readonly names: string[];
  readonly lines: string[];
}

/** The failed tests of a result, those that share their text together. */
function failedTests(result: readonly string[]): Group[] {
  const groups: Group[] = [];
  let above = '';
  for (const line of result) {
    const name = /^(?:FAIL|ERROR):? (.+)$/.exec(line)?.[1];
    if (name !== undefined && /^(?:FAIL|ERROR)/.test(above)) groups.at(-1)?.names.push(name);
    else if (name !== undefined) groups.push({ names: [name], lines: [] });
    else if (/^\s/.test(line) && !TOTALS.test(line)) groups.at(-1)?.lines.push(line);
    else if (line !== '') groups.push({ names: [], lines: [] });
    above = line;
  }
  return groups.filter((group) => group.names.length > 0);
}
