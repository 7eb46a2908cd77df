/** Checks a filter that was read from TOML, ours or a user's: fields, their kinds, exit-code branches, patterns in linear time. */

import { UsageError } from '../errors.ts';
import type { Filter } from '../types.ts';

/** Kinds of values: a text, a list of texts, a list of patterns or one, true or false, a count, a list of exit statuses, a table. */
type Kind = 'text' | 'texts' | 'pattern' | 'patterns' | 'truth' | 'true' | 'count' | 'statuses' | 'apart' | 'shape' | 'table' | 'tables';

const READING: Readonly<Record<string, Kind>> = {
  read: 'texts',
  expect: 'patterns',
  drop: 'patterns',
  lines: 'table',
  match: 'table',
  table: 'table',
  tests: 'table',
  log: 'table',
};
const BRANCH: Readonly<Record<string, Kind>> = { drop: 'patterns', keep: 'patterns', when: 'pattern', say: 'text' };

/** Every table that a filter can have, its fields and their kinds. */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  filter: {
    about: 'text',
    command: 'texts',
    unless: 'texts',
    only: 'texts',
    noise: 'patterns',
    hints: 'patterns',
    markup: 'patterns',
    stderr: 'apart',
    live: 'true',
    serves: 'true',
    whole: 'true',
    quotes: 'true',
    answers: 'statuses',
    stamp: 'pattern',
    owner: 'pattern',
    form: 'tables',
    ...READING,
  },
  form: { when: 'texts', argv: 'patterns', data: 'true', ...READING },
  lines: {
    expect: 'patterns',
    replace: 'tables',
    drop: 'patterns',
    keep: 'patterns',
    once: 'patterns',
    fold: 'truth',
    on_success: 'table',
    on_failure: 'table',
  },
  replace: { pattern: 'pattern', with: 'text' },
  on_success: BRANCH,
  on_failure: BRANCH,
  match: {
    shape: 'shape',
    pattern: 'patterns',
    heading: 'patterns',
    detail: 'patterns',
    squeeze: 'truth',
    expect: 'patterns',
    summary: 'patterns',
    drop: 'patterns',
    clean: 'patterns',
    strict: 'truth',
  },
  table: { header: 'patterns', drop: 'patterns', replace: 'tables', unhealthy: 'patterns', show: 'count', once: 'truth' },
  tests: {
    failure: 'patterns',
    end: 'patterns',
    aside: 'patterns',
    place: 'patterns',
    pass: 'patterns',
    drop: 'patterns',
    verdict: 'patterns',
  },
  log: { expect: 'patterns', drop: 'patterns', time: 'patterns', level: 'patterns', fold: 'patterns' },
};
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  filter: ['about', 'command'],
  replace: ['pattern', 'with'],
  match: ['shape', 'pattern'],
  tests: ['failure', 'verdict'],
};
const WAYS = ['lines', 'match', 'read', 'table', 'tests', 'log'];
const SHAPES = ['diagnostics', 'tests', 'files', 'table'];

const IS: Readonly<Record<Kind, { readonly says: string; readonly test: (value: unknown) => boolean }>> = {
  text: { says: 'a text in quotes', test: (value) => typeof value === 'string' },
  texts: { says: 'a list of texts', test: isTexts },
  pattern: { says: 'a pattern in quotes', test: (value) => typeof value === 'string' },
  patterns: { says: 'a list of patterns', test: isTexts },
  truth: { says: '`true` or `false`', test: (value) => typeof value === 'boolean' },
  true: { says: '`true`, or left out', test: (value) => value === true },
  count: { says: 'a whole number', test: (value) => Number.isInteger(value) && Number(value) >= 0 },
  statuses: { says: 'a list of exit statuses', test: (value) => Array.isArray(value) && value.every(Number.isInteger) },
  apart: { says: "'apart', or left out", test: (value) => value === 'apart' },
  shape: { says: `one of ${SHAPES.join(', ')}`, test: (value) => SHAPES.includes(String(value)) },
  table: { says: 'a table', test: isTable },
  tables: { says: 'a list of tables', test: (value) => Array.isArray(value) && value.every(isTable) },
};

/** The filter, or a UsageError that names the file, the field and what to do. `readers` are the names that `read` knows. */
export function checkedFilter(data: unknown, file: string, readers: readonly string[]): Filter {
  const filter = checkedTable(data, file, 'filter');
  checkReading(filter, file, 'filter', readers);
  for (const form of (filter['form'] ?? []) as Record<string, unknown>[]) {
    if (form['when'] === undefined && form['argv'] === undefined)
      throw new UsageError(`${file}: [[form]] needs \`when\`, the options that ask for it, or \`argv\`, patterns for the command.`);
    if (form['data'] === undefined) checkReading(form, file, '[form]', readers);
    else if (WAYS.some((way) => form[way] !== undefined))
      throw new UsageError(`${file}: [[form]] with \`data\` is left as it is; take the other way to read out of it.`);
  }
  return filter as unknown as Filter;
}

/** Exactly one way to read; `expect` and `drop` stand beside `read` alone. */
function checkReading(reading: Record<string, unknown>, file: string, name: string, readers: readonly string[]): void {
  const ways = WAYS.filter((way) => reading[way] !== undefined);
  const choice = `${WAYS.map((way) => (way === 'read' ? '`read`' : `[${way}]`)).join(', ')}`;
  const where = name === 'filter' ? '' : '[[form]]: ';
  if (ways.length !== 1) throw new UsageError(`${file}: ${where}give exactly one of ${choice}.`);
  const beside = ['expect', 'drop'].find((field) => reading[field] !== undefined);
  if (beside !== undefined && ways[0] !== 'read')
    throw new UsageError(`${file}: ${where}\`${beside}\` stands beside \`read\`; here write it into [${ways[0]}].`);
  const unknown = [reading['read'] ?? []].flat().find((reader) => !readers.includes(String(reader)));
  if (unknown !== undefined)
    throw new UsageError(`${file}: ${where}\`read\` knows no reader \`${unknown}\`; it knows ${readers.join(', ')}.`);
}

function checkedTable(data: unknown, file: string, name: string): Record<string, unknown> {
  if (!isTable(data)) throw new UsageError(`${file}: [${name}] must be a table.`);
  const known = FIELDS[name] ?? {};
  for (const [field, value] of Object.entries(data)) {
    const kind = Object.hasOwn(known, field) ? known[field] : undefined;
    if (kind === undefined) throw new UsageError(`${file}: [${name}] has no field \`${field}\`; it has ${Object.keys(known).join(', ')}.`);
    checkField(field, value, kind, file);
  }
  const missing = NEEDED[name]?.find((field) => data[field] === undefined);
  if (missing !== undefined) throw new UsageError(`${file}: [${name}] needs \`${missing}\`, ${IS[known[missing] ?? 'text'].says}.`);
  if (data['say'] !== undefined && data['when'] === undefined)
    throw new UsageError(`${file}: \`${name}.say\` needs \`when\`: the tool's own line that it quotes.`);
  return data;
}

function checkField(field: string, value: unknown, kind: Kind, file: string): void {
  const single = kind === 'texts' && field === 'read' && typeof value === 'string';
  if (!single && !IS[kind].test(value)) throw new UsageError(`${file}: \`${field}\` must be ${IS[kind].says}.`);
  if (kind === 'pattern' || kind === 'patterns') for (const pattern of [value].flat()) checkPattern(String(pattern), file);
  if (kind === 'table') checkedTable(value, file, field);
  if (kind === 'tables') for (const each of value as unknown[]) checkedTable(each, file, field);
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
  const bare = pattern.replace(/\\[\s\S]/g, (pair) => (/\\[1-9k]/.test(pair) ? '\\1' : '_')).replace(/\[\^?\]?[^\]]*(?:\]|$)/g, '_');
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

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
