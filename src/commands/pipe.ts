import { readFileSync } from 'node:fs';
import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeFor } from '../config/route-for.ts';
import { UsageError } from '../errors.ts';
import { log } from '../filter/generic.ts';
import { showText } from '../run/finish.ts';
import { commandWords } from '../shell/words.ts';

/** `… | rtk pipe [--as "<command>"] [--exit n]`: filters standard input as that command's output. */
export async function run(args: readonly string[], flags: Flags): Promise<number> {
  const { as, exit } = optionsOf(args);
  const config = await loadConfig(process.cwd());
  const routed = as === undefined ? { argv: ['pipe'], name: 'log', filter: log } : routeFor(commandWords(as) ?? [as], config);
  showText(readFileSync(0), { routed, level: flags.level ?? config.level }, exit);
  return 0;
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
