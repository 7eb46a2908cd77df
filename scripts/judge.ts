/** What of a case's facts a text shows. A port of check.py of the corpora, so that both give the same figures. */
import { join } from 'node:path';
import { type Case, textOf } from './corpus.ts';

export interface Entry {
  readonly file?: string;
  readonly line?: string | number;
  readonly msg?: string;
  readonly sev?: string;
}

/** What must survive of a case. */
export interface Truth {
  readonly facts: readonly string[];
  readonly entries: readonly Entry[];
  readonly summary: readonly string[];
  readonly info: readonly string[];
  /** Files of facts and entries, under whose name a number counts as their line. */
  readonly names: ReadonlySet<string>;
}

/** What a text does not show. */
export interface Missing {
  readonly facts: readonly string[];
  readonly entries: readonly Entry[];
  readonly summary: readonly string[];
  readonly info: readonly string[];
}

const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]/g;
const LOCATION = /^(?<file>.+?)(?::\[?|\(|:\(|", line |', line |, line |: line | line |\[|\||: | )(?<line>\d+)$/;
const NUMBER = /(?<![\d.])\d+/g;
const RANGE = /(\d+)[-–](\d+)/g;
const ROW = /^\s*(?:[|│>›]\s*)?\d+\b/;

export function truthOf({ folder }: Case): Truth {
  const lines = (name: string) => textOf(join(folder, name)).replace(/\r\n?/g, '\n').split('\n').filter(Boolean);
  const facts = lines('facts.txt');
  const entries = lines('facts.jsonl').map((line) => JSON.parse(line) as Entry);
  const places = facts.map((fact) => LOCATION.exec(fact)?.groups?.['file']).filter((file) => file !== undefined);
  const names = new Set([...entries.map(({ file }) => file ?? ''), ...places.map(baseName)].filter(Boolean));
  return { facts, entries, summary: lines('summary.txt'), info: lines('info.txt'), names };
}

/** What `text` does not show of the truth. */
export function missingIn(text: string, truth: Truth): Missing {
  const page = pageOf(text, truth.names);
  const rows = truth.summary.length > 0 ? page.text.split('\n').map((line) => new Set(numbers(line))) : [];
  return {
    facts: truth.facts.filter((fact) => !mentions(page, fact)),
    entries: truth.entries.filter((entry) => !tells(page, entry)),
    summary: truth.summary.filter((line) => !has(page, line) && !rows.some((row) => counts(line).every((count) => row.has(count)))),
    info: truth.info.filter((name) => !has(page, name)),
  };
}

interface Page {
  readonly text: string;
  /** Numbers on lines that name a file or stand under such a line, by file. */
  readonly under: () => ReadonlyMap<string, ReadonlySet<string>>;
}

function pageOf(raw: string, names: ReadonlySet<string>): Page {
  const text = plain(raw);
  let found: Map<string, Set<string>> | undefined;
  return { text, under: () => (found ??= numbersUnder(text, names)) };
}

function plain(text: string): string {
  return text
    .replace(ANSI, '')
    .replaceAll('\r', '')
    .replace(/[ \t]+/g, ' ');
}

function numbersUnder(text: string, names: ReadonlySet<string>): Map<string, Set<string>> {
  const under = new Map<string, Set<string>>();
  const pattern = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const anyName = new RegExp(pattern.join('|'), 'g');
  let current: string[] = [];
  for (const line of text.split('\n')) {
    const named = pattern.length === 0 ? [] : [...new Set(line.match(anyName) ?? [])];
    const row = ROW.test(line);
    let targets = current;
    if (named.length > 0 && row && current.length > 0) targets = [...new Set([...current, ...named])];
    else if (named.length > 0) {
      targets = row ? current : named;
      current = named;
    }
    for (const name of targets) addAll(under, name, numbersAndRanges(line));
  }
  return under;
}

function addAll(under: Map<string, Set<string>>, name: string, found: readonly string[]): void {
  const set = under.get(name) ?? new Set();
  for (const number of found) set.add(number);
  under.set(name, set);
}

function numbersAndRanges(line: string): string[] {
  const ranges = [...line.matchAll(RANGE)].flatMap(([, from, to]) => {
    const [first, last] = [Number(from), Number(to)];
    return last - first > 0 && last - first < 50 ? Array.from({ length: last - first + 1 }, (_, i) => String(first + i)) : [];
  });
  return [...numbers(line), ...ranges];
}

function numbers(line: string): string[] {
  return line.match(NUMBER) ?? [];
}

function counts(line: string): string[] {
  return numbers(line).filter((number) => Number(number) !== 0);
}

/** Literally there; a text that ends in a digit must not go on with one. */
function has(page: Page, wanted: string): boolean {
  const text = plain(wanted).trim();
  const number = /\d$/.test(text);
  for (let at = page.text.indexOf(text); at >= 0; at = page.text.indexOf(text, at + 1)) {
    if (!number || !/\d/.test(page.text[at + text.length] ?? '')) return true;
  }
  return false;
}

/** There, or `name:12` with the name once and 12 under it, or the beginning of a long text. */
function mentions(page: Page, wanted: string): boolean {
  if (has(page, wanted)) return true;
  const place = LOCATION.exec(wanted)?.groups;
  if (
    place &&
    page
      .under()
      .get(baseName(place['file'] ?? ''))
      ?.has(place['line'] ?? '')
  )
    return true;
  const text = plain(wanted).trim();
  return text.length > 30 && page.text.includes(text.slice(0, 24));
}

/** File, message and line are all there. */
function tells(page: Page, { file, line, msg }: Entry): boolean {
  if (file && !has(page, file)) return false;
  if (msg && !mentions(page, msg)) return false;
  if (!line) return true;
  return file ? (page.under().get(file)?.has(String(line)) ?? false) : numbers(page.text).includes(String(line));
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
