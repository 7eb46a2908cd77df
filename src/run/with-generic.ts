import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeFor } from '../config/route-for.ts';
import { UsageError } from '../errors.ts';
import type { Filter } from '../types.ts';
import { captured } from './proxy.ts';

/** Runs the command with its own filter, or with `generic` where it has none. */
export async function runWith(word: string, generic: Filter, args: readonly string[], flags: Flags): Promise<number> {
  if (args.length === 0) throw new UsageError(`give a command: \`rtk ${word} make all\`.`);
  const config = await loadConfig(process.cwd());
  const own = routeFor(args, config);
  const routed = own.filter ? own : { argv: own.argv, name: word, filter: generic };
  return captured(args, routed, flags.level ?? config.level, performance.now());
}
