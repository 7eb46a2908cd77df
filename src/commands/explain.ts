import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeBehindRtk, routeFor } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import { say } from '../io/say.ts';
import { isOwnWord } from '../route/own-words.ts';
import { formOf } from '../route/route.ts';
import { type JudgedCommand, rewrite } from '../shell/rewrite.ts';
import type { Reading } from '../types.ts';

/** `rtk explain <command…>` or `rtk explain "<line>"`: what would be done; nothing is run. */
export async function run(args: readonly string[], flags: Flags): Promise<number> {
  const [first, ...more] = args;
  if (first === undefined) throw new UsageError('give a command: `rtk explain git log --stat`.');
  const config = await loadConfig(process.cwd());
  const isLine = more.length === 0 && /\s/.test(first.trim());
  say((isLine ? ofLine(first, config) : ofCommand(args, config, flags)).join('\n'));
  return 0;
}

function ofCommand(args: readonly string[], config: Config, flags: Flags): string[] {
  const routed = routeFor(args, config);
  const lines = [`command  ${routed.argv.join(' ')}`];
  if (isOwnWord(args[0] ?? '')) lines.push(`note     \`${args[0]}\` is a word of rtk; \`rtk -- ${args.join(' ')}\` runs the command`);
  if (!routed.filter) return [...lines, `filter   none: ${routed.why}`, 'output   passed through, byte for byte'];
  return [
    ...lines,
    `filter   ${routed.name} (${wayOf(formOf(routed.filter, routed.argv) ?? routed.filter)})`,
    `shows    ${routed.filter.about}`,
    `level    ${flags.level ?? config.level}`,
    'flags    none added',
  ];
}

/** How the output is read: by data, by a reader, or by code of its own. */
function wayOf({ lines, match, read, table, tests, log }: Reading): string {
  if (read !== undefined) return `reader ${[read].flat().join(', ')}`;
  if (lines) return 'line rules';
  if (match) return 'patterns';
  const block = [table ? 'table' : '', tests ? 'tests' : '', log ? 'log' : ''].find((name) => name !== '');
  return block === undefined ? 'parser' : `[${block}]`;
}

/** What the rewriter does with each command of a line. */
function ofLine(typed: string, config: Config): string[] {
  const { line, changed, commands, why } = rewrite(typed, { routeOf: (argv) => routeBehindRtk(argv, config) });
  const result = changed > 0 ? `line     ${line}` : 'line     is left as it is';
  return [why === undefined ? result : `${result}: ${why}`, ...commands.flatMap(ofJudged)];
}

function ofJudged({ text, touched, why }: JudgedCommand): string[] {
  return [`command  ${text}`, touched ? 'rewrite  rtk is put in front' : `rewrite  no: ${why}`];
}
