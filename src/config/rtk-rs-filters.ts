/** `filters.toml` in rtk-rs's form: what it drops, keeps and replaces is read as line rules; what it would say in its own words is not. */

import { UsageError } from '../errors.ts';
import { checkedFilter } from '../filter/check-toml.ts';
import type { Filter } from '../types.ts';
import { type Example, exampleOf } from './examples.ts';

interface FromRtkRs {
  readonly filters: Record<string, Filter>;
  readonly problems: string[];
}

/** Its fields that have no meaning here: they cut without a count, or speak for the tool (docs/settings.md). */
const LEFT_OUT = ['match_output', 'truncate_lines_at', 'head_lines', 'tail_lines', 'max_lines', 'on_empty'];
const KNOWN = ['description', 'match_command', 'strip_ansi', 'replace', 'strip_lines_matching', 'keep_lines_matching', 'filter_stderr'];

/** A filter that cannot be used is told and left out. */
export function filtersOfRtkRs(data: Readonly<Record<string, unknown>>, file: string): FromRtkRs {
  const found: FromRtkRs = { filters: {}, problems: [] };
  for (const [name, table] of Object.entries(tablesIn(data['filters'])))
    try {
      found.filters[name] = filterOf(name, table, file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      found.problems.push(error.message);
    }
  return found;
}

/** Its inline tests, `[[tests.<filter>]]`. */
export function examplesOfRtkRs(data: Readonly<Record<string, unknown>>, name: string, file: string): Example[] {
  const tests = tablesIn(data['tests'])[name];
  return Array.isArray(tests) ? tests.map((each, at) => exampleOf(each, at, file)) : [];
}

function filterOf(name: string, table: unknown, file: string): Filter {
  const where = `${file}: [filters.${name}]`;
  const fields = tablesIn(table);
  const unknown = Object.keys(fields).find((field) => !KNOWN.includes(field) && !LEFT_OUT.includes(field));
  if (unknown !== undefined) throw new UsageError(`${where} has no field \`${unknown}\`; it has ${[...KNOWN, ...LEFT_OUT].join(', ')}.`);
  const drop = textsOf(fields['strip_lines_matching']);
  const keep = textsOf(fields['keep_lines_matching']);
  const replace = replacementsOf(fields['replace']);
  if (drop.length + keep.length + replace.length === 0)
    throw new UsageError(`${where} drops, keeps and replaces nothing, so it is not used; ${LEFT_OUT.join(', ')} have no meaning here.`);
  const lines = { ...(drop.length > 0 ? { drop } : {}), ...(keep.length > 0 ? { keep } : {}), ...(replace.length > 0 ? { replace } : {}) };
  const about = typeof fields['description'] === 'string' ? fields['description'] : `${name}: a filter of rtk-rs`;
  return checkedFilter({ about, command: commandsOf(fields['match_command'], where), lines }, where, []);
}

/** `^terraform\s+plan\b` is `terraform plan`, `^(make|gmake)\b` are two commands. */
function commandsOf(pattern: unknown, where: string): string[] {
  if (typeof pattern !== 'string' || pattern === '')
    throw new UsageError(`${where} needs \`match_command\`, like '^terraform\\s+plan\\b'.`);
  const words = withoutEnd(pattern.replace(/^\^/, '').replace(/\\s[+*]|\\ /g, ' '))
    .replace(/\\([-.+/])/g, '$1')
    .trim();
  const commands = alternatives(words);
  if (!pattern.startsWith('^') || commands.some((command) => !/^[\w./+@:-]+(?: [\w./+@:=-]+)*$/.test(command)))
    throw new UsageError(
      `${where}: \`match_command\` \`${pattern}\` is more than the first words of a command; write ^make\\b or ^(make|gmake)\\b.`,
    );
  return commands;
}

/** What ends the last word, in any order: `\b`, `(\s|$)`, ` .*`. */
const ENDS = ['\\b', '$', '(\\s|$)', '(?:\\s|$)', '( |$)', '(?: |$)', ' .*', '.*', ' '];

function withoutEnd(pattern: string): string {
  const end = ENDS.find((each) => pattern.endsWith(each));
  return end === undefined ? pattern : withoutEnd(pattern.slice(0, -end.length));
}

/** One group of words at most: `(a|b) c`. */
function alternatives(words: string): string[] {
  const [, before = '', group, behind = ''] = /^([^()|]*)\((?:\?:)?([^()]*)\)([^()|]*)$/.exec(words) ?? [];
  return group === undefined ? words.split('|') : group.split('|').map((each) => before + each + behind);
}

/** Rust writes `$name` and `${1}` where JavaScript has `$<name>` and `$1`. */
function replacementsOf(value: unknown): { pattern: string; with: string }[] {
  return (Array.isArray(value) ? value : []).map((each) => {
    const { pattern, replacement } = each as { pattern?: unknown; replacement?: unknown };
    const text = String(replacement ?? '').replace(/\$\{?(\w+)\}?/g, (_, name: string) => (/^\d+$/.test(name) ? `$${name}` : `$<${name}>`));
    return { pattern: ofRust(String(pattern)), with: text };
  });
}

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).map((each) => ofRust(String(each)));
}

/** `(?P<name>…)` is `(?<name>…)`. */
function ofRust(pattern: string): string {
  return pattern.replaceAll('(?P<', '(?<');
}

function tablesIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
