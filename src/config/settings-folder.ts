/** A folder of settings: `config.toml`, and filters in `filters/*.toml`. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { checkedFilter } from '../filter/check-toml.ts';
import { readerNames } from '../filters.gen.ts';
import type { Filter } from '../types.ts';
import { triedPatterns } from './checked-filters.ts';
import { excludedByRtkRs, HOOKS_OF_RTK_RS, OF_RTK_RS } from './rtk-rs.ts';
import { asLevel, type Config, LEVELS, MODES, type Mode } from './types.ts';

/** The settings of a folder over those that came before. */
export async function withFolder(config: Config, folder: string): Promise<Config> {
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
    const data = await parsedToml(file);
    found[name.slice(0, -'.toml'.length)] = checkedFilter(data, file, readerNames());
    await triedPatterns(data, readFileSync(file, 'utf8'), file);
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
