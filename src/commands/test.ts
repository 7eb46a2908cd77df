import type { Flags } from '../flags.ts';
import { tests } from '../generic.ts';
import { runWith } from './with-filter.ts';

/** `rtk test <command…>` */
export function run(args: readonly string[], flags: Flags): Promise<number> {
  return runWith('test', tests, args, flags);
}
