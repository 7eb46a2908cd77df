import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeFor } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { unknown } from '../filter/unknown.ts';
import { filterNamed, filterNames } from '../filters.gen.ts';
import { remark } from '../io/say.ts';
import { write } from '../io/write.ts';
import type { Route } from '../route/route.ts';
import { showText } from '../run/finish.ts';
import type { RouteOf } from '../shell/simple.ts';
import { sourceOf } from '../shell/source.ts';
import { tasksOf } from '../shell/tasks.ts';
import { commandWords } from '../shell/words.ts';
import type { pipe } from './define/reading.ts';
import { nearest, type OptionsOf } from './define/word.ts';
import { inputBytes } from './input-bytes.ts';

/** `… | rtk pipe [--as "<command>"] [--exit n]`: filters standard input as that command's output. */
export async function run(_args: readonly string[], options: OptionsOf<typeof pipe>, flags: Flags): Promise<number> {
  const exit = options.exit === undefined ? undefined : statusOf(options.exit);
  const config = await loadConfig(process.cwd());
  const route = routed(options, config);
  const data = inputBytes('pipe', 'make 2>&1 | rtk pipe --as make');
  if (options.passthrough) write(1, data);
  else showText(data, { routed: route, level: flags.level ?? config.level }, exit);
  return 0;
}

function routed({ as, filter: name }: OptionsOf<typeof pipe>, config: Config): Route {
  if (as !== undefined) return routeOfLine(as, (argv) => routeFor(argv, config));
  if (name === undefined) return { argv: ['pipe'], name: 'text', filter: unknown, prints: 'words' };
  const filter = config.filters[name] ?? filterNamed(name);
  if (filter) return { argv: filter.command[0]?.split(' ') ?? [name], name, filter };
  const near = nearest(name, [...Object.keys(config.filters), ...filterNames()]);
  throw new UsageError(
    `--filter: there is no filter \`${name}\`${near === undefined ? '' : `; did you mean \`${near}\`?`} docs/commands.md lists them.`,
  );
}

/** The one command of a line whose output a reader sees: behind `cd x &&`, before `2>&1 | tail -5`. Says so if several are. */
function routeOfLine(line: string, routeOf: RouteOf): Route {
  const words = commandWords(line);
  if (words) return routeOf(words);
  const source = sourceOf(line, routeOf);
  const route = source.kind === 'one' ? source.route : tasksOf(line, routeOf);
  if (!route) remark(`rtk: \`${line}\` runs several commands; whose output this is cannot be told, so it stays as it is.`);
  return route ?? { argv: ['pipe'], why: 'several commands' };
}

function statusOf(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 255) throw new UsageError(`--exit: \`${text}\` is no exit status; use 0 to 255.`);
  return Number(text);
}
