/** Level 2: named-group patterns into a shape. */

import { linesOf } from '../text.ts';
import type { Diagnostic, Failure, MatchRules, Run, Shape } from '../types.ts';

const LONGEST = 4096;

interface Item {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly detail: string[];
}

/** The shape that the patterns find, or undefined if they find nothing or (if strict) a line that no pattern knows. */
export function byMatch(rules: MatchRules, run: Run): Shape | undefined {
  const found = read(rules, linesOf(run.text));
  if (!found || found.items.length === 0) return undefined;
  return shapeOf(rules.shape, found.items, { head: found.head, tail: found.tail });
}

interface Found {
  readonly items: Item[];
  readonly head: string[];
  readonly tail: string[];
}

function read(rules: MatchRules, lines: readonly string[]): Found | undefined {
  const [items, details, summaries, noise] = [rules.pattern, rules.detail, rules.summary, rules.drop].map(compiled) as [
    RegExp[],
    RegExp[],
    RegExp[],
    RegExp[],
  ];
  const found: Found = { items: [], head: [], tail: [] };
  for (const whole of lines) {
    const line = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
    const item = firstMatch(items, line);
    const last = found.items.at(-1);
    const detail = last && !item ? firstMatch(details, line) : undefined;
    if (item) found.items.push({ groups: item.groups ?? {}, detail: [] });
    else if (detail) last?.detail.push(detail.groups?.['detail'] ?? whole);
    else if (firstMatch(summaries, line)) found.tail.push(whole);
    else if (line.trim() !== '' && !firstMatch(noise, line)) {
      if (rules.strict) return undefined;
      (last ? found.tail : found.head).push(whole);
    }
  }
  return found;
}

function compiled(patterns: readonly string[] | undefined): RegExp[] {
  return (patterns ?? []).map((pattern) => new RegExp(pattern));
}

function firstMatch(patterns: readonly RegExp[], line: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(line);
    if (found) return found;
  }
  return undefined;
}

function shapeOf(kind: MatchRules['shape'], items: readonly Item[], quotes: { head: string[]; tail: string[] }): Shape {
  switch (kind) {
    case 'diagnostics':
      return { kind, ...quotes, items: items.map(diagnostic) };
    case 'tests':
      return { kind, ...quotes, failures: items.map(failure) };
    case 'files':
      return {
        kind,
        ...quotes,
        items: items.map(({ groups, detail }) => ({
          path: groups['path'] ?? groups['file'] ?? '',
          lines: [...given(groups['message']), ...detail],
        })),
      };
    case 'table':
      return { kind, ...quotes, rows: items.map(({ groups }) => Object.values(groups).filter((cell) => cell !== undefined)) };
  }
}

function diagnostic({ groups, detail }: Item): Diagnostic {
  const fields = ['file', 'line', 'col', 'severity', 'code'] as const;
  const said = Object.fromEntries(fields.flatMap((field) => (groups[field] === undefined ? [] : [[field, groups[field]]])));
  return { ...said, message: groups['message'] ?? '', detail: [...given(groups['detail']), ...detail] };
}

function failure({ groups, detail }: Item): Failure {
  const place = groups['file'] && groups['line'] ? { place: `${groups['file']}:${groups['line']}` } : {};
  return { name: groups['name'] ?? '', ...place, lines: [...given(groups['message']), ...detail] };
}

function given(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : [text];
}
