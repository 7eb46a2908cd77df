/** Instruction text is read in every session: what it costs goes into the journal, so that savings are net of it. */

import { tokensOf } from '../filter/tokens.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import type { Agent, Piece, Place, Scope } from '../hooks/types.ts';
import { projectOf } from '../journal/project.ts';
import { recordEvent } from '../journal/record.ts';
import { type Change, installed } from './changes.ts';
import { INSTRUCTIONS } from './instructions.ts';

export interface Installation {
  readonly agent: Agent;
  readonly scope: Scope;
  readonly pieces: readonly Piece[];
}

/** Another agent may have put the same text into a file that both read: it is in place for this one, too. */
export function noteInstructions({ agent, scope, pieces }: Installation, { cwd }: Place): void {
  const piece = textIn(pieces);
  if (piece) note(agent.name, { scope, cwd, tokens: tokensOf(installed(piece, agent.name, '', undefined).after ?? '') });
}

/** The text is gone for everyone who read that file. */
export async function noteRemoval({ scope, pieces }: Installation, place: Place, changes: readonly Change[]): Promise<void> {
  const file = textIn(pieces)?.file;
  if (file === undefined || !changes.some((change) => change.file === file)) return;
  for (const name of Object.keys(AGENTS)) {
    const reader = await agentNamed(name);
    if (reader?.instructions?.(scope, place) === file) note(name, { scope, cwd: place.cwd, tokens: 0 });
  }
}

function textIn(pieces: readonly Piece[]): Piece | undefined {
  return pieces.find((piece) => piece.kind === 'block' && piece.text === INSTRUCTIONS);
}

function note(agent: string, { scope, cwd, tokens }: { scope: Scope; cwd: string; tokens: number }): void {
  recordEvent({ event: 'instructions', agent, ...(scope === 'project' ? { project: projectOf(cwd) } : {}), tokens });
}
