import type { Flags } from '../config/flags.ts';
import { tests } from '../filter/generic.ts';
import { runWith } from '../run/with-generic.ts';

/** `rtk test <command…>` */
export function run(args: readonly string[], _options: object, flags: Flags): Promise<number> {
  return runWith('test', tests, args, flags);
}
