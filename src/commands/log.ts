import type { Flags } from '../config/flags.ts';
import { log } from '../filter/generic.ts';
import { fileBytes } from '../io/file-bytes.ts';
import { printFiltered } from '../run/print-filtered.ts';

/** `rtk log [file…]`: repeats folded; standard input without a file. */
export function run(args: readonly string[], flags: Flags): number {
  for (const path of args.length > 0 ? args : ['-']) {
    printFiltered(fileBytes(path), { argv: ['cat', path], name: 'log', filter: log }, flags.level ?? 'normal', 0);
  }
  return 0;
}
