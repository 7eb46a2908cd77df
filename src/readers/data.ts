/** Files that are data and not text to be read or edited: logs, tables, large JSON, lock files, bundles. Told by their content. */

import { CAPS } from '../shapes/caps.ts';
import { linesOf } from '../text.ts';
import type { Level, Shape } from '../types.ts';
import { clipped } from './clip.ts';
import { window } from './ends.ts';

/** Characters under which a file is always shown as it is: about 2,000 tokens. */
const LARGE = 8_000;
const ROWS = CAPS.dataRows;
const LOCKED = CAPS.lockLines;

/** The same of a log: what repeats in it is no text to be edited. */
const LOGGED = 3_000;

/** The shape of large data, or undefined: everything else is shown as it is, to the byte. */
export function dataShape(text: string, files: readonly string[], level: Level): Shape | undefined {
  if (text.length < LOGGED || level === 'lossless') return undefined;
  const rows = linesOf(text);
  if (isLog(rows) && !isTable(rows)) return { kind: 'log', lines: rows };
  if (text.length < LARGE) return undefined;
  if (files.length > 0 && files.every((file) => LOCK.test(file)))
    return { kind: 'text', content: true, lines: window(rows, LOCKED[level]) };
  if (isTable(rows)) return { kind: 'text', content: true, lines: window(rows, ROWS[level]) };
  if (/^\s*[[{]/.test(text)) return files.some((file) => CONFIG.test(file)) ? undefined : jsonShape(text);
  if (isMinified(rows)) return { kind: 'text', content: true, lines: rows.map((row) => clipped(row)) };
  return undefined;
}

// "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "go.sum"
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|pdm\.lock|composer\.lock|Gemfile\.lock|mix\.lock|flake\.lock|Podfile\.lock|pubspec\.lock|go\.sum)$/;

// "package.json", "tsconfig.build.json", ".eslintrc.json": read to be edited
const CONFIG = /(?:^|\/)(?:package\.json|composer\.json|(?=[^/]*(?:config|settings|rc))[^/]*\.json[c5]?|\.[^/]+)$/;

// "2026-11-20T10:12:57.120Z INFO …", "[2026-11-20 10:12:57] …", "Nov 20 10:12:57 host …", "10:12:57,120 …", "1.2.3.4 - - [20/Nov/2026:10:12:57 +0000] …",
// "INFO  2026-11-20 …", "[INFO] 10:12:57 …", "time="2026-11-20T10:12:57Z" level=info …", "I1120 10:12:57.120 …", "{"time":"2026-11-20T…"
const STAMPED =
  /^\W{0,2}(?:[A-Za-z]{2,9}\W{0,3} {0,2})?\W?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d\b|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} \S+ \S+ \[)|^[IWEFD]\d{4} \d\d:\d\d:\d\d\.|^\{"(?:time|ts|timestamp|@timestamp|level)":/;

/** Nearly every line begins with a time; stack frames between them may not. */
function isLog(rows: readonly string[]): boolean {
  return rows.length > 40 && rows.filter((row) => STAMPED.test(row)).length > rows.length * 0.8;
}

/** The same count of separators in every row, at least two. */
function isTable(rows: readonly string[]): boolean {
  if (rows.length < 60) return false;
  const [first = ''] = rows;
  const separator = [',', '\t', ';', '|'].find((mark) => first.split(mark).length > 2);
  if (separator === undefined || /[{}()=]/.test(first)) return false;
  const count = (row: string) => row.replace(/"(?:[^"]|"")*"/g, '').split(separator).length;
  return rows.every((row) => count(row) === count(first));
}

/** Nearly all of it in very long lines that have few blanks: code that nobody typed, no prose. */
function isMinified(rows: readonly string[]): boolean {
  const long = rows.filter((row) => row.length > 2_000).join('');
  const blanks = long.length - long.replaceAll(' ', '').length;
  return long.length > 0.8 * rows.reduce((sum, row) => sum + row.length, 0) && blanks < 0.1 * long.length;
}

/** Valid JSON with arrays so long that elements are only counted. */
function jsonShape(text: string): Shape | undefined {
  try {
    return hasLongArray(JSON.parse(text)) ? { kind: 'json', text } : undefined;
  } catch {
    return undefined;
  }
}

function hasLongArray(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 60 || value.some(hasLongArray);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLongArray);
}
