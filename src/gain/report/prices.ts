/** Prices of models, as data. Dollars per million tokens. */

export interface Price {
  /** As it is shown. */
  readonly name: string;
  /** What a model's id contains, in lower case: `claude-opus-4-8-20260301` contains `opus-4-8`. */
  readonly ids: readonly string[];
  /** What a user may call it; other versions have other prices, so a model's id must say more. */
  readonly short?: string;
  readonly input: number;
  readonly output: number;
  /** The input price of requests with more than so many tokens of context. */
  readonly above?: { readonly tokens: number; readonly input: number; readonly output: number };
  /** The user's file that it comes from; absent for ours. */
  readonly from?: string;
}

/** The day on which the prices were looked up. */
export const PRICED = '2026-11-21';

/** Parts of the input price. */
export const CACHED = 0.1;
export const CACHE_WRITE = 1.25;
export const BATCH = 0.5;

export const PRICES: readonly Price[] = [
  { name: 'Claude Opus 4.8', ids: ['opus-4-8', 'opus-4.8'], short: 'opus', input: 5, output: 25 },
  { name: 'Claude Sonnet 4.6', ids: ['sonnet-4-6', 'sonnet-4.6'], short: 'sonnet', input: 3, output: 15 },
  { name: 'Claude Haiku 4.5', ids: ['haiku-4-5', 'haiku-4.5'], short: 'haiku', input: 1, output: 5 },
  { name: 'GPT-5.5 Pro', ids: ['gpt-5.5-pro', 'gpt-5-5-pro'], input: 30, output: 180 },
  { name: 'GPT-5.5', ids: ['gpt-5.5', 'gpt-5-5'], input: 5, output: 30 },
  { name: 'GPT-4o', ids: ['gpt-4o'], input: 2.5, output: 10 },
  { name: 'o3', ids: ['o3'], input: 2, output: 8 },
  { name: 'o4-mini', ids: ['o4-mini'], input: 0.55, output: 2.2 },
  { name: 'Gemini 2.5 Pro', ids: ['gemini-2.5-pro'], input: 1.25, output: 10, above: { tokens: 200_000, input: 2.5, output: 15 } },
  { name: 'Gemini 2.5 Flash-Lite', ids: ['gemini-2.5-flash-lite'], input: 0.1, output: 0.4 },
  { name: 'Gemini 2.5 Flash', ids: ['gemini-2.5-flash'], input: 0.3, output: 2.5 },
  { name: 'Mistral Large 3', ids: ['mistral-large-3', 'mistral-large'], input: 0.5, output: 1.5 },
  { name: 'Llama 4 Maverick', ids: ['llama-4-maverick'], input: 0.15, output: 0.6 },
  { name: 'Llama 4 Scout', ids: ['llama-4-scout'], input: 0.08, output: 0.3 },
  { name: 'DeepSeek V3.2', ids: ['deepseek-v3.2', 'deepseek-v3-2', 'deepseek-chat'], input: 0.14, output: 0.28 },
  { name: 'DeepSeek R1', ids: ['deepseek-r1', 'deepseek-reasoner'], input: 3, output: 7 },
];

/** Taken where an agent's transcripts name no model; every figure says so. */
export const ASSUMED: Readonly<Record<string, string>> = {
  claude: 'Claude Sonnet 4.6',
  codex: 'GPT-5.5',
  gemini: 'Gemini 2.5 Pro',
};
export const ASSUMED_ELSEWHERE = 'Claude Sonnet 4.6';

/** By its name or by the id of a model. */
export function priceOf(model: string, prices: readonly Price[]): Price | undefined {
  const wanted = model.toLowerCase();
  return (
    prices.find(({ name, short }) => name.toLowerCase() === wanted || short === wanted) ??
    prices.find(({ ids }) => ids.some((id) => isIn(wanted, id)))
  );
}

// "claude-opus-4-8-20260301", "us.anthropic.claude-opus-4-8-v1:0", "openai/gpt-4o-2024-11-20"; but not "gpt-4o-mini" as gpt-4o, "o3-mini" as o3
const VERSION = /^(?:$|[@:]|-(?:\d{4}-?\d{2}|\d{8}|v\d|latest|preview|exp|chat|instruct|it|versatile))/;

function isIn(model: string, id: string): boolean {
  const at = model.indexOf(id);
  return at >= 0 && !/[a-z0-9]/.test(model[at - 1] ?? ' ') && VERSION.test(model.slice(at + id.length));
}
