/**
 * Fits the costs of src/filter/tokens.ts to the o200k_base vocabulary by least squares and says how far off the estimate is.
 *
 *   node scripts/calibrate.ts [--write]     reads $RTK_CORPORA or ../shared/corpora, and texts of node_modules
 *
 * The error is measured by cross-validation: fitted on one half of the tools, measured on the other, and the other way round.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { AT, tallyOf } from '../src/filter/tokens.ts';
import { casesOf, corporaFolder } from './corpus.ts';

const CHUNKS_PER_TEXT = 300;
const LONGEST_CHUNK = 5000;
const RIDGE = 0.5;

interface Sample {
  readonly tool: string;
  readonly text: string;
}

interface Guess {
  readonly truth: number;
  readonly estimate: number;
}

const folder = corporaFolder();
if (folder === undefined) throw new Error('No corpora: set RTK_CORPORA to the folder that holds index.jsonl.');
const samples = casesOf(folder).map(({ tool, stdout, stderr }): Sample => ({ tool, text: stdout + stderr }));
const tools = [...new Set(samples.map(({ tool }) => tool))].sort();
const evenTools = new Set(tools.filter((_, i) => i % 2 === 0));
const even = samples.filter(({ tool }) => evenTools.has(tool));
const odd = samples.filter(({ tool }) => !evenTools.has(tool));
const general = generalTexts();
report('tools not fitted', [...guesses(fit([...even, ...general]), odd), ...guesses(fit([...odd, ...general]), even)]);
const costs = fit([...samples, ...general]);
report('as shipped', guesses(costs, samples));
if (process.argv.includes('--write')) writeCosts(costs);

/** English, code and every sign of U+2000 to U+2BFF, so that the costs are not those of a few tools. */
function generalTexts(): Sample[] {
  const root = join(import.meta.dirname, '../node_modules');
  const files = globSync('{*,@*/*}/{README.md,package.json,dist/*.d.ts,*.d.ts,lib/*.js}', { cwd: root }).sort();
  const texts = files.map((file) => ({ tool: 'general', text: readFileSync(join(root, file), 'utf8').slice(0, 60_000) }));
  const signs = Array.from({ length: 0xc00 }, (_, i) => String.fromCharCode(0x2000 + i));
  return [
    ...texts,
    { tool: 'general', text: signs.map((sign) => `${sign}\n ${sign} a\n${sign.repeat(3)}\n${sign.repeat(20)}\n`).join('') },
  ];
}

/** Ridge regression, each chunk weighted so that its relative error counts; a word is one token until shown otherwise. */
function fit(texts: readonly Sample[]): Float64Array {
  const size = AT.end;
  const matrix = Float64Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? RIDGE : 0));
  const right = Float64Array.from({ length: size }, (_, i) => (i >= AT.word && i < AT.pair ? RIDGE : 0));
  for (const chunk of texts.flatMap(chunksOf)) {
    const tally = tallyOf(chunk);
    const truth = tokensIn(chunk);
    const keys = [...tally.keys()].filter((key) => tally[key]);
    for (const row of keys) {
      const factor = (tally[row] ?? 0) / (truth + 10);
      right[row] = (right[row] ?? 0) + factor * truth;
      for (const column of keys) matrix[row * size + column] = (matrix[row * size + column] ?? 0) + factor * (tally[column] ?? 0);
    }
  }
  return solved(matrix, right);
}

/** Pieces of three lines, at most so many of one text, evenly spread, none twice. */
function chunksOf({ text }: Sample): string[] {
  const chunks = [...new Set(text.match(/(?:.*\n){1,3}|.+$/g) ?? [])].filter(({ length }) => length < LONGEST_CHUNK);
  const step = Math.max(1, chunks.length / CHUNKS_PER_TEXT);
  return Array.from({ length: Math.min(chunks.length, CHUNKS_PER_TEXT) }, (_, i) => chunks[Math.floor(i * step)] ?? '');
}

/** The solution of a symmetric, positive definite system, by Cholesky decomposition in place. */
function solved(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const dot = (row: number, column: number, length: number) => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += (a[row * n + k] ?? 0) * (a[column * n + k] ?? 0);
    return sum;
  };
  for (let j = 0; j < n; j++) {
    const root = Math.sqrt((a[j * n + j] ?? 0) - dot(j, j, j));
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) a[i * n + j] = ((a[i * n + j] ?? 0) - dot(i, j, j)) / root;
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - (a[i * n + k] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (a[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] ?? 0) - (a[k * n + i] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (a[i * n + i] ?? 1);
  }
  return x;
}

function guesses(costs: Float64Array, texts: readonly Sample[]): Guess[] {
  return texts.map(({ text }) => ({
    truth: tokensIn(text),
    estimate: tallyOf(text).reduce((sum, count, key) => sum + count * (costs[key] ?? 0), 0),
  }));
}

function tokensIn(text: string): number {
  return countTokens(text, { disallowedSpecial: new Set() });
}

function report(name: string, all: readonly Guess[]): void {
  line(
    `${name}, 50 tokens and more`,
    all.filter(({ truth }) => truth >= 50),
  );
  line(
    `${name}, under 50 tokens`,
    all.filter(({ truth }) => truth < 50 && truth > 0),
  );
}

function line(name: string, some: readonly Guess[]): void {
  const errors = some.map(({ truth, estimate }) => Math.abs(estimate - truth) / truth).sort((a, b) => a - b);
  const sum = (key: keyof Guess) => some.reduce((total, guess) => total + guess[key], 0);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const quantile = (share: number) => percent(errors[Math.floor(errors.length * share)] ?? 0);
  const bias = percent((sum('estimate') - sum('truth')) / sum('truth'));
  const near = percent(errors.filter((error) => error < 0.1).length / errors.length);
  console.log(
    `${name}: ${some.length} outputs, sum ${bias}, error p50 ${quantile(0.5)}, p90 ${quantile(0.9)}, p95 ${quantile(0.95)}, within 10 %: ${near}`,
  );
}

function writeCosts(costs: Float64Array): void {
  const hundredths = [...costs].map((cost) => Math.round(cost * 100) + 0);
  const rows = hundredths.join(', ').match(/.{1,134}(?:, |$)/g) ?? [];
  const text = `/** Hundredths of a token that each tally of tokens.ts costs. Written by \`node scripts/calibrate.ts --write\`. */\nexport const COSTS = [\n${rows.map((row) => `  ${row.trim()}\n`).join('')}];\n`;
  writeFileSync(join(import.meta.dirname, '../src/filter/token-costs.ts'), text);
}
