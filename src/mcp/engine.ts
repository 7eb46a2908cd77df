/** Events of a whole session, answered by one process as `rtk hook claude` would answer each of them. */

import { agent } from '../hooks/agents/claude.ts';
import { posixPath } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import { replyTo } from '../hooks/reply.ts';
import { eventIn } from '../hooks/resident-input.ts';
import type { Place } from '../hooks/types.ts';
import { type JsonObject, stringAt } from '../json.ts';

/** `parent`: the agent's process, which tells a command hook its id in the environment. */
export async function replyToInput(input: JsonObject, parent: number): Promise<string> {
  const began = performance.now();
  const env = { CLAUDE_PID: String(parent), ...process.env };
  const place = here(stringAt(input, 'cwd') || process.cwd(), env);
  const rtk = posixPath(process.execPath);
  const { text, record } = await replyTo(agent, { payload: () => eventIn(input), place, rtk, began, asked: began, ended });
  record();
  return text;
}

async function ended(payload: JsonObject, place: Place): Promise<void> {
  await (await import('../gain/statusline/session-end.ts')).sessionEnded(payload, place);
}

/** What the first event would otherwise wait for. */
export async function warmUp(): Promise<void> {
  await import('../hooks/replace.ts');
}
