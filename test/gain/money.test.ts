import { describe, expect, it } from 'vitest';
import { rereadsAfter } from '../../src/gain/ledger/rereads.ts';
import { PRICES, priceOf } from '../../src/gain/report/prices.ts';

describe('a price', () => {
  for (const [model, name] of [
    ['claude-opus-4-8-20260301', 'Claude Opus 4.8'],
    ['us.anthropic.claude-sonnet-4-6-v1:0', 'Claude Sonnet 4.6'],
    ['claude-haiku-4-5@20251001', 'Claude Haiku 4.5'],
    ['sonnet', 'Claude Sonnet 4.6'],
    ['gpt-5.5', 'GPT-5.5'],
    ['openai/gpt-5.5-pro', 'GPT-5.5 Pro'],
    ['gpt-4o-2024-11-20', 'GPT-4o'],
    ['o3-2025-04-16', 'o3'],
    ['models/gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite'],
    ['DeepSeek V3.2', 'DeepSeek V3.2'],
    ['meta-llama/llama-4-scout-instruct', 'Llama 4 Scout'],
  ] as const)
    it(`of ${model}`, () => expect(priceOf(model, PRICES)?.name).toBe(name));
  for (const model of [
    'claude-opus-4-1-20250805',
    'gpt-4o-mini',
    'o3-mini',
    'foo3',
    'gemini-2.5-flash-image',
    'claude-3-5-sonnet-20241022',
    '',
  ])
    it(`of ${model || 'no model'} is not known`, () => expect(priceOf(model, PRICES)).toBeUndefined());
});

describe('a saved token is read again', () => {
  const at = [10, 20, 30, 40, 50];
  it('in every turn behind the one that read it first', () => {
    expect(rereadsAfter(15, { at, compactions: [] })).toBe(3);
    expect(rereadsAfter(0, { at, compactions: [] })).toBe(4);
  });
  it('until the context is summarised, by the turn that summarises it', () => {
    expect(rereadsAfter(15, { at, compactions: [40] })).toBe(2);
    expect(rereadsAfter(45, { at, compactions: [40] })).toBe(0);
  });
  it('never, where nothing came after it', () => {
    expect(rereadsAfter(45, { at, compactions: [] })).toBe(0);
    expect(rereadsAfter(99, { at, compactions: [] })).toBe(0);
  });
});
