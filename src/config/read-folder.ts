/** A folder of settings, parsed: TOML, YAML and JSON by cosmiconfig, never code. */

import { join } from 'node:path';
import type { LoaderSync } from 'cosmiconfig';
import { UsageError } from '../errors.ts';
import { parserOf } from './parse.ts';
import { CONFIG_NAMES, type SettingsFiles, settingsFiles } from './settings-files.ts';

export interface Settings {
  /** The file with the settings, if there is one. */
  readonly file?: string;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly files: SettingsFiles;
  readonly problems: readonly string[];
  /** There are settings that could not be read: nobody knows what they exclude. */
  readonly unread?: string;
}

/** Never throws: what cannot be read is told in `problems`. Without `files` they are read here, links followed: the folder is the user's own. */
export async function readFolder(folder: string, files: SettingsFiles = settingsFiles(folder, false)): Promise<Settings> {
  const [name, ...others] = CONFIG_NAMES.filter((each) => files.files.has(each));
  const problems = [
    ...files.problems,
    ...others.map((other) => `${join(folder, other)}: ${name} is read, so this is not; put all into one.`),
  ];
  // A file that is there and is none that can be read may hold exclusions.
  const unread = files.problems.find((problem) => CONFIG_NAMES.some((each) => problem.startsWith(`${join(folder, each)}:`)));
  const none: Settings = { text: '', data: {}, files, problems, ...(unread === undefined ? {} : { unread }) };
  if (name === undefined) return none;
  const file = join(folder, name);
  const text = files.files.get(name)?.toString() ?? '';
  try {
    return { ...none, file, text, data: await found(folder, name, text) };
  } catch (error) {
    const problem = error instanceof UsageError ? error.message : `${file}: ${error instanceof Error ? error.message : error}.`;
    return { ...none, problems: [...problems, problem], unread: problem };
  }
}

/** The bytes that were looked at (and trusted) are what is parsed, whatever stands there by now. */
async function found(folder: string, name: string, text: string): Promise<Record<string, unknown>> {
  const [{ ExplorerSync }, parse] = await Promise.all([import('cosmiconfig/dist/ExplorerSync.js'), parserOf(name)]);
  // Behind a key of our own, so that no `$import` in the file names another one.
  const loader: LoaderSync = (file) => ({ settings: parse(text, file) });
  const explorer = new ExplorerSync({
    moduleName: 'rtk',
    searchPlaces: [name],
    searchStrategy: 'none',
    loaders: { [name.slice(name.lastIndexOf('.'))]: loader },
    ignoreEmptySearchPlaces: false,
    cache: false,
    transform: (each) => each,
    metaConfigFilePath: null,
    mergeImportArrays: false,
    mergeSearchPlaces: false,
  });
  const config = explorer.search(folder)?.config as { readonly settings: Record<string, unknown> } | undefined;
  return config?.settings ?? {};
}
