/**
 * Makes a new filter, ready to be filled in.
 *
 *   npm run new -- <tool>-<subcommand> [--read places] [--parse] [--command "golangci-lint run"]
 *
 * Writes filters.d/<name>.toml with line rules, or with the reader that `--read` names; `--parse` writes src/filters/<name>.ts instead. Fixtures come from `npm run capture`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './platforms.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { parse: { type: 'boolean', default: false }, read: { type: 'string' }, command: { type: 'string' } },
});
const [name = ''] = positionals;
if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) throw new Error('Use: npm run new -- <tool>-<subcommand>, in small letters.');
const command = options.command ?? name.replace('-', ' ');
const [toml, module] = [`filters.d/${name}.toml`, `src/filters/${name}.ts`];
for (const file of [toml, module]) if (existsSync(join(ROOT, file))) throw new Error(`${file} is there already.`);

const file = options.parse ? module : toml;
writeFileSync(join(ROOT, file), options.parse ? moduleText() : tomlText());
mkdirSync(join(ROOT, 'test/fixtures', name), { recursive: true });
console.log(`${file} is for \`${command}\`. Now run the tool: npm run capture -- ${name}/<case> -- ${command} …`);

function tomlText(): string {
  const way = options.read === undefined ? "\n[lines]\ndrop = ['^\\s*$']\n" : `read = "${options.read}"\n`;
  return `about = "${command}: what is shown"\ncommand = ["${command}"]\n${way}`;
}

function moduleText(): string {
  return `/** What the tool prints, and what of it is shown. */
import { linesOf } from '../text.ts';
import type { Diagnostic, Filter, Run, Shape } from '../types.ts';

// A sample line of real output stands above every pattern.
const PLACE = /^(?<file>[^:]+):(?<line>\\d+):(?<col>\\d+): (?<message>.*)$/;

export default {
  about: '${command}: what is shown',
  command: ['${command}'],
  parse,
} satisfies Filter;

function parse({ text }: Run): Shape | undefined {
  const found = linesOf(text).map((line) => ({ line, item: diagnosticIn(line) }));
  const items = found.map(({ item }) => item).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  return { kind: 'diagnostics', items, tail: found.filter(({ item }) => item === undefined).map(({ line }) => line) };
}

function diagnosticIn(text: string): Diagnostic | undefined {
  const { file, line, col, message } = PLACE.exec(text)?.groups ?? {};
  return file && line && col && message ? { file, line, col, message } : undefined;
}
`;
}
