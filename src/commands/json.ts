import type { Flags } from '../config/flags.ts';
import { UsageError } from '../errors.ts';
import { json } from '../filter/json.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { say } from '../io/say.ts';
import { showText } from '../run/finish.ts';
import type { json as defined } from './define/reading.ts';
import type { OptionsOf } from './define/word.ts';
import { inputBytes } from './input-bytes.ts';
import { kindsOf, shallow } from './json-shapes.ts';
import { countFrom } from './line-range.ts';

/** `rtk json [file…]`: all of it without blanks, rows of one kind as a table; of very many rows those that are like no other. */
export function run(args: readonly string[], options: OptionsOf<typeof defined>, flags: Flags): number {
  const depth = options.depth === undefined ? undefined : countFrom('--depth', options.depth, 'depth');
  for (const path of args.length > 0 ? args : ['-']) {
    const data = path === '-' ? inputBytes('json', 'rtk json package.json') : fileBytes(path);
    const value = dataIn(data, path);
    if (options.keysOnly || options.schema) say(JSON.stringify(kindsOf(shallow(value, depth)), null, 2));
    else if (depth !== undefined) say(JSON.stringify(shallow(value, depth)));
    else showText(data, { routed: { argv: ['cat', path], name: 'json', filter: json }, level: flags.level ?? 'normal' }, 0);
  }
  return 0;
}

function dataIn(data: Buffer, path: string): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch (error) {
    throw new UsageError(`${path}: this is no valid JSON (${error instanceof Error ? error.message : error}); \`cat\` shows it as it is.`);
  }
}
