/** The changes of a plan, written: all or none. */

import { UsageError } from '../errors.ts';
import type { Agent } from '../hooks/types.ts';
import { remark, say } from '../io/say.ts';
import type { Change } from './changes.ts';
import { apply, missingFolders, type Remembered, realFile, remember, remembered, removeFolders, undo } from './files.ts';

/** Of several agents one whose settings cannot be read keeps no other from its own. */
export function tolerated<T>(isOnly: boolean, work: () => T, title?: string): T | undefined {
  try {
    return work();
  } catch (error) {
    if (isOnly || !(error instanceof UsageError)) throw error;
    if (title !== undefined) remark(`rtk: ${title}: ${error.message}`);
    return undefined;
  }
}

/** Taken out again, with the folders that were made for it. */
export function uninstalled(agent: Agent, changes: readonly Change[]): void {
  const emptied: string[][] = [];
  for (const change of changes) {
    const file = realFile(change.file);
    const folders = remembered().find((each) => each.agent === agent.name && each.file === file)?.folders ?? [];
    const backup = apply(change);
    remember({ agent: agent.name, file, added: [], created: false, folders: [] });
    if (change.after === undefined) emptied.push([...folders]);
    say(`${agent.title}: taken out of ${change.file}${backup === undefined ? '' : ` (before: ${backup})`}`);
  }
  // Only now: several files may stand in one folder of ours.
  for (const folders of emptied) removeFolders(folders);
}

/** All of the changes or none: what was done before one that fails is undone. */
export function installAll(agent: Agent, changes: readonly Change[]): void {
  const done: { readonly change: Change; readonly known: Remembered | undefined; readonly folders: readonly string[] }[] = [];
  try {
    for (const change of changes) {
      const file = realFile(change.file);
      const known = remembered().find((each) => each.agent === agent.name && each.file === file);
      const missing = missingFolders(file);
      const { created, folders } = known ?? { created: change.before === undefined, folders: missing };
      const backup = apply(change);
      done.push({ change, known, folders: missing });
      remember({ agent: agent.name, file, added: change.added, created, folders });
      say(`${agent.title}: written to ${change.file}${backup === undefined ? '' : ` (before: ${backup})`}`);
    }
  } catch (error) {
    for (const { change, known, folders } of done.reverse()) {
      undo(change);
      removeFolders(folders);
      forget(known ?? { agent: agent.name, file: realFile(change.file), added: [], created: false, folders: [] });
    }
    throw error;
  }
}

/** As it was remembered before; where even that cannot be written, nothing of this try was. */
function forget(entry: Remembered): void {
  try {
    remember(entry);
  } catch {
    // The file is as it was.
  }
}
