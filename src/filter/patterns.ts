/** Level 2: named-group patterns into a shape. */

import { groupBy, linesOf, squeeze } from '../text.ts';
import type { Diagnostic, Failure, Files, MatchRules, Run, Shape } from '../types.ts';

const LONGEST = 4096;

type Groups = Readonly<Record<string, string | undefined>>;

interface Item {
  groups: Groups;
  readonly detail: string[];
}

/** The shape that the patterns find, or undefined if they find nothing or (if strict) a line that no pattern knows. */
export function byMatch(rules: MatchRules, run: Run): Shape | undefined {
  const lines = linesOf(run.text);
  if ((rules.expect ?? []).some((pattern) => !lines.some((line) => firstMatch([new RegExp(pattern)], line)))) return undefined;
  const found = read(rules, lines);
  if (!found) return undefined;
  if (found.items.length === 0)
    return run.exit === 0 && saysClean(rules, run) ? { kind: 'text', lines: [...found.head, ...found.tail] } : undefined;
  const items = rules.squeeze ? found.items.map(squeezed) : found.items;
  return shapeOf(rules.shape, items, { head: found.head, tail: found.tail });
}

/** Does the tool itself say that all went well? */
function saysClean({ clean }: MatchRules, { text }: Run): boolean {
  return compiled(clean).some((pattern) => new RegExp(pattern, 'm').test(text));
}

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
  /** What the heading above says. */
  above: Groups;
}

interface Patterns {
  readonly item: readonly RegExp[];
  readonly heading: readonly RegExp[];
  readonly detail: readonly RegExp[];
  readonly summary: readonly RegExp[];
  readonly noise: readonly RegExp[];
}

function read(rules: MatchRules, lines: readonly string[]): Found | undefined {
  const patterns: Patterns = {
    item: compiled(rules.pattern),
    heading: compiled(rules.heading),
    detail: compiled(rules.detail),
    summary: compiled(rules.summary),
    noise: compiled(rules.drop),
  };
  const found: Found = { items: [], head: [], tail: [], above: {} };
  for (const [at, line] of lines.entries()) {
    if (taken(line, patterns, found) || headingAt(lines, at, patterns, found)) continue;
    if (firstMatch(patterns.summary, line)) found.tail.push(line);
    else if (line.trim() !== '' && !firstMatch(patterns.noise, line)) {
      if (rules.strict) return undefined;
      (found.items.length > 0 ? found.tail : found.head).push(line);
    }
  }
  return found;
}

function compiled(patterns: readonly string[] | undefined): RegExp[] {
  return (patterns ?? []).map((pattern) => new RegExp(pattern));
}

/** Is the line an item, or one of the lines of the item above? */
function taken(line: string, patterns: Patterns, found: Found): boolean {
  const item = firstMatch(patterns.item, line);
  if (item) {
    found.items.push({ groups: { ...found.above, ...said(item.groups) }, detail: [] });
    return true;
  }
  const last = found.items.at(-1);
  const detail = last ? firstMatch(patterns.detail, line) : undefined;
  if (last && detail) addDetail(last, detail.groups ?? {}, line);
  return detail !== undefined;
}

/** Fields that the item has not are its own; `message` goes on with the item's. A place behind the item's own is one that it points to. */
function addDetail(item: Item, groups: Groups, line: string): void {
  const { detail, message, ...fields } = said(groups);
  const again = fields['file'] !== undefined && item.groups['file'] !== undefined;
  if (again) item.detail.push(line);
  item.groups = { ...fields, ...item.groups };
  if (message !== undefined) item.groups = { ...item.groups, message: [item.groups['message'] ?? '', message].join(' ').trim() };
  if (detail !== undefined) item.detail.push(detail);
  else if (message === undefined && Object.keys(fields).length === 0) item.detail.push(line);
}

/** A heading stands right above an item, blank lines apart. */
function headingAt(lines: readonly string[], at: number, patterns: Patterns, found: Found): boolean {
  const heading = firstMatch(patterns.heading, lines[at] ?? '');
  if (!heading) return false;
  let next = at + 1;
  while (next < lines.length && lines[next]?.trim() === '') next++;
  if (!firstMatch(patterns.item, lines[next] ?? '')) return false;
  found.above = said(heading.groups);
  return true;
}

/** Without the groups that did not match. */
function said(groups: Groups | undefined): Groups {
  return Object.fromEntries(Object.entries(groups ?? {}).filter(([, value]) => value !== undefined));
}

function firstMatch(patterns: readonly RegExp[], whole: string): RegExpExecArray | undefined {
  const line = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
  for (const pattern of patterns) {
    const found = pattern.exec(line);
    if (found) return found;
  }
  return undefined;
}

function squeezed({ groups, detail }: Item): Item {
  return { groups: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, squeeze(value ?? '')])), detail };
}

function shapeOf(kind: MatchRules['shape'], items: readonly Item[], quotes: { head: string[]; tail: string[] }): Shape {
  switch (kind) {
    case 'diagnostics':
      return { kind, ...quotes, items: items.map(diagnostic) };
    case 'tests':
      return { kind, ...quotes, failures: items.map(failure) };
    case 'files':
      return files(items, quotes);
    case 'table':
      return { kind, ...quotes, rows: items.map(({ groups }) => Object.values(groups).filter((cell) => cell !== undefined)) };
  }
}

/** Paths under what is said of them (`verb`): `would reformat:` and the files by folder. */
function files(items: readonly Item[], quotes: { head: string[]; tail: string[] }): Shape {
  const groups = [...groupBy(items, ({ groups: { verb } }) => verb ?? '')];
  const parts = groups.map(([verb, found]): Files => {
    const paths = found.map(({ groups, detail }) =>
      described(groups['path'] ?? groups['file'] ?? '', [...given(groups['message']), ...detail]),
    );
    return {
      kind: 'files',
      head: verb === '' ? [] : [/[:.]$/.test(verb) ? verb : `${verb}:`],
      items: paths,
      ...(verb === '' ? {} : { all: true }),
    };
  });
  const [only] = parts;
  if (only && parts.length === 1) return { ...only, head: [...quotes.head, ...(only.head ?? [])], tail: quotes.tail };
  return { kind: 'parts', head: quotes.head, parts, tail: quotes.tail };
}

function described(path: string, lines: readonly string[]): { readonly path: string; readonly lines?: readonly string[] } {
  return lines.length > 0 ? { path, lines } : { path };
}

function diagnostic({ groups, detail }: Item): Diagnostic {
  const fields = ['file', 'line', 'col', 'severity', 'code'] as const;
  const known = Object.fromEntries(fields.flatMap((field) => (groups[field] === undefined ? [] : [[field, groups[field]]])));
  return { ...known, message: groups['message'] ?? '', detail: [...given(groups['detail']), ...detail] };
}

function failure({ groups, detail }: Item): Failure {
  const place = groups['file'] && groups['line'] ? { place: `${groups['file']}:${groups['line']}` } : {};
  return { name: groups['name'] ?? '', ...place, lines: [...given(groups['message']), ...detail] };
}

function given(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [text];
}
