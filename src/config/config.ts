/** defaults ← user's file ← trusted project's files ← environment ← flags. A file is looked for first and parsed only if it is there. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { checkedFilter } from '../filter/check-toml.ts';
import { readers } from '../filters.gen.ts';
import { configDir } from '../io/paths.ts';
import type { Filter, Level } from '../types.ts';
import { excludedByRtkRs, HOOKS_OF_RTK_RS, OF_RTK_RS } from './rtk-rs.ts';
import { trustedFolder } from './trust.ts';

export interface Config {
  readonly level: Level;
  /** Command prefixes that are passed through, as `rtk explain` spells them: `git diff`, `pytest`. */
  readonly exclude: readonly string[];
  /** The user's and the trusted project's own filters. */
  readonly filters: Readonly<Record<string, Filter>>;
  /** Per agent, how its hooks reach an output. */
  readonly hooks: Readonly<Record<string, Mode>>;
}

/** Which of the two ways to an output are used. */
export type Mode = 'replace' | 'rewrite' | 'both' | 'off';
export const MODES: readonly string[] = ['replace', 'rewrite', 'both', 'off'] satisfies Mode[];

const DEFAULTS: Config = { level: 'normal', exclude: [], filters: {}, hooks: {} };
const LEVELS: readonly string[] = ['lossless', 'normal', 'tight'] satisfies Level[];

/** Throws a UsageError for a broken file; `RTK_LEVEL` wins over the files. */
export async function loadConfig(cwd: string): Promise<Config> {
  let config = DEFAULTS;
  for (const folder of configFolders(cwd)) if (existsSync(folder)) config = await withFolder(config, folder);
  const level = process.env['RTK_LEVEL'];
  if (level === undefined || level === '') return config;
  return { ...config, level: asLevel(level, 'RTK_LEVEL') };
}

/** The user's, and the trusted project's, which wins. */
export function configFolders(cwd: string): string[] {
  return [configDir(), trustedFolder(cwd)].filter((folder) => folder !== undefined);
}

export function asLevel(text: string, where: string): Level {
  if (!LEVELS.includes(text)) throw new UsageError(`${where}: \`${text}\` is no level; use ${LEVELS.join(', ')}.`);
  return text as Level;
}

async function withFolder(config: Config, folder: string): Promise<Config> {
  const file = join(folder, 'config.toml');
  const data = existsSync(file) ? await parsedToml(file) : {};
  for (const field of Object.keys(data)) {
    // `rtk gain` reads the prices; a command has no use for them.
    if (!['level', 'exclude', 'hooks', 'prices'].includes(field) && !OF_RTK_RS.has(field))
      throw new UsageError(`${file}: there is no field \`${field}\`; use level, exclude, hooks or prices.`);
  }
  const { level, exclude = [], hooks = {} } = data;
  if (level !== undefined && typeof level !== 'string') throw new UsageError(`${file}: \`level\` must be one of ${LEVELS.join(', ')}.`);
  if (!Array.isArray(exclude) || exclude.some((prefix) => typeof prefix !== 'string'))
    throw new UsageError(`${file}: \`exclude\` must be a list of command prefixes.`);
  return {
    level: level === undefined ? config.level : asLevel(level, file),
    exclude: [...config.exclude, ...(exclude as string[]), ...excludedByRtkRs(hooks, file)],
    filters: { ...config.filters, ...(await filtersIn(join(folder, 'filters'))) },
    hooks: { ...config.hooks, ...asModes(hooks, file) },
  };
}

/** `[hooks]` with a line like `claude = "replace"` per agent. */
function asModes(hooks: unknown, file: string): Record<string, Mode> {
  const entries =
    typeof hooks === 'object' && hooks !== null && !Array.isArray(hooks)
      ? Object.entries(hooks).filter(([name]) => !HOOKS_OF_RTK_RS.includes(name))
      : undefined;
  const wrong = entries?.find(([, mode]) => !MODES.includes(mode as string));
  if (!entries || wrong)
    throw new UsageError(`${file}: \`[hooks]\` gives each agent one of ${MODES.join(', ')}${wrong ? `, not \`${wrong[1]}\`` : ''}.`);
  return Object.fromEntries(entries) as Record<string, Mode>;
}

async function filtersIn(folder: string): Promise<Record<string, Filter>> {
  if (!existsSync(folder)) return {};
  const found: Record<string, Filter> = {};
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.toml'))
    .sort()) {
    const file = join(folder, name);
    found[name.slice(0, -'.toml'.length)] = checkedFilter(await parsedToml(file), file, Object.keys(readers));
  }
  return found;
}

/** Throws a UsageError for what is no TOML. */
export async function parsedToml(file: string): Promise<Record<string, unknown>> {
  const { parse } = await import('smol-toml');
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UsageError(`${file}: ${reason}; mend or remove the file.`);
  }
}
