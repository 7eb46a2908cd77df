/** defaults ← user's files ← trusted project's files ← environment ← flags. A file is looked for first and parsed only if it is there. */

import { lstatSync } from 'node:fs';
import { settingsDirs } from '../io/paths.ts';
import { isSet } from '../io/switches.ts';
import { projectFolder } from './project-folder.ts';
import type { Settings } from './read-folder.ts';
import { type Config, DEFAULTS, isLevel, LEVELS } from './types.ts';

/** Never throws for what a file says: it is left out and told in `problems`. `RTK_LEVEL` wins over the files. */
export async function loadConfig(cwd: string): Promise<Config> {
  if (isSet(process.env['RTK_DISABLED'])) return { ...DEFAULTS, raw: 'RTK_DISABLED is set' };
  let config = DEFAULTS;
  const all = await settingsFor(cwd);
  if (all.length > 0) {
    const { withSettings } = await import('./settings.ts');
    for (const settings of all) config = await withSettings(config, settings);
  }
  return withEnvironment(config, process.env['RTK_LEVEL']);
}

/** The user's settings, and the trusted project's, which win and come last; without a folder the user's alone. */
export async function settingsFor(cwd: string | undefined): Promise<Settings[]> {
  const own = settingsDirs().filter(isThere);
  const project = cwd === undefined ? undefined : projectFolder(cwd);
  const trusted = project === undefined ? undefined : (await import('./trust.ts')).trustedFiles(project);
  if (own.length === 0 && !trusted) return [];
  // What reads settings is loaded only where there are some.
  const { readFolder } = await import('./read-folder.ts');
  return Promise.all([...own.map((folder) => readFolder(folder)), ...(trusted ? [readFolder(trusted.folder, trusted)] : [])]);
}

function isThere(folder: string): boolean {
  try {
    return lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function withEnvironment(config: Config, level: string | undefined): Config {
  if (level === undefined || level === '') return config;
  if (isLevel(level)) return { ...config, level };
  return { ...config, problems: [...config.problems, `RTK_LEVEL: \`${level}\` is no level; use ${LEVELS.join(', ')}.`] };
}
