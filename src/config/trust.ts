/** Which projects' settings the user has looked at and trusts. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../io/paths.ts';
import { crypto } from '../io/runtime-modules.ts';

/** The project's `.rtk` folder if its present content has been trusted with `rtk trust`. */
export function trustedFolder(cwd: string): string | undefined {
  const folder = join(cwd, '.rtk');
  if (!existsSync(folder)) return undefined;
  return trustedHashes().includes(hashOfFolder(folder)) ? folder : undefined;
}

export function trustFile(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'trusted');
}

export function trustedHashes(): string[] {
  const file = trustFile();
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/** Changes with any byte of the files that rtk would read there. */
export function hashOfFolder(folder: string): string {
  const hash = crypto().createHash('sha256').update(folder);
  const filters = join(folder, 'filters');
  const files = [
    join(folder, 'config.toml'),
    ...(existsSync(filters)
      ? readdirSync(filters)
          .sort()
          .map((name) => join(filters, name))
      : []),
  ];
  for (const file of files) if (existsSync(file)) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
