import { readFileSync } from 'node:fs';
import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeFor } from '../config/route-for.ts';
import { UsageError } from '../errors.ts';
import { unknown } from '../filter/unknown.ts';
import { remark } from '../io/say.ts';
import type { Route } from '../route/route.ts';
import { showText } from '../run/finish.ts';
import type { RouteOf } from '../shell/simple.ts';
import { sourceOf } from '../shell/source.ts';
import { tasksOf } from '../shell/tasks.ts';
import { commandWords } from '../shell/words.ts';

/** `… | rtk pipe [--as "<command>"] [--exit n]`: filters standard input as that command's output. */
export async function run(args: readonly string[], flags: Flags): Promise<number> {
  const { as, exit } = optionsOf(args);
  const config = await loadConfig(process.cwd());
  const text: Route = { argv: ['pipe'], name: 'text', filter: unknown, prints: 'words' };
  const routed = as === undefined ? text : routeOfLine(as, (argv) => routeFor(argv, config));
  if (!routed) remark(`rtk: \`${as}\` runs several commands; whose output this is cannot be told, so it stays as it is.`);
  showText(readFileSync(0), { routed: routed ?? { argv: ['pipe'], why: 'several commands' }, level: flags.level ?? config.level }, exit);
  return 0;
}

/** The one command of a line whose output a reader sees: behind `cd x &&`, before `2>&1 | tail -5`. undefined if several are. */
function routeOfLine(line: string, routeOf: RouteOf): Route | undefined {
  const words = commandWords(line);
  if (words) return routeOf(words);
  const source = sourceOf(line, routeOf);
  return source.kind === 'one' ? source.route : tasksOf(line, routeOf);
}

function optionsOf(args: readonly string[]): { as?: string; exit?: number } {
  const options: { as?: string; exit?: number } = {};
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = /^(--\w+)=([\s\S]*)$/.exec(args[i] ?? '')?.slice(1) ?? [args[i]];
    const value = inline ?? args[++i];
    if (value === undefined) throw new UsageError(`${name} needs a value.`);
    if (name === '--as') options.as = value;
    else if (name === '--exit' && /^\d+$/.test(value)) options.exit = Number(value);
    else
      throw new UsageError(
        name === '--exit'
          ? `--exit: \`${value}\` is no exit status; use 0 to 255.`
          : `pipe has no option \`${name}\`; it has --as and --exit.`,
      );
  }
  return options;
}
