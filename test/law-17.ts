/** Law 17: a small budget goes to what changed, what is unique and what is the user's own. */

import { filter } from '../src/filter/filter.ts';
import { isOwn } from '../src/readers/own-files.ts';
import { linesOf } from '../src/text.ts';
import { HANDLE } from './fixture.ts';
import type { Judged } from './laws.ts';

const SEARCHES = new Set(['grep', 'rg', 'git-grep']);

/** Lines of less worth that stand in a narrow result while lines of more worth do not. */
export function worthless({ fixture, level, routed }: Judged): string[] {
  if (level === 'lossless' || !routed.filter) return [];
  return [0.5, 0.2].flatMap((part) => {
    const window = Math.max(1500, Math.floor(fixture.captured.text.length * part));
    const { text, changed } = filter(fixture.captured, routed, { level, handle: () => HANDLE, window });
    if (!changed) return [];
    const shown = linesOf(text);
    const raw = linesOf(fixture.captured.stdout);
    if (raw.some((line) => line.startsWith('diff --git '))) return lessThanChanges(shown, raw);
    return SEARCHES.has(fixture.filter) ? repeatsBeforeUnique(shown, raw) : [];
  });
}

interface Changes {
  readonly name: string;
  readonly gone: boolean;
  readonly lines: string[];
}

/** Changed lines by file. */
function changesOf(raw: readonly string[]): Changes[] {
  const files: Changes[] = [];
  for (const [index, line] of raw.entries()) {
    const [, name] = /^diff --git .* b\/(.+)$/.exec(line) ?? [];
    if (name !== undefined) files.push({ name, gone: /^deleted file/.test(raw[index + 1] ?? ''), lines: [] });
    else if (/^[-+](?!--|\+\+ |Subproject commit )/.test(line) && line.length < 600) files.at(-1)?.lines.push(line);
  }
  return files;
}

/** While a changed line of a hand-written file is hidden, no context in longer runs, nothing of deleted and generated files. */
function lessThanChanges(shown: readonly string[], raw: readonly string[]): string[] {
  const files = changesOf(raw);
  const said = new Set(shown);
  const own = files.filter((file) => !file.gone && isOwn(file.name));
  if (own.every((file) => file.lines.every((line) => said.has(line)))) return [];
  const mine = new Set(own.flatMap((file) => file.lines));
  const others = files
    .filter((file) => !own.includes(file))
    .flatMap((file) => file.lines.filter((line) => said.has(line) && !mine.has(line)));
  const context = shown.filter((_, index) =>
    [0, 1, 2].every((each) => raw.includes(shown[index + each] ?? '') && /^ /.test(shown[index + each] ?? '')),
  );
  return [...others.map((line) => `of less worth: ${line}`), ...context.map((line) => `context: ${line}`)];
}

/** While a text that stands once is hidden, none is said more than twice, and none of a library or a generated file. */
function repeatsBeforeUnique(shown: readonly string[], raw: readonly string[]): string[] {
  if (raw.includes('--')) return [];
  const hits = raw.flatMap((line) => {
    const [place, file = ''] = /^([^:]+):\d+:/.exec(line) ?? [];
    return place === undefined ? [] : [{ file, text: line.slice(place.length) }];
  });
  const times = new Map<string, number>();
  for (const { text } of hits) times.set(text, (times.get(text) ?? 0) + 1);
  const sayings = (text: string) => shown.filter((line) => line.endsWith(`:${text}`)).length;
  const own = hits.filter(({ file, text }) => times.get(text) === 1 && isOwn(file) && text.length < 300);
  if (own.every(({ text }) => sayings(text) > 0)) return [];
  const often = [...times.keys()].filter((text) => text.trim() !== '' && sayings(text) > 2);
  const foreign = hits.filter(({ file, text }) => !isOwn(file) && times.get(text) === 1 && sayings(text) > 0);
  return [...often.map((text) => `said often: ${text}`), ...foreign.map(({ text }) => `of a library: ${text}`)];
}
