/** Which linter or formatter a project uses, by the settings that stand in it. */

import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { UsageError } from '../errors.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import { isOwnWord } from '../route/own-words.ts';
import { proxy } from '../run/proxy.ts';

export interface Tool {
  readonly name: string;
  /** Files that say that it is used here. */
  readonly settings: RegExp;
  /** A table in pyproject.toml that says so. */
  readonly table?: string;
  /** Its own words before those that were given. */
  readonly words: readonly string[];
}

/** Runs the tool that is named first or that is clear; with `.` where nothing else is said. */
export async function runTool(word: string, tools: readonly Tool[], args: readonly string[], flags: Flags): Promise<number> {
  const config = { ...(await loadConfig(process.cwd())), ...flags };
  // Somebody's own program of this name.
  if (isOwnWord(word) && onPath(word)) return proxy([word, ...args], config);
  const named = tools.find(({ name }) => name === args[0]);
  const tool = named ?? clear(word, tools);
  const given = named ? args.slice(1) : args;
  return proxy([programOf(tool.name), ...tool.words, ...(given.length > 0 ? given : ['.'])], config);
}

function clear(word: string, tools: readonly Tool[]): Tool {
  const files = readdirSync('.');
  const table = files.includes('pyproject.toml') ? (readRegular('pyproject.toml', MIB)?.toString() ?? '') : '';
  const found = tools.filter((tool) => files.some((file) => tool.settings.test(file)) || (tool.table && table.includes(`[${tool.table}`)));
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const names = (found.length > 0 ? found : tools).map(({ name }) => name).join(', ');
  const why = found.length > 0 ? 'settings of several tools are here' : 'no settings of a tool that it knows are here';
  throw new UsageError(`${word}: ${why}; name one of ${names}, as in \`rtk ${word} ${(found[0] ?? tools[0])?.name}\`.`);
}

function programOf(name: string): string {
  const local = join('node_modules', '.bin', name);
  return existsSync(local) ? `./${local}` : name;
}

/** Is there a program of this name on PATH? */
export function onPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
