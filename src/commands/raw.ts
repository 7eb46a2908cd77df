import { inherited } from '../run/proxy.ts';

/** `rtk raw <command…>`: no filter, every byte as it comes; recorded as nothing saved. */
export function run(args: readonly string[]): Promise<number> {
  return inherited(args, { argv: args, why: 'asked raw' }, 'normal', performance.now());
}
