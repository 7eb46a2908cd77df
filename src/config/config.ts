/** defaults ← user's file ← trusted project's files ← environment ← flags. A file is looked for first and parsed only if it is there. */

import { existsSync } from 'node:fs';
import { configDir } from '../io/paths.ts';
import { trustedFolder } from './trust.ts';
import { asLevel, type Config } from './types.ts';

const DEFAULTS: Config = { level: 'normal', exclude: [], filters: {}, hooks: {} };
/** Throws a UsageError for a broken file; `RTK_LEVEL` wins over the files. */
export async function loadConfig(cwd: string): Promise<Config> {
  let config = DEFAULTS;
  for (const folder of configFolders(cwd)) {
    // What reads settings is loaded only where there are some.
    if (existsSync(folder)) config = await (await import('./settings-folder.ts')).withFolder(config, folder);
  }
  const level = process.env['RTK_LEVEL'];
  if (level === undefined || level === '') return config;
  return { ...config, level: asLevel(level, 'RTK_LEVEL') };
}

/** The user's, and the trusted project's, which wins. */
export function configFolders(cwd: string): string[] {
  return [configDir(), trustedFolder(cwd)].filter((folder) => folder !== undefined);
}
