import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashOfFolder, trustedHashes, trustFile } from '../config/trust.ts';
import { UsageError } from '../errors.ts';
import { say } from '../io/say.ts';

/** `rtk trust`: the project's `.rtk` as it is now is read from now on; `--remove` takes it back. A change of any byte asks again. */
export function run(args: readonly string[]): number {
  const folder = join(process.cwd(), '.rtk');
  const file = trustFile();
  if (!existsSync(folder)) throw new UsageError(`${folder}: there is no such folder; run this where the project's .rtk is.`);
  if (file === undefined) throw new UsageError('HOME: it is not set, so trust cannot be kept; set HOME or XDG_STATE_HOME.');
  const hash = hashOfFolder(folder);
  const others = trustedHashes().filter((each) => each !== '' && each !== hash);
  const remove = args.includes('--remove');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${[...others, ...(remove ? [] : [hash])].join('\n')}\n`, { mode: 0o600 });
  say(`${folder} is ${remove ? 'no longer trusted' : 'trusted as it is now'}.`);
  return 0;
}
