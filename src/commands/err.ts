import type { Flags } from '../flags.ts';
import { errors } from '../generic.ts';
import { runWith } from './with-filter.ts';

/** `rtk err <command…>` */
export function run(args: readonly string[], flags: Flags): Promise<number> {
  return runWith('err', errors, args, flags);
}
