/**
 * Measures the filters on the shared corpora, in-process: what the results show, what is lost, what is saved.
 *
 *   npm run score -- [--tool ruff,mypy | --all] [--worst 10] [--misses] [--show <id>] [--exact] [--level lossless]
 *
 * The corpora are read from $RTK_CORPORA or ../shared/corpora. Exit 1 if a fact is lost.
 */
import { parseArgs } from 'node:util';
import { filter } from '../src/filter/filter.ts';
import { tokensOf } from '../src/filter/tokens.ts';
import { route } from '../src/route/route.ts';
import type { Level } from '../src/types.ts';
import { type Case, casesOf, corporaFolder } from './corpus.ts';
import { type Entry, type Missing, missingIn, truthOf } from './judge.ts';
import { words } from './words.ts';

const CORE = `git npm pnpm yarn npx pip uv ls find tree grep rg wc diff cat head tail
  cargo cargo-clippy cargo-check cargo-nextest clippy go go-test govet golangci-lint mvn make cmake ctest gcc gnufortran clang
  jest vitest mocha pytest unittest tsc eslint prettier biome ruff mypy`.split(/\s+/);
const READS = new Set(['cat', 'head', 'tail']);
const HANDLE = '0a1b2c';
const RECALL = /rtk recall [0-9a-z]{4,}/;

interface Result {
  readonly id: string;
  readonly tool: string;
  readonly filter: string;
  readonly why: string | undefined;
  readonly text: string;
  readonly raw: number;
  readonly out: number;
  /** Facts, entries and summary lines of the case. */
  readonly facts: number;
  readonly errors: number;
  /** What the raw text shows and the result does not. */
  readonly hidden: readonly string[];
  readonly errorsHidden: readonly string[];
  /** Of what is hidden, and of the identities: what no handle gives back. */
  readonly lost: readonly string[];
  readonly larger: boolean;
}

const { values: options } = parseArgs({
  options: {
    tool: { type: 'string' },
    all: { type: 'boolean', default: false },
    worst: { type: 'string', default: '0' },
    misses: { type: 'boolean', default: false },
    show: { type: 'string' },
    exact: { type: 'boolean', default: false },
    level: { type: 'string', default: 'normal' },
  },
});
const folder = corporaFolder();
if (folder === undefined) throw new Error('No corpora: set RTK_CORPORA to the folder that holds index.jsonl.');
const count = options.exact ? await exactTokens() : tokensOf;
const results = casesOf(folder).filter(wanted).map(judged);
if (options.show !== undefined)
  for (const { id, filter, why, text, raw, out } of results)
    console.log(`== ${id}: ${filter}${why ? ` (raw: ${why})` : ''}, ${raw} -> ${out} tokens\n${text}`);
printTools(results);
printWorst(results, Number(options.worst));
printTotal(results);
process.exitCode = results.some(({ lost }) => lost.length > 0) ? 1 : 0;

async function exactTokens(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return (text) => countTokens(text, { disallowedSpecial: new Set() });
}

function wanted({ id, tool }: Case): boolean {
  if (options.show !== undefined) return id === options.show;
  if (options.all) return true;
  return options.tool === undefined ? CORE.includes(tool) : options.tool.split(',').includes(tool);
}

function judged(case_: Case): Result {
  const routed = route(words(case_.cmd));
  const raw = case_.stdout + case_.stderr;
  const captured = { stdout: case_.stdout, stderr: case_.stderr, text: raw, exit: case_.exit };
  const filtered = filter(captured, routed, { level: options.level as Level, handle: () => HANDLE });
  const text = filtered.changed && filtered.stderrApart ? filtered.text + case_.stderr : filtered.changed ? filtered.text : raw;
  const truth = truthOf(case_);
  const missing = missingIn(text, truth);
  const inRaw = size(missing) > 0 ? missingIn(raw, truth) : missing;
  const hidden = {
    facts: less(missing.facts, inRaw.facts),
    entries: less(missing.entries, inRaw.entries),
    summary: less(missing.summary, inRaw.summary),
  };
  const behind = RECALL.test(text);
  const [before, after] = [count(raw), text === raw ? count(raw) : count(text)];
  return {
    id: case_.id,
    tool: case_.tool,
    filter: routed.name ?? '-',
    why: filtered.changed ? undefined : filtered.why,
    text,
    raw: before,
    out: after,
    facts: truth.facts.length + truth.entries.length + truth.summary.length,
    errors: truth.entries.filter(isError).length,
    hidden: [
      ...hidden.facts.map((fact) => `fact ${fact}`),
      ...hidden.entries.map(spelled),
      ...hidden.summary.map((line) => `summary ${line}`),
    ],
    errorsHidden: hidden.entries.filter(isError).map(spelled),
    lost: behind ? [] : [...hidden.facts, ...hidden.entries.map(spelled), ...hidden.summary, ...less(missing.info, inRaw.info)],
    larger: after > before + 2,
  };
}

function size({ facts, entries, summary, info }: Missing): number {
  return facts.length + entries.length + summary.length + info.length;
}

/** As many of the missing as the raw text does not miss itself. */
function less<T>(missing: readonly T[], inRaw: readonly T[]): T[] {
  return missing.filter((item) => !inRaw.includes(item));
}

function isError({ sev }: Entry): boolean {
  return sev !== 'warning';
}

function spelled({ file = '', line = '', sev = 'error', msg = '' }: Entry): string {
  return `${sev} ${file}:${line}: ${msg}`;
}

function printTools(all: readonly Result[]): void {
  console.log('tool             cases   before    after  saved    mean>500  shown   hidden  lost  errors hidden  raw');
  for (const tool of [...new Set(all.map((result) => result.tool))].sort())
    console.log(
      row(
        tool,
        all.filter((result) => result.tool === tool),
      ),
    );
}

function row(name: string, some: readonly Result[]): string {
  const sum = (key: 'raw' | 'out' | 'facts') => some.reduce((total, result) => total + result[key], 0);
  const length = (key: 'hidden' | 'lost' | 'errorsHidden') => some.reduce((total, result) => total + result[key].length, 0);
  const cells = [some.length, sum('raw'), sum('out')].map((cell, i) => String(cell).padStart(i === 0 ? 5 : 8));
  const big = some.filter(({ raw }) => raw > 500);
  const shown = sum('facts') === 0 ? '      -' : percent(1 - length('hidden') / sum('facts'));
  const untouched = some.filter(({ raw, why }) => why !== undefined && raw > 200).length;
  return `${name.padEnd(16)} ${cells.join(' ')} ${percent(1 - sum('out') / Math.max(1, sum('raw')))}  ${percent(mean(big))}  ${shown}  ${pad(length('hidden'), 6)}  ${pad(length('lost'), 4)}  ${pad(length('errorsHidden'), 13)}  ${pad(untouched, 3)}`;
}

function printWorst(all: readonly Result[], many: number): void {
  const weight = ({ lost, errorsHidden, hidden, larger, raw, out }: Result) =>
    lost.length * 10 + errorsHidden.length * 10 + hidden.length + Number(larger) + (raw > 500 ? Math.max(0, 0.6 - (1 - out / raw)) : 0);
  const worst = [...all].sort((a, b) => weight(b) - weight(a)).slice(0, many);
  for (const result of worst.filter((each) => weight(each) > 0)) {
    const { id, filter, why, raw, out, lost, errorsHidden, hidden, larger } = result;
    console.log(
      `${id} [${filter}]: ${raw} -> ${out} tokens, lost ${lost.length}, errors hidden ${errorsHidden.length}, hidden ${hidden.length}${larger ? ', LARGER' : ''}${why ? `, raw: ${why}` : ''}`,
    );
    for (const item of [...new Set([...lost, ...hidden])].slice(0, options.misses ? 12 : 2)) console.log(`    ${item.slice(0, 200)}`);
  }
}

function printTotal(all: readonly Result[]): void {
  const sum = (some: readonly Result[], key: 'raw' | 'out' | 'facts' | 'errors') => some.reduce((total, result) => total + result[key], 0);
  const length = (key: 'hidden' | 'lost' | 'errorsHidden') => all.reduce((total, result) => total + result[key].length, 0);
  const saved = (some: readonly Result[]) => percent(1 - sum(some, 'out') / Math.max(1, sum(some, 'raw'))).trim();
  const big = all.filter(({ raw, tool }) => raw > 500 && !READS.has(tool));
  const reads = all.filter(({ raw, tool }) => raw > 500 && READS.has(tool));
  const shown = percent(1 - length('hidden') / Math.max(1, sum(all, 'facts'))).trim();
  const larger = all.filter((result) => result.larger).length;
  console.log(
    `${all.length} cases: shown ${shown}, lost ${length('lost')}, errors not shown ${length('errorsHidden')} of ${sum(all, 'errors')}, larger ${larger}, ` +
      `saved ${saved(big)} (mean ${percent(mean(big)).trim()}) of ${big.length} outputs over 500 tokens, reads ${saved(reads)} of ${reads.length}, ${saved(all)} in all`,
  );
}

function mean(some: readonly Result[]): number {
  return some.reduce((sum, { raw, out }) => sum + 1 - out / raw, 0) / Math.max(1, some.length);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}
