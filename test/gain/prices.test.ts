import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/gain/report/types.ts';
import type { Lab } from '../e2e/lab.ts';
import { keptBooks, noon, saving } from './books.ts';

/** A million tokens saved. */
const MILLION = [saving(noon(0), 'make', [1_500_000, 500_000])];

function configured(toml: string): Lab {
  const l = keptBooks(MILLION);
  mkdirSync(join(l.home, '.config/rtk'), { recursive: true });
  writeFileSync(join(l.home, '.config/rtk/config.toml'), toml);
  return l;
}

function floor(l: Lab, ...words: string[]): Report['money']['floor'] {
  const { stdout, stderr } = l.rtk('gain', '--json', ...words);
  expect(stderr.toString()).toBe('');
  return JSON.parse(stdout.toString()).money.floor;
}

describe('a price', () => {
  it('is ours, with its date', () => {
    expect(floor(keptBooks(MILLION), '--model', 'claude-opus-4-8-20260301')).toEqual({
      dollars: 5,
      assumption: 'Claude Opus 4.8: each saved token once, input $5 a million, prices of 2026-11-21',
    });
  });
  it("is the user's, with its file", () => {
    const l = configured(
      'level = "tight"\n[prices]\n"My Model" = { input = 7, output = 9, ids = ["mine-1"] }\n"claude opus 4.8" = { input = 1, output = 2 }\n',
    );
    const file = join(l.home, '.config/rtk/config.toml');
    for (const name of ['My Model', 'mine-1', 'vendor/mine-1-20260101'])
      expect(floor(l, '--model', name)).toEqual({
        dollars: 7,
        assumption: `My Model: each saved token once, input $7 a million, price from ${file}`,
      });
    expect(floor(l, '--model', 'Claude Opus 4.8')?.dollars).toBe(1);
    l.tool('tsc', 'echo hello');
    expect(l.rtk('tsc').text).toBe('hello\n');
    expect(l.rtk('config').text).toContain('tight');
  });
  it('is in a file that wins over all others', () => {
    const l = configured('[prices]\n"My Model" = { input = 7, output = 9 }\n');
    writeFileSync(join(l.home, 'p.json'), '{"My Model": {"input": 0.25, "output": 1}}');
    writeFileSync(
      join(l.home, 'p.toml'),
      '[prices."My Model"]\ninput = 0.5\noutput = 1\nabove = { tokens = 200000, input = 2, output = 3 }\n',
    );
    expect(floor(l, '--prices', 'p.json', '--model', 'my-model')?.dollars).toBe(0.25);
    expect(floor(l, '--prices', 'p.toml', '--model', 'my model')).toEqual({
      dollars: 0.5,
      assumption: 'My Model: each saved token once, input $0.5 a million, requests up to 200,000 tokens, price from p.toml',
    });
  });
});

describe('a broken price', () => {
  it.each([
    ['prices = 3', 'config.toml: `prices` must be a table'],
    ['[prices]\nx = 3', 'config.toml: the price of `x` must be a table like "My Model" = '],
    ['[prices]\nx = { input = 1, outptu = 2 }', 'config.toml: the price of `x` has no field `outptu`; use input, output, ids, above.'],
    ['[prices]\nx = { input = 1 }', 'config.toml: the price of `x`: `output` must be a number from 0 on, in dollars per million tokens.'],
    ['[prices]\nx = { input = -1, output = 2 }', '`input` must be a number from 0 on'],
    ['[prices]\nx = { input = 1, output = 2, ids = "x" }', '`ids` must be a list'],
    ['[prices]\nx = { input = 1, output = 2, above = { tokens = 1 } }', '`above` must be like'],
  ])('%j is refused in a sentence', (toml, sentence) => {
    const ran = configured(toml).rtk('gain');
    expect([ran.status, ran.stderr.toString()]).toEqual([2, expect.stringContaining(sentence)]);
  });
  it.each([
    ['nowhere.toml', '--prices: there is no file nowhere.toml.'],
    ['https://example.invalid/prices.json', 'is no file; rtk fetches nothing, download it first.'],
    ['list.json', 'list.json: it must hold fields with values'],
    ['broken.json', 'broken.json:1:6: no valid JSON'],
    ['broken.toml', 'broken.toml:1:1: '],
  ])('--prices %s is refused in a sentence', (file, sentence) => {
    const l = keptBooks(MILLION);
    writeFileSync(join(l.home, 'list.json'), '[]');
    writeFileSync(join(l.home, 'broken.json'), '{"a":');
    writeFileSync(join(l.home, 'broken.toml'), '"a');
    const ran = l.rtk('gain', '--prices', file);
    expect([ran.status, ran.stderr.toString()]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
