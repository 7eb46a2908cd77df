/** What a folder of settings says, over what came before. A field that is broken is told and left out; the others hold. */

import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { checkedFilter } from '../filter/check-toml.ts'; // loaded when called
import { readerNames } from '../filters.gen.ts';
import { switchOff } from '../io/switches.ts';
import type { Filter } from '../types.ts';
import { triedPatterns } from './checked-filters.ts'; // loaded when called
import { withoutExamples } from './examples.ts'; // loaded when called
import { meantField } from './meant-field.ts'; // loaded when called
import { parserOf, placeOf } from './parse.ts';
import type { Settings } from './read-folder.ts';
import { exclusionsOf, HOOKS_OF_RTK_RS, isOffInRtkRs, OF_RTK_RS, prefixesOf } from './rtk-rs.ts';
import { filtersOfRtkRs } from './rtk-rs-filters.ts'; // loaded when called
import { FILTERS_FILE } from './settings-files.ts';
import { type Config, isLevel, LEVELS, MODES, type Mode } from './types.ts';

const OWN_FIELDS = ['level', 'exclude', 'hooks', 'prices'];

/** The settings of a folder over those that came before. */
export async function withSettings(config: Config, settings: Settings): Promise<Config> {
  const said = await tried(fieldsOf(settings), settings.file ?? '');
  const { filters, broken, problems } = await filtersIn(settings);
  const raw = config.raw ?? settings.unread ?? said.raw;
  return {
    level: said.level ?? config.level,
    exclude: [...config.exclude, ...said.exclude],
    patterns: [...config.patterns, ...said.patterns],
    filters: { ...config.filters, ...filters },
    broken: [...config.broken, ...broken],
    hooks: { ...config.hooks, ...said.hooks },
    prefixes: [...config.prefixes, ...said.prefixes],
    problems: [...config.problems, ...settings.problems, ...said.problems, ...problems],
    ...(raw === undefined ? {} : { raw }),
  };
}

/** An exclusion that could take for ever excludes nobody knows what. */
async function tried(said: Said, file: string): Promise<Said> {
  if (said.patterns.length === 0) return said;
  const sources = said.patterns.map(({ source }) => source);
  try {
    await triedPatterns(sources, JSON.stringify(sources), `${file}: \`exclude_commands\``);
    return said;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { ...said, patterns: [], problems: [...said.problems, error.message], raw: error.message };
  }
}

interface Said extends Pick<Config, 'exclude' | 'patterns' | 'hooks' | 'prefixes' | 'problems'> {
  readonly level?: Config['level'];
  readonly raw?: string;
}

function fieldsOf({ file = '', text, data }: Settings): Said {
  const problems: string[] = [];
  const tell = (path: readonly string[], what: string) => {
    const problem = `${file}${placeOf(text, path)}: ${what}`;
    problems.push(problem);
    return problem;
  };
  for (const field of Object.keys(data).filter((each) => !OWN_FIELDS.includes(each) && !OF_RTK_RS.has(each)))
    tell([field], `there is no field \`${field}\`; ${meant(field) ?? `use ${OWN_FIELDS.join(', ')}`}.`);
  const { level, exclude = [], hooks = {} } = data;
  if (level !== undefined && !isLevel(level)) tell(['level'], `\`level\` is no ${JSON.stringify(level)}; use ${LEVELS.join(', ')}.`);
  const isList = Array.isArray(exclude) && exclude.every((prefix) => typeof prefix === 'string');
  let raw: string | undefined;
  if (!isList) raw = tell(['exclude'], '`exclude` must be a list of command prefixes, like ["git diff"].');
  if (!isTable(hooks)) raw = tell(['hooks'], '`hooks` must be a table with a line for each agent, like claude = "replace".');
  const table = isTable(hooks) ? hooks : {};
  const { exclude: more, patterns, wrong } = exclusionsOf(table['exclude_commands']);
  if (wrong !== undefined) raw = tell(['hooks', 'exclude_commands'], wrong);
  for (const what of isOffInRtkRs(data)) switchOff(what);
  return {
    ...(isLevel(level) ? { level } : {}),
    exclude: [...(isList ? (exclude as string[]) : []), ...more],
    patterns,
    hooks: modesOf(table, tell),
    prefixes: prefixesOf(table['transparent_prefixes']),
    problems,
    ...(raw === undefined ? {} : { raw }),
  };
}

function meant(field: string): string | undefined {
  const near = meantField(field, OWN_FIELDS);
  return near === undefined ? undefined : `write \`${near}\``;
}

/** `[hooks]` with a line like `claude = "replace"` per agent. A mode that is none switches this agent's hooks off: who wrote it wanted another one. */
function modesOf(hooks: Record<string, unknown>, tell: (path: readonly string[], what: string) => string): Record<string, Mode> {
  const modes: Record<string, Mode> = {};
  for (const [agent, mode] of Object.entries(hooks).filter(([name]) => !HOOKS_OF_RTK_RS.includes(name))) {
    const known = MODES.find((each) => each === mode);
    if (known === undefined)
      tell(['hooks', agent], `\`hooks.${agent}\` is no ${JSON.stringify(mode)}; use ${MODES.join(', ')}. Until then they are off.`);
    modes[agent] = known ?? 'off';
  }
  return modes;
}

interface OwnFilters {
  readonly filters: Record<string, Filter>;
  readonly broken: Config['broken'][number][];
  readonly problems: string[];
}

/** `filters.toml` in rtk-rs's form, and `filters/*.toml`. */
async function filtersIn({ files: { folder, files } }: Settings): Promise<OwnFilters> {
  const all: OwnFilters = { filters: {}, broken: [], problems: [] };
  const names = [...files.keys()].filter((name) => name === FILTERS_FILE || name.startsWith('filters/'));
  if (names.length === 0) return all;
  const parse = await parserOf('.toml');
  for (const name of names) {
    const file = join(folder, name);
    let data: Record<string, unknown> | undefined;
    try {
      data = parse(files.get(name)?.toString() ?? '', file);
      if (name === FILTERS_FILE) {
        const { filters, problems } = filtersOfRtkRs(data, file);
        all.problems.push(...problems);
        await triedPatterns(filters, JSON.stringify(filters), file);
        Object.assign(all.filters, filters);
      }
      if (name !== FILTERS_FILE) all.filters[name.slice('filters/'.length, -'.toml'.length)] = await checked(data, file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      all.problems.push(error.message);
      const { command } = data ?? {};
      for (const each of [command].flat().filter((prefix) => typeof prefix === 'string'))
        all.broken.push({ command: each, why: `its own filter is broken: ${error.message}` });
    }
  }
  return all;
}

/** The patterns are tried once for each content of a file. */
async function checked(data: Record<string, unknown>, file: string): Promise<Filter> {
  const fields = withoutExamples(data);
  const filter = checkedFilter(fields, file, readerNames());
  await triedPatterns(fields, JSON.stringify(fields), file);
  return filter;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
