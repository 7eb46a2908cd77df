/** Where rtk keeps things, after the XDG base directory rules: relative values are ignored. */

import { isAbsolute, join } from 'node:path';

/** The journal and the kept outputs; undefined if there is no home. */
export function stateDir(): string | undefined {
  return base('XDG_STATE_HOME', ['.local', 'state']);
}

/** The ledger. */
export function dataDir(): string | undefined {
  return base('XDG_DATA_HOME', ['.local', 'share']);
}

export function configDir(): string | undefined {
  return base('XDG_CONFIG_HOME', ['.config']);
}

function base(variable: string, fallback: readonly string[]): string | undefined {
  const set = process.env[variable];
  if (set && isAbsolute(set)) return join(set, 'rtk');
  const home = process.env['HOME'] ?? (process.platform === 'win32' ? process.getBuiltinModule('node:os').homedir() : undefined);
  return home && isAbsolute(home) ? join(home, ...fallback, 'rtk') : undefined;
}
