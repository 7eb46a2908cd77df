/** Law 18: what a search, a diff or a read shows of a file is the file's own bytes. */

import { quoted } from '../src/filter/plain.ts';
import { linesOf } from '../src/text.ts';
import type { Judged } from './laws.ts';

const MARK = /\[\+\d+ [\w ]+: rtk recall 0a1b2c\]/;
const SEARCHES = new Set(['grep', 'rg', 'git-grep', 'ast-grep']);
const DIFFS = new Set(['git-diff', 'diff', 'git-show', 'git-log', 'git-stash', 'hg-diff', 'gh-pr-diff', 'shell-format']);

/** Lines of the result that are no line of the raw text. */
export function changedBytes({ fixture, routed, result }: Judged): string[] {
  if (!result.changed || !routed.filter?.quotes) return [];
  const raw = linesOf(quoted(routed.filter.stderr === 'apart' ? fixture.captured.stdout : fixture.captured.text, fixture.argv) ?? '');
  const shown = linesOf(result.text);
  if (SEARCHES.has(fixture.filter)) return changedHits(shown, raw);
  if (DIFFS.has(fixture.filter)) return changedHunks(shown, raw);
  if (fixture.filter === 'git-blame') return changedBlame(shown, raw);
  if (fixture.filter === 'hg-annotate') return changedAnnotated(shown, raw);
  const json = /^\s*[[{]/.test(raw.join('\n'));
  return json ? [] : shown.filter((line) => !piecesOf(line).every((piece) => isPiece(piece, line, raw)));
}

function piecesOf(line: string): string[] {
  return line.split(new RegExp(MARK, 'g')).filter((piece) => piece !== '');
}

/** Of a line without a mark every byte counts. */
function isPiece(piece: string, line: string, raw: readonly string[]): boolean {
  return MARK.test(line) ? raw.some((each) => each.includes(piece)) : raw.includes(line);
}

// "12,25:text", "12-text", "src/{a.ts:3 4,b.ts:5}:text", "a.ts:12:text", ":text"
const PLACE = /^(?:\d+(?:,\d+)*[:=-]|[:-]|[^\s{]*\{[^}]*\}:|(?:[^:]+:\d+:))/;

/** Behind its place a hit is the end of a raw line, with a separator in front of it. */
function changedHits(shown: readonly string[], raw: readonly string[]): string[] {
  const ends = new Set(raw.flatMap((line) => [line, ...endsOf(line)]));
  return shown.filter((line) => {
    if (MARK.test(line)) return !piecesOf(line.replace(PLACE, '')).every((piece) => raw.some((each) => each.includes(piece.trim())));
    const text = line.replace(PLACE, '');
    return ![line, text, line.replace(/^[^:]+:/, '')].some((each) => ends.has(each)) && !isHeading(line, raw);
  });
}

/** What stands behind each of the first separators. */
function endsOf(line: string): string[] {
  return [...line.slice(0, 300).matchAll(/[:=-]/g)].map(({ index }) => line.slice(index + 1));
}

/** A file or a folder above its hits, numbers of lines without their texts, files by folder. */
function isHeading(line: string, raw: readonly string[]): boolean {
  if (/^--$|^\d+(?: \d+)*$|\{[^}]*\}$/.test(line) || raw.some((each) => each.startsWith(line))) return true;
  return line.split(', ').every((name) => raw.some((each) => each.startsWith(`${name.replace(/:[\d ]+$/, '')}:`)));
}

function changedHunks(shown: readonly string[], raw: readonly string[]): string[] {
  const lines = new Set(raw);
  const patched = raw.some((line) => line.startsWith('@@ '));
  return patched ? shown.filter((line) => /^[-+]/.test(line) && !MARK.test(line) && !lines.has(line)) : [];
}

// "12) text"
function changedBlame(shown: readonly string[], raw: readonly string[]): string[] {
  return shown.filter((line) => /^\d+\) /.test(line) && !raw.some((each) => each.endsWith(line)));
}

// "3 root # debug": the padding of revision and name is not the file's
function changedAnnotated(shown: readonly string[], raw: readonly string[]): string[] {
  return shown.filter((line) => !MARK.test(line) && !raw.some((each) => each.endsWith(line.replace(/^\d+ \S+ /, ''))));
}
