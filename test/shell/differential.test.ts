/** Lines are run by real bash raw and rewritten: only the text that the model reads may differ. */

import { afterAll, expect, test } from 'vitest';
import { route } from '../../src/route/route.ts';
import { rewrite } from '../../src/shell/rewrite.ts';
import { lines } from './lines.ts';
import { type Effect, type Outcome, type Twins, twins } from './twins.ts';

/** Lines that must change. All that are made are run with `RTK_DIFFERENTIAL=2000`; by default only those that bring two things together that few lines before them did. */
const ALL = process.env['RTK_DIFFERENTIAL'];
const CHANGED = Number(ALL ?? 500);
/** Lines that try the same two things beside each other. */
const ENOUGH = 2;
const BATCH = 25;

const workers = [twins(), twins()];
afterAll(() => {
  for (const worker of workers) worker.remove();
});

interface Pair {
  readonly raw: string;
  readonly rewritten: string;
}

/** Both moods by turns; most lines short, because each `rtk` takes its milliseconds. */
function pairs(): { pairs: Pair[]; changed: number } {
  const most = ALL === undefined ? 20_000 : 2 * CHANGED;
  const [calm, wild] = [lines(most, 11, 'calm'), lines(most, 12, 'wild')];
  const isNew = ALL === undefined ? newness() : () => true;
  const found: Pair[] = [];
  let changed = 0;
  for (let i = 0; changed < CHANGED && i < 2 * most; i++) {
    const raw = (i % 2 === 0 ? calm : wild)[i >> 1]?.raw ?? '';
    const rewritten = rewrite(raw, { routeOf: (argv) => route(argv) });
    if (i % 10 > 1 && (rewritten.changed !== 1 || /\bdo\b/.test(raw))) continue;
    if (!isNew(raw)) continue;
    if (rewritten.changed > 0) changed++;
    found.push({ raw, rewritten: rewritten.line });
  }
  return { pairs: found, changed };
}

/** What a line is made of: operators, keywords, redirections, quotes, and the first words of its commands. */
const MADE_OF =
  /\|\||&&|\|&?|;;?|[0-9]?>>?&?|<<<?|<\(|\$\(|`|&|[{}()]|\b(?:for|while|until|if|case|function|do|then)\b|'|"|(?<=^|[|;&({]\s*|\b(?:do|then)\s+)[\w./-]+(?: [a-z][\w-]*)?/g;

/** Says whether a line brings two things together that fewer than `ENOUGH` lines before it had. */
function newness(): (line: string) => boolean {
  const times = new Map<string, number>();
  return (line) => {
    const parts = [...new Set(line.match(MADE_OF) ?? [])].sort();
    const both = parts.flatMap((one, at) => parts.slice(at).map((other) => `${one} ${other}`));
    const fresh = both.some((pair) => (times.get(pair) ?? 0) < ENOUGH);
    if (fresh) for (const pair of both) times.set(pair, (times.get(pair) ?? 0) + 1);
    return fresh;
  };
}

interface Difference extends Pair {
  readonly what: string;
}

test('raw and rewritten lines do the same', { timeout: 1_800_000 }, async () => {
  const { pairs: all, changed } = pairs();
  const queue = batches(all);
  const differences: Difference[] = [];
  let compacted = 0;
  const drain = async (worker: Twins) => {
    for (let batch = queue.pop(); batch; batch = queue.pop()) {
      const raw = await worker.run(batch.map((pair) => pair.raw));
      const rewritten = await worker.run(batch.map((pair) => pair.rewritten));
      compacted += batch.filter((_, at) => raw.effects[at]?.stdout !== rewritten.effects[at]?.stdout).length;
      if (differing(batch, raw, rewritten).length > 0) for (const pair of batch) differences.push(...(await alone(worker, pair)));
    }
  };
  await Promise.all(workers.map(drain));
  console.log(`differential: ${all.length} lines, ${changed} changed, ${compacted} printed less, ${differences.length} did something else`);
  expect(changed).toBeGreaterThanOrEqual(CHANGED);
  expect(compacted).toBeGreaterThan(changed / 4);
  expect(differences).toEqual([]);
});

/** One line in a fresh folder, twice. What differs between two raw runs as well (the order of a folder, a time) is no difference. */
async function alone(worker: Twins, pair: Pair): Promise<Difference[]> {
  const [one, other] = [await worker.run([pair.raw]), await worker.run([pair.rewritten])];
  const found = differing([pair], one, other);
  if (found.length === 0) return [];
  const [again, otherAgain] = [await worker.run([pair.raw]), await worker.run([pair.rewritten])];
  const steady = differing([{ ...pair, rewritten: pair.raw }], one, again).length === 0 && differing([pair], again, otherAgain).length > 0;
  if (!steady) console.log(`differential: not the same each time, with rtk or without: ${JSON.stringify(found)}`);
  return steady ? found : [];
}

function batches(all: readonly Pair[]): Pair[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}

function differing(batch: readonly Pair[], raw: Outcome, rewritten: Outcome): Difference[] {
  const differences = batch.flatMap((pair, at) => {
    const [one, other] = [raw.effects[at], rewritten.effects[at]];
    const what = one && other ? difference(pair, one, other) : 'it did not run';
    return what === undefined ? [] : [{ ...pair, what }];
  });
  if (raw.files === rewritten.files || differences.length > 0) return differences;
  const here = new Set(raw.files.split('\n'));
  const there = new Set(rewritten.files.split('\n'));
  const what = [...here].filter((line) => !there.has(line)).concat([...there].filter((line) => !here.has(line)));
  return [{ raw: batch.map((pair) => pair.raw).join('\n---\n'), rewritten: '', what: `files: ${what.join('\n')}` }];
}

function difference(pair: Pair, one: Effect, other: Effect): string | undefined {
  if (one.exit !== other.exit) return `exit ${one.exit}, ${other.exit}: ${other.stderr}`;
  if (one.programs !== other.programs) return `programs\n${one.programs}\n---\n${other.programs}`;
  if (pair.raw === pair.rewritten && one.stdout !== other.stdout) return `stdout\n${one.stdout}\n---\n${other.stdout}`;
  return undefined;
}
