import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeFor } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { log } from '../filter/generic.ts';
import { filterNamed, filterNames } from '../filters.gen.ts';
import { write } from '../io/write.ts';
import type { Route } from '../route/route.ts';
import { showText } from '../run/finish.ts';
import { commandWords } from '../shell/words.ts';
import type { pipe } from './define/reading.ts';
import { nearest, type OptionsOf } from './define/word.ts';
import { inputBytes } from './input-bytes.ts';

/** `… | rtk pipe [--as "<command>"] [--exit n]`: filters standard input as that command's output. */
export async function run(_args: readonly string[], options: OptionsOf<typeof pipe>, flags: Flags): Promise<number> {
  const exit = options.exit === undefined ? undefined : statusOf(options.exit);
  const config = await loadConfig(process.cwd());
  const routed = routeOf(options, config);
  const data = inputBytes('pipe', 'make 2>&1 | rtk pipe --as make');
  if (options.passthrough) write(1, data);
  else showText(data, { routed, level: flags.level ?? config.level }, exit);
  return 0;
}

function routeOf({ as, filter: name }: OptionsOf<typeof pipe>, config: Config): Route {
  if (as !== undefined) return routeFor(commandWords(as) ?? [as], config);
  if (name === undefined) return { argv: ['pipe'], name: 'log', filter: log };
  const filter = config.filters[name] ?? filterNamed(name);
  if (filter) return { argv: filter.command[0]?.split(' ') ?? [name], name, filter };
  const near = nearest(name, [...Object.keys(config.filters), ...filterNames()]);
  throw new UsageError(
    `--filter: there is no filter \`${name}\`${near === undefined ? '' : `; did you mean \`${near}\`?`} docs/commands.md lists them.`,
  );
}

function statusOf(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 255) throw new UsageError(`--exit: \`${text}\` is no exit status; use 0 to 255.`);
  return Number(text);
}
