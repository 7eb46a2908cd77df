/** Roo Code has no hooks (3.52.1, its last version): rules text is all there is. */

import type { Agent, Place, Scope } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'roo',
  title: 'Roo Code',
  detect: { programs: [], folders: (place) => [`${place.home}/.roo`] },
  instructions,
  limits: ['Roo Code has no hooks, so nothing is installed; --with-instructions writes a line for its model.'],
});

/** With a file in .roo/rules, Roo reads no .roorules and no .clinerules of the project any more: there it is AGENTS.md. */
function instructions(scope: Scope, place: Place): string {
  if (scope === 'user') return `${place.home}/.roo/rules/rtk.md`;
  const older = ['.roorules', '.clinerules'].some((name) => isThere(`${place.cwd}/${name}`, place));
  const others = place.list(`${place.cwd}/.roo/rules`).some((name) => name !== 'rtk.md');
  return older && !others ? `${place.cwd}/AGENTS.md` : `${place.cwd}/.roo/rules/rtk.md`;
}

/** A file; or a folder, which cannot be read as one. */
function isThere(path: string, place: Place): boolean {
  try {
    return place.read(path) !== undefined;
  } catch {
    return true;
  }
}
