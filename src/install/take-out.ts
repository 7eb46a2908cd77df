/** Takes what rtk put into an agent's files out again. */

import type { Agent } from '../hooks/types.ts';
import { say } from '../io/say.ts';
import type { Change } from './changes.ts';
import { apply, realFile, remember, remembered, removeFolders } from './files.ts';

export function takeOut(agent: Agent, changes: readonly Change[]): void {
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
