/**
 * Tries every pattern on inputs made of its own parts; what needs more than linear time is named with the input.
 *
 *   node scripts/check-patterns.ts [--all] [--recheck] [--write]
 *
 * Patterns that were found good before stand in scripts/patterns/good.txt by their hash and are tried again with `--all` only.
 * `--write` adds those that this run found good. `--recheck` asks the package of that name for more inputs: seconds a pattern, half an hour for all.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Slow, searched, shownAttack, slowOn, TOO_LONG } from '../src/config/slow-patterns.ts';
import { type Pattern, patterns } from './patterns/collect.ts';

const GOOD = join(import.meta.dirname, 'patterns/good.txt');
/** Longer, and recheck does not know. */
const PATIENCE = 3000;

const flag = { type: 'boolean', default: false } as const;
const { values: options } = parseArgs({ options: { all: flag, recheck: flag, write: flag } });
// Its programs for Java and for each system need not be there.
process.env['RECHECK_BACKEND'] = 'pure';
const recheck = options.recheck ? await import('recheck') : undefined;
const good = new Set(readFileSync(GOOD, 'utf8').split('\n'));
const all = await patterns();
const fresh = all.filter((pattern) => options.all || !good.has(keyOf(pattern)));
const slow: { pattern: Pattern; found: Slow }[] = [];
for (const [index, pattern] of fresh.entries()) {
  const found = slowOn(pattern.source, pattern.flags) ?? foundByRecheck(pattern);
  if (found) slow.push({ pattern, found });
  else good.add(keyOf(pattern));
  if (options.write && index % 50 === 0) write();
}
for (const { pattern, found } of slow)
  console.error(`${pattern.at}: /${pattern.source}/${pattern.flags} takes ${found.ms.toFixed(0)} ms on ${shownAttack(found)}`);
if (options.write) write();
console.log(`${all.length} patterns, ${fresh.length} of them tried, ${slow.length} need more than linear time`);
process.exitCode = slow.length > 0 ? 1 : 0;

/** Without the patterns that are no longer there. */
function write(): void {
  const keys = all.map(keyOf).filter((key) => good.has(key));
  writeFileSync(GOOD, `${keys.sort().join('\n')}\n`);
}

function keyOf({ source, flags }: Pattern): string {
  return createHash('sha256').update(`${source}/${flags}`).digest('hex').slice(0, 16);
}

/** What recheck accuses must be slow here, too: it counts the steps of its own engine. */
function foundByRecheck({ source, flags }: Pattern): Slow | undefined {
  const verdict = recheck?.checkSync(source, asLines(source, flags), { timeout: PATIENCE });
  if (verdict?.status !== 'vulnerable') return undefined;
  const { attack } = verdict;
  const [pump] = attack.pumps;
  if (!pump || pump.pump === '') return undefined;
  const lines = ofLines(source, flags);
  const clean = (text: string) => (lines ? text : text.replaceAll('\n', ' '));
  const tried = { prefix: clean(pump.prefix), pump: clean(pump.pump), suffix: clean(attack.suffix) };
  const ms = searched(new RegExp(source, flags), tried);
  return ms > TOO_LONG ? { ...tried, ms } : undefined;
}

/** Patterns see one line at a time, where `.` takes every character. */
function asLines(source: string, flags: string): string {
  const known = flags.replace('v', 'u');
  return ofLines(source, flags) || flags.includes('s') ? known : `${known}s`;
}

function ofLines(source: string, flags: string): boolean {
  return flags.includes('m') || /\\n|\\s\\S|\[\^\]/.test(source);
}
