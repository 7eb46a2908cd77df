import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, test } from 'vitest';
import { tokensOf } from '../src/filter/tokens.ts';

const root = join(import.meta.dirname, '..');
const files = globSync('{test/fixtures/*/*.in,src/*.ts,package.json,LICENSE,tsconfig.json}', { cwd: root });
const guesses = files
  .filter((file) => !file.includes('.gen.') && !file.includes('token-costs'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .map((text) => ({ truth: countTokens(text, { disallowedSpecial: new Set() }), estimate: tokensOf(text) }))
  .filter(({ truth }) => truth >= 50);

test('the sum is less than 3 % off', () => {
  const sum = (key: 'truth' | 'estimate') => guesses.reduce((total, guess) => total + guess[key], 0);
  expect(Math.abs(sum('estimate') / sum('truth') - 1)).toBeLessThan(0.03);
});

test('nine of ten texts are less than 12 % off', () => {
  const near = guesses.filter(({ truth, estimate }) => Math.abs(estimate / truth - 1) < 0.12);
  expect(near.length / guesses.length).toBeGreaterThan(0.9);
});

test.each([
  ['', 0],
  ['a', 1],
  ['\n', 1],
  ['On branch main\n', 4],
  ['1234567', 3],
  ['error TS2322: Type is not assignable', 9],
])('%j is %d tokens', (text, tokens) => {
  expect(tokensOf(text)).toBeGreaterThanOrEqual(tokens - 1);
  expect(tokensOf(text)).toBeLessThanOrEqual(tokens + 1);
});

test.each(['│', '日本語のテキスト', 'größer als übrig', '👍🏽', '\u001b[31m✗\u001b[0m', '\ud800', ' \t\r\n  '])(
  '%j is counted as something',
  (text) => {
    expect(tokensOf(text)).toBeGreaterThan(0);
    expect(tokensOf(text)).toBeLessThan(30);
  },
);

test('a whole is about the sum of its lines', () => {
  const lines = readFileSync(join(root, 'package.json'), 'utf8').split(/(?<=\n)/);
  const parts = lines.reduce((sum, line) => sum + tokensOf(line), 0);
  expect(Math.abs(tokensOf(lines.join('')) / parts - 1)).toBeLessThan(0.15);
});
