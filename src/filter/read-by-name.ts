/** The reader that a filter names, in TOML by `read` or by a block of its own. Only the named one is loaded. */

import { readerNamed } from '../filters.gen.ts';
import { linesOf } from '../text.ts';
import type { Reading, Run, Shape } from '../types.ts';

/** What a reader made of a text, and what it knows as noise and hints. */
export interface ReadByName {
  readonly shape: Shape;
  readonly noise: readonly string[];
  readonly hints: readonly string[];
}

/** The shape of the first reader that knows the text; undefined if none does. Beside `read` the filter's hints are dropped, too. */
export function readByName(reading: Reading, run: Run, hints: readonly string[] = []): ReadByName | undefined {
  const seen = reading.read === undefined ? run : withoutDropped(reading, run, hints);
  if (!seen) return undefined;
  for (const name of namesOf(reading)) {
    const reader = readerNamed(name);
    const shape = reader?.read(seen, reading);
    if (shape) return { shape, noise: reader?.noise ?? [], hints: reader?.hints ?? [] };
  }
  return undefined;
}

function namesOf({ read, table, tests, log }: Reading): readonly string[] {
  if (read !== undefined) return typeof read === 'string' ? [read] : read;
  return [table ? 'table' : '', tests ? 'report' : '', log ? 'log' : ''].filter((name) => name !== '');
}

/** The run without the lines of `drop`; undefined if a pattern of `expect` matches none. */
function withoutDropped({ expect = [], drop = [] }: Reading, run: Run, hints: readonly string[]): Run | undefined {
  if (expect.some((pattern) => !new RegExp(pattern, 'm').test(run.text))) return undefined;
  if (drop.length + hints.length === 0) return run;
  const rules = [...drop, ...hints].map((pattern) => new RegExp(pattern));
  const kept = (text: string) =>
    linesOf(text)
      .filter((line) => !rules.some((rule) => rule.test(line)))
      .map((line) => `${line}\n`)
      .join('');
  return { ...run, text: kept(run.text), stdout: kept(run.stdout), stderr: kept(run.stderr) };
}
