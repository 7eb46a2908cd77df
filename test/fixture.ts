/** Reads and runs fixtures: a captured run, the facts that must survive, the text that the model reads. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Captured, type Filtered, filter } from '../src/filter/filter.ts';
import { tokensOf } from '../src/filter/tokens.ts';
import { route } from '../src/route/route.ts';
import type { Level } from '../src/types.ts';

export interface Fixture {
  readonly filter: string;
  readonly name: string;
  readonly argv: readonly string[];
  readonly captured: Captured;
  /** Texts that must be in the result. */
  readonly facts: readonly string[];
  /** Share of tokens to save at least, in per cent. */
  readonly saves: number | undefined;
}

export const FOLDER = join(import.meta.dirname, 'fixtures');
/** The handle that stands in expected texts. */
export const HANDLE = '0a1b2c';

export function fixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((folder) => fixturesOf(folder));
}

function fixturesOf(folder: string): Fixture[] {
  const files = readdirSync(join(FOLDER, folder)).filter((file) => file.endsWith('.in'));
  return files.sort().map((file) => parseFixture(folder, file.slice(0, -3), readFileSync(join(FOLDER, folder, file), 'utf8')));
}

function parseFixture(folder: string, name: string, text: string): Fixture {
  const [, header = '', body = ''] = /^([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? [];
  const at = body.startsWith('--- stderr\n') ? 0 : body.indexOf('\n--- stderr\n') + 1;
  const hasStderr = body.startsWith('--- stderr\n') || at > 0;
  const stdout = hasStderr ? body.slice(0, at) : body;
  const stderr = hasStderr ? body.slice(at + '--- stderr\n'.length) : '';
  const lines = header.split('\n');
  const values = (mark: string) => lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(2));
  const saves = values('%')[0];
  return {
    filter: folder,
    name,
    argv: words(values('$')[0] ?? ''),
    captured: { stdout, stderr, text: stdout + stderr, exit: Number(values('?')[0] ?? 0) },
    facts: values('!'),
    saves: saves === undefined ? undefined : Number(saves),
  };
}

/** The words of a simple command line, quotes removed. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** The text on both streams as the model reads it. */
export function shown(fixture: Fixture, level: Level = 'normal'): Filtered & { readonly all: string } {
  const result = filter(fixture.captured, route(fixture.argv), { level, handle: () => HANDLE });
  return { ...result, all: result.stderrApart ? result.text + fixture.captured.stderr : result.text };
}

export function savedShare(fixture: Fixture, text: string): number {
  return 100 - (100 * tokensOf(text)) / Math.max(1, tokensOf(fixture.captured.text));
}
