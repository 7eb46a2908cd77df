import type { Flags } from '../config/flags.ts';
import { summary } from '../filter/generic.ts';
import { runWith } from '../run/with-generic.ts';

/** `rtk summary <command…>` */
export function run(args: readonly string[], _options: object, flags: Flags): Promise<number> {
  return runWith('summary', summary, args, flags);
}
