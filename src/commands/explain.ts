import { loadConfig } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { routeBehindRtk, routeFor } from '../config/route-for.ts';
import type { Config } from '../config/types.ts';
import { say } from '../io/say.ts';
import { isOwnCall } from '../route/own-words.ts';
import { formOf } from '../route/route.ts';
import { type JudgedCommand, rewrite } from '../shell/rewrite.ts';
import type { Reading } from '../types.ts';
import type { explain } from './define/agents.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk explain <command…>` or `rtk explain "<line>"`: what would be done; nothing is run. */
export async function run(args: readonly string[], options: OptionsOf<typeof explain>, flags: Flags): Promise<number> {
  const [first = '', ...more] = args;
  const config = await loadConfig(process.cwd());
  const isLine = more.length === 0 && /\s/.test(first.trim());
  const { rows, data } = isLine ? ofLine(first, config) : ofCommand(args, config, flags);
  say(options.json ? JSON.stringify(data, null, 2) : rows.map(([name, text]) => `${name.padEnd(8)} ${text}`).join('\n'));
  return 0;
}

/** Rows for people, the same as data. */
interface Explained {
  readonly rows: readonly (readonly [name: string, text: string])[];
  readonly data: object;
}

function ofCommand(args: readonly string[], config: Config, flags: Flags): Explained {
  const routed = routeFor(args, config);
  const command = routed.argv.join(' ');
  const own = isOwnCall(args) ? `\`${args[0]}\` is a word of rtk; \`rtk -- ${args.join(' ')}\` runs the command` : undefined;
  const rows: [string, string][] = [['command', command], ...(own === undefined ? [] : [['note', own] as [string, string]])];
  if (!routed.filter) {
    rows.push(['filter', `none: ${routed.why}`], ['output', 'passed through, byte for byte']);
    return { rows, data: { command, own: own !== undefined, filter: null, why: routed.why } };
  }
  const reads = wayOf(formOf(routed.filter, routed.argv) ?? routed.filter);
  const level = flags.level ?? config.level;
  rows.push(['filter', `${routed.name} (${reads})`], ['shows', routed.filter.about], ['level', level], ['flags', 'none added']);
  return { rows, data: { command, own: own !== undefined, filter: routed.name, reads, shows: routed.filter.about, level } };
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
function ofLine(typed: string, config: Config): Explained {
  const { line, changed, commands, why } = rewrite(typed, { routeOf: (argv) => routeBehindRtk(argv, config) });
  const result = changed > 0 ? line : 'is left as it is';
  const rows = [['line', why === undefined ? result : `${result}: ${why}`] as const, ...commands.flatMap(ofJudged)];
  const judged = commands.map(({ text, touched, why: reason }) => ({
    text,
    rewritten: touched,
    ...(reason === undefined ? {} : { why: reason }),
  }));
  return { rows, data: { line: changed > 0 ? line : typed, changed, ...(why === undefined ? {} : { why }), commands: judged } };
}

function ofJudged({ text, touched, why }: JudgedCommand): (readonly [string, string])[] {
  return [
    ['command', text],
    ['rewrite', touched ? 'rtk is put in front' : `no: ${why}`],
  ];
}
