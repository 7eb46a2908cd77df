/** Which projects' settings the user has looked at and trusts: for each folder the hash of what it held. */

import { mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors.ts';
import { putWhole } from '../io/checked-write.ts';
import { stateDir } from '../io/paths.ts';
import { crypto } from '../io/runtime-modules.ts';
import { MIB, readRegular } from '../io/safe-read.ts';
import { type SettingsFiles, settingsFiles } from './settings-files.ts';

export interface Trusted {
  /** Its real path. */
  readonly folder: string;
  readonly hash: string;
  /** When it was trusted, ISO 8601. */
  readonly at: string;
}

/** The files of a project's folder if they are as they were when the user trusted them. Of a folder that never was, nothing is opened. */
export function trustedFiles(folder: string): SettingsFiles | undefined {
  try {
    const hashes = trusted()
      .filter((each) => each.folder === realpathSync(folder))
      .map(({ hash }) => hash);
    if (hashes.length === 0) return undefined;
    const found = settingsFiles(folder, true);
    return found.problems.length === 0 && hashes.includes(hashOf(found)) ? found : undefined;
  } catch {
    return undefined;
  }
}

function trustFile(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'trusted');
}

/** What is trusted, oldest first. A line of another form trusts nothing. */
export function trusted(): Trusted[] {
  const file = trustFile();
  const text = file === undefined ? undefined : readRegular(file, MIB)?.toString();
  return (text ?? '').split('\n').flatMap((line) => {
    // "9f86d081…b0f00a08 2026-11-01T10:00:00.000Z "/home/dev/app/.rtk""
    const [, hash = '', at = '', name = ''] = /^([0-9a-f]{64}) (\S+) (".*")$/.exec(line) ?? [];
    const folder = nameOf(name);
    return folder === undefined ? [] : [{ folder, hash, at }];
  });
}

/** Folders may have any name: it stands there as JSON. */
function nameOf(text: string): string | undefined {
  try {
    const name: unknown = JSON.parse(text);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The file is whole or as it was. Throws a UsageError. */
export function writeTrusted(entries: readonly Trusted[]): void {
  const file = trustFile();
  if (file === undefined) throw new UsageError('HOME: it is not set, so trust cannot be kept; set HOME or XDG_STATE_HOME.');
  const lines = entries.map(({ hash, at, folder }) => `${hash} ${at} ${JSON.stringify(folder)}\n`);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    putWhole(file, Buffer.from(lines.join('')), { mode: 0o600, synced: true });
  } catch (error) {
    throw new UsageError(`${file}: trust could not be written (${error instanceof Error ? error.message : error}); nothing was changed.`);
  }
}

/** Changes with any byte of the files that rtk would read there, and with their names. */
export function hashOf({ folder, files }: SettingsFiles): string {
  const hash = crypto().createHash('sha256').update(realpathSync(folder));
  for (const [name, data] of files) hash.update(`\0${name}\0${data.length}\0`).update(data);
  return hash.digest('hex');
}
