import type { Flags } from '../flags.ts';
import { summary } from '../generic.ts';
import { runWith } from './with-filter.ts';

/** `rtk summary <command…>` */
export function run(args: readonly string[], flags: Flags): Promise<number> {
  return runWith('summary', summary, args, flags);
}
