/** Checks a filter that was read from TOML, ours or a user's: fields, exit-code branches, patterns in linear time. */

import { UsageError } from '../errors.ts';
import type { Filter } from '../types.ts';

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  filter: ['about', 'command', 'unless', 'only', 'noise', 'stderr', 'live', 'serves', 'whole', 'answers', 'hints', 'lines', 'match'],
  lines: ['expect', 'replace', 'drop', 'keep', 'fold', 'on_success', 'on_failure'],
  on_success: ['drop', 'keep', 'when', 'say'],
  on_failure: ['drop', 'keep', 'when', 'say'],
  match: ['shape', 'pattern', 'detail', 'summary', 'drop', 'strict'],
};
const PATTERNS = new Set(['noise', 'hints', 'expect', 'drop', 'keep', 'when', 'pattern', 'detail', 'summary']);

/** The filter, or a UsageError that names the file, the field and what to do. */
export function checkedFilter(data: unknown, file: string): Filter {
  const filter = table(data, file, 'filter');
  if (typeof filter['about'] !== 'string' || !isStrings(filter['command'])) {
    throw new UsageError(`${file}: give \`about\` as a sentence and \`command\` as a list of command prefixes.`);
  }
  const [lines, match] = [filter['lines'], filter['match']];
  if ((lines === undefined) === (match === undefined)) throw new UsageError(`${file}: give exactly one of [lines] and [match].`);
  checkPatterns(filter, file);
  if (match !== undefined) checkPatterns(table(match, file, 'match'), file);
  if (lines !== undefined) checkLines(table(lines, file, 'lines'), file);
  return filter as unknown as Filter;
}

function checkLines(lines: Record<string, unknown>, file: string): void {
  checkPatterns(lines, file);
  for (const rule of (lines['replace'] as { pattern?: unknown; with?: unknown }[] | undefined) ?? []) {
    if (typeof rule.pattern !== 'string' || typeof rule.with !== 'string')
      throw new UsageError(`${file}: each entry of \`replace\` needs \`pattern\` and \`with\`.`);
    checkPattern(rule.pattern, file);
  }
  for (const branch of ['on_success', 'on_failure']) {
    if (lines[branch] === undefined) continue;
    const rules = table(lines[branch], file, branch);
    if (rules['say'] !== undefined && rules['when'] === undefined)
      throw new UsageError(`${file}: \`${branch}.say\` needs \`when\`: the tool's own line that it quotes.`);
    checkPatterns(rules, file);
  }
}

function table(data: unknown, file: string, name: string): Record<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new UsageError(`${file}: [${name}] must be a table.`);
  const known = FIELDS[name] ?? [];
  const unknown = Object.keys(data).find((field) => !known.includes(field));
  if (unknown !== undefined) throw new UsageError(`${file}: [${name}] has no field \`${unknown}\`; it has ${known.join(', ')}.`);
  return data as Record<string, unknown>;
}

function checkPatterns(fields: Record<string, unknown>, file: string): void {
  for (const [name, value] of Object.entries(fields)) {
    if (!PATTERNS.has(name)) continue;
    const patterns = typeof value === 'string' ? [value] : value;
    if (!isStrings(patterns)) throw new UsageError(`${file}: \`${name}\` must be a list of patterns.`);
    for (const pattern of patterns) checkPattern(pattern, file);
  }
}

function checkPattern(pattern: string, file: string): void {
  try {
    new RegExp(pattern);
  } catch {
    throw new UsageError(`${file}: the pattern '${pattern}' is not a valid regular expression.`);
  }
  if (backtracks(pattern))
    throw new UsageError(
      `${file}: the pattern '${pattern}' can take exponential time; do not repeat a group that itself repeats, and use no back-references.`,
    );
}

/** Star height above one, a repeated group of alternatives with repeats inside, or a back-reference. Conservative: it may refuse a harmless pattern. */
export function backtracks(pattern: string): boolean {
  const bare = pattern.replace(/\\[\s\S]/g, (pair) => (/\\[1-9k]/.test(pair) ? '\\1' : '_')).replace(/\[(?:\^?\]?)[^\]]*\]/g, '_');
  if (bare.includes('\\1')) return true;
  const repeats: boolean[] = [false];
  for (let i = 0; i < bare.length; i++) {
    const char = bare[i];
    if (char === '(') repeats.push(false);
    else if (char === ')') {
      const inner = repeats.pop() ?? false;
      const unbounded = /^(?:[*+]|\{\d+,\d*\})/.test(bare.slice(i + 1));
      if (inner && unbounded) return true;
      if (inner || unbounded) repeats[repeats.length - 1] = true;
    } else if (char === '*' || char === '+' || /^\{\d+,\}/.test(bare.slice(i))) repeats[repeats.length - 1] = true;
  }
  return false;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
