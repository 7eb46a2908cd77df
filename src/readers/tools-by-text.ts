/** What only one tool prints: it tells whose text this is where nobody says so. */

import { linesOf } from '../text.ts';
import type { Inner, Shape } from '../types.ts';

type Sign = readonly [sign: RegExp, argv: readonly string[]];

const SIGNS: readonly Sign[] = [
  // "ok  \texample.com/a\t0.1s", "?   \texample.com/b\t[no test files]", "--- FAIL: TestX (0.00s)"
  [/^(?:ok {2}\t\S+\t|\? {3}\t\S+\t\[|--- FAIL: \S+ \(|FAIL\t\S+)/, ['go', 'test', './...']],
  // "===== test session starts =====", "===== 3 failed, 2 passed in 0.1s ====="
  [/^=+ (?:test session starts|\d+ (?:passed|failed|errors?|skipped)\b[^=]*) =+$/, ['pytest']],
  // " RUN  v3.0.0 /src", " Test Files  1 failed | 2 passed (3)"
  [/^ *RUN +v\d|^ *Test Files +\d+ (?:failed|passed)/, ['vitest', 'run']],
  // "Test Suites: 1 failed, 2 total"
  [/^Test Suites: (?:\d+ \w+, )*\d+ total/, ['jest']],
  // "  12 passing (34ms)"
  [/^ {2}\d+ passing \(\d+m?s\)$/, ['mocha']],
  // "test result: ok. 12 passed; 0 failed;"
  [/^test result: (?:ok|FAILED)\. \d+ passed/, ['cargo', 'test']],
  // "error[E0382]: borrow of moved value: `x`", " --> src/main.rs:4:5"
  [/^ +--> \S+\.rs:\d+:\d+$/, ['cargo', 'build']],
  // "src/a.ts(3,5): error TS2322: …", "src/a.ts:3:5 - error TS2322: …"
  [/^\S+(?:\(\d+,\d+\):|:\d+:\d+ -) error TS\d+: /, ['tsc']],
  // "✖ 3 problems (2 errors, 1 warning)"
  [/^✖ \d+ problems? \(\d+ errors?/, ['eslint', '.']],
  // "main.go:12:3: Error return value is not checked (errcheck)"
  [/^\S+\.go:\d+(?::\d+)?: .* \([\w-]+\)$/, ['golangci-lint', 'run']],
  // "[INFO] BUILD FAILURE", "[INFO] Scanning for projects..."
  [/^\[INFO\] (?:BUILD (?:FAILURE|SUCCESS)|Scanning for projects)/, ['mvn', 'test']],
  // "BUILD FAILED in 3s", "> Task :app:compileJava FAILED"
  [/^(?:BUILD (?:FAILED|SUCCESSFUL) in \d|> Task :\S+)/, ['gradle', 'build']],
  // "Found 3 errors in 2 files (checked 10 source files)"
  [/^(?:Found \d+ errors? in \d+ files?|Success: no issues found in \d+ source files?)/, ['mypy', '.']],
  // "Your code has been rated at 7.5/10", "************* Module app"
  [/^(?:Your code has been rated at |\*{13} Module )/, ['pylint', '.']],
  // "a.py:1:1: F401 `os` imported but unused", "  --> a.py:1:8" under "F401 [*] …"
  [/^\S+\.py:\d+:\d+: [A-Z]{1,4}\d{3,4} /, ['flake8']],
  [/^ +--> \S+\.py:\d+:\d+$/, ['ruff', 'check']],
  // "a.c:3:5: error: …", "a.c: In function 'main':"
  [/^\S+\.(?:c|cc|cpp|cxx|h|hpp|m|mm):\d+:\d+: (?:fatal )?(?:error|warning): /, ['gcc', '-c', 'a.c']],
  // "A.java:3: error: …"
  [/^\S+\.java:\d+: (?:error|warning): /, ['javac', 'A.java']],
  // "diff --git a/x b/x"
  [/^diff --git a\/.* b\//, ['git', 'diff']],
  // "On branch main", "commit 1f2e3d…"
  [/^On branch \S+$|^HEAD detached at /, ['git', 'status']],
  [/^commit [0-9a-f]{40}(?: \(.*\))?$/, ['git', 'log']],
  // "#5 [2/4] RUN npm ci"
  [/^#\d+ \[[^\]]*\] (?:RUN|FROM|COPY)/, ['docker', 'build', '.']],
  // "Plan: 2 to add, 0 to change, 1 to destroy."
  [/^Plan: \d+ to add, \d+ to change/, ['terraform', 'plan']],
  // "PLAY RECAP ****"
  [/^PLAY RECAP \*+/, ['ansible-playbook', 'a.yml']],
  // "TAP version 13", "not ok 2 - x"
  [/^TAP version \d+$/, ['tap']],
  // "Ran 3 tests in 0.001s"
  [/^Ran \d+ tests? in [\d.]+s$/, ['python', '-m', 'unittest']],
  // "added 12 packages, and audited 13 packages in 2s"
  [/^(?:added|changed|removed|up to date).* packages? in \d+/, ['npm', 'install']],
];

/** Lines in which a sign is looked for, and characters of each. */
const LOOKED_AT = 5_000;
const LONGEST = 400;

/** The commands whose signs the lines show. */
export function toolsIn(lines: readonly string[]): (readonly string[])[] {
  const some = lines.slice(0, LOOKED_AT).map((line) => line.slice(0, LONGEST));
  return SIGNS.filter(([sign]) => some.some((line) => sign.test(line))).map(([, argv]) => argv);
}

/** Of several signs the first filter that knows the text reads it, else `otherwise`. */
export function byItsTool(text: string, otherwise: Exclude<Shape, Inner> | undefined): Shape | undefined {
  return toolsIn(linesOf(text)).reduceRight<Shape | undefined>((next, argv) => {
    const inner: Inner = { kind: 'inner', argv, text };
    if (!next) return inner;
    return { ...inner, otherwise: next.kind === 'inner' ? { kind: 'parts', parts: [next] } : next };
  }, otherwise);
}
