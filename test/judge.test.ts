import { expect, test } from 'vitest';
import { missingIn, type Truth } from '../scripts/judge.ts';
import { words } from '../scripts/words.ts';

const truth: Truth = {
  facts: ['src/app.ts:12', 'src/app.ts:7', 'test_sum'],
  entries: [{ file: 'lib.rs', line: 40, msg: 'unused variable: `x`', sev: 'warning' }],
  summary: ['3 failed, 12 passed in 0.12s'],
  info: ['left-pad'],
  names: new Set(['app.ts', 'lib.rs']),
};

test('places count as shown where the file is named once with its lines under it', () => {
  const text = 'app.ts\n  12: no\n  70: no\nlib.rs\n  40 unused variable: `x`\ntest_sum\n3 failed, 12 passed\nleft-pad';
  expect(missingIn(text, truth)).toEqual({ facts: ['src/app.ts:7'], entries: [], summary: [], info: [] });
});

test('a number that goes on is another number', () => {
  expect(missingIn('src/app.ts:120\nsrc/app.ts:7: no\ntest_sum', { ...truth, entries: [], summary: [], info: [] }).facts).toEqual([
    'src/app.ts:12',
  ]);
});

test('an entry under another file is missing', () => {
  expect(missingIn('app.ts\n40 unused variable: `x`\nlib.rs\n3', { ...truth, facts: [], summary: [], info: [] }).entries).toHaveLength(1);
});

test.each([
  [`git commit -m "a 'b' \\"c\\""`, ['git', 'commit', '-m', `a 'b' "c"`]],
  ['/usr/bin/grep -rn a\\ b .', ['grep', '-rn', 'a b', '.']],
  [`find . -name '*.ts'`, ['find', '.', '-name', '*.ts']],
])('%s', (line, expected) => {
  expect(words(line)).toEqual(expected);
});
