/** Zed's own agent has no hooks; agents that run inside Zed (Claude Code, Codex, Gemini) use their own. From its documentation. */

import { configFolder } from '../rules/settings.ts';
import type { Agent, Place } from '../types.ts';
import { rulesOnly } from './rules-only.ts';

export const agent: Agent = rulesOnly({
  name: 'zed',
  title: 'Zed',
  detect: { programs: ['zed', 'zeditor'], folders: (place) => [folder(place)] },
  instructions: (scope, place) => (scope === 'user' ? `${folder(place)}/AGENTS.md` : `${place.cwd}/${projectFile(place)}`),
  limits: [
    "Zed's own agent has no hooks, so nothing is installed; --with-instructions writes a line for its model. Agents that run inside Zed use their own hooks.",
  ],
});

function folder(place: Place): string {
  return place.platform === 'win32' ? `${configFolder(place)}/Zed` : `${configFolder(place)}/zed`;
}

/** Zed reads the first of these that is there, and no other. */
const FILES = [
  '.rules',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
  '.github/copilot-instructions.md',
  'AGENT.md',
  'AGENTS.md',
  'CLAUDE.md',
  'GEMINI.md',
];

function projectFile({ cwd, read }: Place): string {
  return FILES.find((name) => isFile(`${cwd}/${name}`, read)) ?? 'AGENTS.md';
}

function isFile(path: string, read: Place['read']): boolean {
  try {
    return read(path) !== undefined;
  } catch {
    return false;
  }
}
