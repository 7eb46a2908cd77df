/** Tries the patterns of a user's filter once, when the file is new or has changed: no package is loaded for a file that was found good before. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { stateDir } from '../io/paths.ts';
import { MIB, readRegular } from '../io/safe-read.ts';

/** Changes when the patterns are tried in another way, so that every file is tried again. */
const TRIED = 1;
/** Files remembered, the newest. */
const MOST = 200;

/** Throws a UsageError that names the pattern and an input on which it needs more than linear time. `data` is what `text`, the file's content, says. */
export async function triedPatterns(data: unknown, text: string, file: string): Promise<void> {
  // The text itself: a hash would load a module of the runtime.
  const key = JSON.stringify([TRIED, text]);
  const kept = keptKeys();
  if (kept.includes(key)) return;
  const { shownAttack, slowOn } = await import('./slow-patterns.ts');
  for (const pattern of patternsIn(data)) {
    const slow = slowOn(pattern);
    if (slow) throw new UsageError(`${file}: the pattern '${pattern}' needs more than linear time, for example on ${shownAttack(slow)}.`);
  }
  keep([...kept.slice(-MOST), key]);
}

/** What may be a pattern: every text but those of fields that hold none. A new field is tried until it is named here. */
const NO_PATTERNS: readonly string[] = [
  'about',
  'command',
  'unless',
  'only',
  'stderr',
  'serves',
  'answers',
  'shape',
  'read',
  'with',
  'say',
];

export function patternsIn(data: unknown): string[] {
  if (typeof data === 'string') return isPattern(data) ? [data] : [];
  if (Array.isArray(data)) return data.flatMap(patternsIn);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([field, value]) => (NO_PATTERNS.includes(field) ? [] : patternsIn(value)));
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

function file(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'tried-filters');
}

function keptKeys(): string[] {
  const path = file();
  try {
    return path === undefined
      ? []
      : (readRegular(path, 16 * MIB)
          ?.toString()
          .split('\n') ?? []);
  } catch {
    return [];
  }
}

/** Where nothing can be kept, the file is tried again next time. */
function keep(keys: readonly string[]): void {
  const path = file();
  if (path === undefined) return;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, keys.join('\n'), { mode: 0o600 });
  } catch {}
}
