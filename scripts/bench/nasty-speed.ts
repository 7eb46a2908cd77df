/**
 * Prints how long the pure filters take on long lines made of their own patterns, the slowest first, as JSON; scripts/bench/nasty.ts runs it.
 *
 *   node scripts/bench/nasty-speed.ts [filter…]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patternsIn } from '../../src/config/checked-filters.ts';
import { attacksOn } from '../../src/config/slow-patterns.ts';
import { filter } from '../../src/filter/filter.ts';
import { filters } from '../../src/filters.gen.ts';
import { route } from '../../src/route/route.ts';
import { fixtures } from '../../test/fixture.ts';
import { literalsIn } from '../patterns/collect.ts';
import { ROOT } from '../platforms.ts';

const LINES = 15;
const CHARACTERS = 15_000;
/** Kinds of lines tried per filter, the plainest first. */
const KINDS = 60;
const PLAIN = ['a', ' ', '0', '.', '-', '/', ':', '|', ' a', 'a: ', 'a/', '(', '"', '=', '\t', 'error: ', 'a.b:1:1: '];
const options = { level: 'normal', handle: () => '0a1b2c' } as const;

const all = fixtures();
const asked = process.argv.slice(2);
const times = Object.keys(filters)
  .filter((name) => asked.length === 0 || asked.includes(name))
  .flatMap((name) => {
    const own = all.filter((each) => each.filter === name);
    const fixture = own.find((each) => each.captured.exit !== 0) ?? own[0];
    return fixture ? [{ name, ...slowest(name, fixture.argv, fixture.captured.text.split('\n')) }] : [];
  });
console.log(JSON.stringify(times.sort((a, b) => b.perMegabyte - a.perMegabyte).slice(0, 10)));

/** Lines that repeat a part of a pattern, among lines that the tool did print, so that the filter knows the text. */
function slowest(name: string, argv: readonly string[], printed: readonly string[]): { perMegabyte: number; on: string } {
  let worst = { perMegabyte: 0, on: '' };
  for (const pump of pumpsFor(name)) {
    const long = pump.repeat(Math.ceil(CHARACTERS / pump.length));
    const text = [...printed.slice(0, 20), ...Array.from({ length: LINES }, (_, n) => `${long}${n}`), ...printed.slice(20, 60)].join('\n');
    const before = process.cpuUsage();
    filter({ stdout: text, stderr: '', text, exit: 1 }, route(argv), options);
    const { user, system } = process.cpuUsage(before);
    const perMegabyte = ((user + system) * 1e3) / text.length;
    if (perMegabyte > worst.perMegabyte) worst = { perMegabyte, on: pump };
  }
  return worst;
}

function pumpsFor(name: string): string[] {
  const file = `src/filters/${name}.ts`;
  const written = existsSync(join(ROOT, file)) ? [file, ...readersOf(file)].flatMap(literalsIn) : [];
  const listed = patternsIn(filters[name]).map((source) => ({ source, flags: '' }));
  const pumps = new Set(PLAIN);
  for (const { source, flags } of [...written, ...listed])
    for (const { prefix, pump } of attacksOn(source, flags)) if (prefix !== '' && !pump.includes('\n')) pumps.add(prefix + pump);
  const some = [...pumps];
  return some.filter((_, at) => at < PLAIN.length || at % Math.ceil(some.length / KINDS) === 0);
}

function readersOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/from '\.\.\/(readers\/[\w-]+\.ts)'/g)].map(([, module]) => `src/${module}`);
}
