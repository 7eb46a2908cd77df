import type { Flags } from '../config/flags.ts';
import { UsageError } from '../errors.ts';
import { json } from '../filter/json.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { showText } from '../run/finish.ts';

/** `rtk json [file…]`: all of it without blanks, rows of one kind as a table; of very many rows those that are like no other. */
export function run(args: readonly string[], flags: Flags): number {
  for (const path of args.length > 0 ? args : ['-']) {
    const data = fileBytes(path);
    check(data, path);
    showText(data, { routed: { argv: ['cat', path], name: 'json', filter: json }, level: flags.level ?? 'normal' }, 0);
  }
  return 0;
}

function check(data: Buffer, path: string): void {
  try {
    JSON.parse(data.toString('utf8'));
  } catch (error) {
    throw new UsageError(`${path}: this is no valid JSON (${error instanceof Error ? error.message : error}); \`cat\` shows it as it is.`);
  }
}
