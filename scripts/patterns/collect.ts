/** Every pattern that meets the output of a command or a line of a shell: literals of src, patterns that modules put together when they are loaded, and those of the built index. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { patternsIn } from '../../src/config/checked-filters.ts';
import { ROOT } from '../platforms.ts';

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** Where it stands: `src/readers/tap.ts:16`, `filter pytest`. */
  readonly at: string;
}

/** Rooms that read no output of commands, or only what the user has written down: settings of agents, ledgers, transcripts. */
const APART = /^src\/(?:page|gain|install|hooks|transcripts|discover|commands)\/|\.gen\.ts$/;

export async function patterns(): Promise<Pattern[]> {
  const literals = globSync('src/**/*.ts', { cwd: ROOT })
    .filter((file) => !APART.test(file))
    .sort()
    .flatMap(literalsIn);
  const found = new Map<string, Pattern>();
  for (const pattern of [...literals, ...(await built())]) {
    const key = `${pattern.source}/${pattern.flags}`;
    if (!found.has(key)) found.set(key, pattern);
  }
  return [...found.values()];
}

interface Node {
  readonly type?: string;
  readonly start?: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

/** The pattern literals of a module. */
export function literalsIn(file: string): Pattern[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found: Pattern[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) walk(each);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, start = 0, regex } = node as Node;
    if (type === 'Literal' && regex)
      found.push({ source: regex.pattern, flags: regex.flags, at: `${file}:${text.slice(0, start).split('\n').length}` });
    for (const child of Object.values(node)) walk(child);
  };
  walk(parseSync(file, text).program);
  return found;
}

/** Also what `new RegExp(…)` is called with while the index is loaded. */
async function built(): Promise<Pattern[]> {
  const made: Pattern[] = [];
  const real = RegExp;
  globalThis.RegExp = new Proxy(real, {
    construct(target, [pattern, flags = '']: [string | RegExp, string?]) {
      const source = typeof pattern === 'string' ? pattern : pattern.source;
      made.push({ source, flags, at: 'a pattern put together in src' });
      return new target(pattern, flags);
    },
  });
  const { filters } = await import('../../src/filters.gen.ts');
  globalThis.RegExp = real;
  const listed = Object.entries(filters).flatMap(([name, filter]) =>
    patternsIn(filter).map((source) => ({ source, flags: '', at: `filter ${name}` })),
  );
  return [...made, ...listed];
}
