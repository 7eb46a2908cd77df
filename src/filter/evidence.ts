/** What in a tool's text must never be lost: places, errors and warnings, counts. */

import { saysFolder } from '../readers/folders.ts';
import { clip, linesOf } from '../text.ts';

export interface Evidence {
  readonly text: string;
  /** Its line in the text, from 0. */
  readonly at: number;
  /** `error` lines and places outlive every cap; `count` is a summary line. */
  readonly kind: 'error' | 'place' | 'count';
  readonly file?: string;
  readonly line?: string;
}

// "src/a.ts:12:5 - error", "src/a.ts(12,5): error", " --> src/main.rs:4:9", "[ERROR] /src/A.java:[12,5] msg", "src/a.js: line 12, col 5, Error - msg"
const PLACE =
  /^\s*(?:(?:-->|:::|ERROR in|\[(?:ERROR|WARNING|WARN)\])\s*)?((?:[A-Za-z]:[\\/])?[\w@.+\-/\\~$%#=]*(?:\.[A-Za-z]\w{0,9}|\/[\w@.+-]+|[Mm]akefile))(?::\[?|\(|: line )(\d+)(?!\d|\s*%)/;
// "error: x", "fatal: y", "E   assert", "  FAILED a::b", "npm ERR! x", "thread 'main' panicked"
const ERROR_START =
  /^\W*(?:\w[\w.+/-]*(?:\[\d+\])?:\s*)?(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ures?|ing)?|exception|critical|abort(?:ed|ing)?|conflict|denied)\b(?!\s*[:=]\s*0\b)/i;
const ERROR_WORD =
  /\berror(?:\[\w+\]|\s+[A-Z]{1,6}\d+)?\s*:(?!:)|(?:^|[\s(])[A-Z]\w*(?:Error|Exception)(?::|$)|^E {2,}\S|\bnpm (?:ERR!|error)|^\s*[✖✗✘✕❌×]\s|^\s*not ok\b|--- FAIL|\bFAILED\b|\bFAIL\b|\bpanicked at\b|\bCONFLICT\b|undefined reference|[Ss]egmentation fault|^CMake Error\b|\bUNMET\b|\[ERROR\]|\]\s*ERROR\b|CrashLoopBackOff|ImagePullBackOff|OOMKilled|\bconnection refused\b|\bwas refused\b/;
// "  12:5 error TS2322 message", "  12:5 14:1 warning no-unused": as our own shapes and eslint write it
const ERROR_ROW = /^\s*(?:\d+(?::\d+)?\s+)+(?:error|fatal)\b/i;
const WARNING = /\bwarn(?:ing)?\b(?:\[\w+\])?\s*[:\]]|^\W*warn(?:ing)?\b/i;
// "Tests: 2 failed, 3 passed", "Found 29 errors in 5 files.", "3 problems (1 error, 2 warnings)", "exit status 2"
const COUNT =
  /\b\d+\s(?:[a-z]+\s)?(?:passed|passing|failed|failing|failures?|errors?|warnings?|problems?|issues?|skipped|pending|todo|vulnerabilit(?:y|ies)|files? changed|insertions?|deletions?|tests?|suites?|tasks?|xfailed|xpassed|deselected|fixable)\b|\bexit (?:status|code) \d+/i;
// "  ✓ works", "ok 3 - works", "test a ... ok", "PASS src/a.test.ts", "a.py::b PASSED", "# comment"
const PASSED = /^\s*(?:[✓✔√]|ok\b|PASS\b|--- PASS|=== )|\.\.\. ok$|\bPASSED\b|^\s*#/;
// "12 | code", "  > 12 |", "   | ^^^", "    at fn (file:1:2)"
const FRAME = /^(?:(?:>\s*)?(?:\d+\s*)?[|│┃┆·]|at\s|\.{3}$|[\^~]+$)/;

/** Characters of a line that are looked at. */
export const LOOKED_AT = 4096;

/** The evidence in `text`, line by line, but for lines that match `noise`; `prefixes` stand before lines of one owner and are no part of what these say. */
export function evidenceIn(text: string, noise: readonly RegExp[], prefixes: readonly string[] = []): Evidence[] {
  const found: Evidence[] = [];
  for (const [at, whole] of linesOf(text).entries()) {
    const prefix = prefixes.find((each) => whole.startsWith(each)) ?? '';
    const line = clip(whole.slice(prefix.length), LOOKED_AT);
    if (line.trim() === '' || PASSED.test(line) || FRAME.test(line.trim()) || noise.some((pattern) => pattern.test(line))) continue;
    const item = evidence(line);
    if (item) found.push({ ...item, text: whole, at });
  }
  return found;
}

function evidence(line: string): Omit<Evidence, 'at'> | undefined {
  const place = PLACE.exec(line);
  if (place?.[1] && place[2]) return { text: line, kind: 'place', file: place[1], line: place[2] };
  if (isError(line) || WARNING.test(line)) return { text: line, kind: 'error' };
  return line.length < 300 && COUNT.test(line) ? { text: line, kind: 'count' } : undefined;
}

/** Does the line say that something failed? */
function isError(line: string): boolean {
  return ERROR_START.test(line) || ERROR_WORD.test(line) || ERROR_ROW.test(line);
}

/** Does the line say in which folder those below it stand? Evidence is nothing without it. */
export function saysPlace(line: string): boolean {
  return saysFolder(line);
}
