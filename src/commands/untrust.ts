import { run as trust } from './trust.ts';

/** `rtk untrust` */
export function run(args: readonly string[]): Promise<number> {
  return trust(args, { remove: true });
}
