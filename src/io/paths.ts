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

/** Folders with settings of the user's, of which later ones win: where rtk-rs keeps them on macOS and on Windows, and rtk's own. */
export function settingsDirs(platform: string = process.platform, env: NodeJS.ProcessEnv = process.env): string[] {
  return [ofRtkRs(platform, env), configDir()].filter((folder) => folder !== undefined);
}

function ofRtkRs(platform: string, env: NodeJS.ProcessEnv): string | undefined {
  const [parent, below] = platform === 'darwin' ? [env['HOME'], ['Library', 'Application Support']] : [env['APPDATA'], []];
  if ((platform !== 'darwin' && platform !== 'win32') || !parent || !isAbsolute(parent)) return undefined;
  return join(parent, ...below, 'rtk');
}

function base(variable: string, fallback: readonly string[]): string | undefined {
  const set = process.env[variable];
  if (set && isAbsolute(set)) return join(set, 'rtk');
  const home = process.env['HOME'] ?? (process.platform === 'win32' ? process.getBuiltinModule('node:os').homedir() : undefined);
  return home && isAbsolute(home) ? join(home, ...fallback, 'rtk') : undefined;
}
