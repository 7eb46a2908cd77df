/** Which lines of a tool's text must never be lost, a line each. */

import { expect, it } from 'vitest';
import { evidenceIn } from '../src/filter/evidence.ts';

it.each([
  ['src/a.ts:12:5 - error TS2322: no', 'place'],
  ['src/a.ts(12,5): error TS1005', 'place'],
  [' --> src/main.rs:4:9', 'place'],
  ['[ERROR] /src/A.java:[12,5] cannot find symbol', 'place'],
  ['fatal: not a git repository', 'error'],
  ['npm ERR! code ELIFECYCLE', 'error'],
  ["thread 'main' panicked at src/lib.rs", 'error'],
  ['  FAILED tests/test_a.py::test_b', 'error'],
  ['warning: unused variable', 'error'],
  ['CONFLICT (content): Merge conflict in a.txt', 'error'],
  ['Tests: 2 failed, 3 passed, 5 total', 'count'],
  ['1 file changed, 2 insertions(+)', 'count'],
])('%s is of the kind %s', (line, kind) => {
  expect(evidenceIn(line, []).map((item) => item.kind)).toEqual([kind]);
});

it.each([
  ['  ✓ works'],
  ['ok 3 - errors are shown'],
  ['test a::b ... ok'],
  ['--- PASS: TestError (0.00s)'],
  ['    at fn (file.js:1:2)'],
  ['12 | const error = 1'],
  ['compiling'],
  [''],
])('%s is none', (line) => {
  expect(evidenceIn(line, [])).toEqual([]);
});

it('a line that the filter names as noise is none, and each knows where it stood', () => {
  const text = 'error: a\nerror: b\nplain\nerror: c';
  expect(evidenceIn(text, [/b$/]).map(({ at, text: line }) => [at, line])).toEqual([
    [0, 'error: a'],
    [3, 'error: c'],
  ]);
});
