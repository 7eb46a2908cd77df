import { loadConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import type { Flags } from '../flags.ts';
import { isOwnWord } from '../own-words.ts';
import { routeFor } from '../route-for.ts';
import { say } from './say.ts';

/** `rtk explain <command…>`: what would be done; nothing is run. */
export async function run(args: readonly string[], flags: Flags): Promise<number> {
  if (args.length === 0) throw new UsageError('give a command: `rtk explain git log --stat`.');
  const config = await loadConfig(process.cwd());
  const routed = routeFor(args, config);
  const lines = [`command  ${routed.argv.join(' ')}`];
  if (isOwnWord(args[0] ?? '')) lines.push(`note     \`${args[0]}\` is a word of rtk; \`rtk -- ${args.join(' ')}\` runs the command`);
  if (routed.filter) {
    const kind = routed.filter.lines ? 'line rules' : routed.filter.match ? 'patterns' : 'parser';
    lines.push(`filter   ${routed.name} (${kind})`, `shows    ${routed.filter.about}`, `level    ${flags.level ?? config.level}`, 'flags    none added');
  } else lines.push(`filter   none: ${routed.why}`, 'output   passed through, byte for byte');
  say(lines.join('\n'));
  return 0;
}
