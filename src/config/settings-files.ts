/** The files of a folder of settings: which names are read, and their bytes. */

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { MIB, readRegular } from '../io/safe-read.ts';

/** Of several the first is read. */
export const CONFIG_NAMES = ['config.toml', 'config.yaml', 'config.yml', 'config.json'];
/** rtk-rs's filters, all in one file. */
export const FILTERS_FILE = 'filters.toml';

export interface SettingsFiles {
  readonly folder: string;
  /** By name below the folder: `config.toml`, `filters/make.toml`. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
}

/** Regular files of bounded size. With `inside`, nothing that a link leads out of the folder to. */
export function settingsFiles(folder: string, inside: boolean): SettingsFiles {
  const files = new Map<string, Buffer>();
  const problems: string[] = [];
  const tried = (read: () => void) => {
    try {
      read();
    } catch (error) {
      problems.push(sentence(folder, error));
    }
  };
  const names = [...CONFIG_NAMES, FILTERS_FILE];
  tried(() => names.push(...filterNames(folder, inside)));
  for (const name of names)
    tried(() => {
      const data = readRegular(join(folder, name), MIB, inside ? folder : undefined);
      if (data) files.set(name, data);
    });
  return { folder, files, problems };
}

function filterNames(folder: string, inside: boolean): string[] {
  const filters = join(folder, 'filters');
  const there = lstatSync(filters, { throwIfNoEntry: false });
  if (!there) return [];
  if (inside && !there.isDirectory()) throw new UsageError(`${filters}: this is no folder; put the filters into a folder of that name.`);
  return readdirSync(filters)
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => `filters/${name}`);
}

function sentence(folder: string, error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return `${folder}: ${code === 'ENOTDIR' ? 'this is no folder; remove it or make it one' : message}.`;
}
