import type { Flags } from '../config/flags.ts';
import { errors } from '../filter/generic.ts';
import { runWith } from '../run/with-generic.ts';

/** `rtk err <command…>` */
export function run(args: readonly string[], _options: object, flags: Flags): Promise<number> {
  return runWith('err', errors, args, flags);
}
