import type { Flags } from '../config/flags.ts';
import { UsageError } from '../errors.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { showText } from '../run/finish.ts';
import type { Filter } from '../types.ts';

const json: Filter = { about: 'JSON without blanks', command: [], parse: (run) => ({ kind: 'json', text: run.text }) };

/** `rtk json [file…]`: valid JSON out; long arrays end in one string that counts the rest. */
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
