import { loadConfig } from '../config/config.ts';
import { routeBehindRtk } from '../config/route-for.ts';
import { write } from '../io/write.ts';
import { rewrite } from '../shell/rewrite.ts';

/** What hooks and plugins read from the exit status. 0, an allow rule of the user matched, and 2, a deny rule did, need the agent's rules: never here. */
const UNCHANGED = 1;
const ASK = 3;

/** `rtk rewrite "<line>"`: the line with `rtk` in it, without a line end; nothing is run. */
export async function run(args: readonly string[]): Promise<number> {
  const config = await loadConfig(process.cwd());
  const { line, changed } = rewrite(args.join(' '), { routeOf: (argv) => routeBehindRtk(argv, config) });
  if (changed === 0) return UNCHANGED;
  write(1, Buffer.from(line));
  return ASK;
}
