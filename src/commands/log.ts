import type { Flags } from '../config/flags.ts';
import { log } from '../filter/generic.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { showText } from '../run/finish.ts';
import { inputBytes } from './input-bytes.ts';

/** `rtk log [file…]`: repeats folded; standard input without a file. */
export function run(args: readonly string[], _options: object, flags: Flags): number {
  for (const path of args.length > 0 ? args : ['-']) {
    const data = path === '-' ? inputBytes('log', 'rtk log app.log') : fileBytes(path);
    showText(data, { routed: { argv: ['cat', path], name: 'log', filter: log }, level: flags.level ?? 'normal' }, 0);
  }
  return 0;
}
