/** Events of a whole session, answered by one process as `rtk hook <agent>` would answer each of them. */

import { agentNamed } from '../hooks/agents/index.ts';
import { posixPath } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import { replyTo } from '../hooks/reply.ts';
import { eventIn } from '../hooks/resident-input.ts';
import type { Place } from '../hooks/types.ts';
import { isObject, type JsonObject, stringAt } from '../json.ts';

export interface HookQuestion {
  readonly agent: string;
  readonly input: JsonObject;
  /** The agent's process: Claude Code tells a command hook its id in the environment. */
  readonly parent: number;
}

export async function replyToInput({ agent: name, input, parent }: HookQuestion): Promise<string> {
  const began = performance.now();
  const agent = await agentNamed(name);
  if (!agent) return '';
  const { payload, problem } = payloadIn(input);
  const place = here(stringAt(payload, 'cwd') ?? process.cwd(), { CLAUDE_PID: String(parent), ...process.env });
  const asked = () => {
    if (problem) throw problem;
    return payload;
  };
  const rtk = posixPath(process.execPath);
  const { text, record } = await replyTo(agent, { payload: asked, place, rtk, began, asked: began, ended });
  await record();
  return text;
}

/** A plugin sends its event whole, as `event`; Claude Code fills in fields. */
function payloadIn(input: JsonObject): { readonly payload?: JsonObject; readonly problem?: Error } {
  try {
    const event = stringAt(input, 'event');
    const payload: unknown = event === undefined ? eventIn(input) : JSON.parse(event);
    return isObject(payload) ? { payload } : { problem: new Error('the event is no object') };
  } catch (error) {
    return { problem: error instanceof Error ? error : new Error(String(error)) };
  }
}

async function ended(payload: JsonObject, place: Place): Promise<void> {
  await (await import('../gain/statusline/session-end.ts')).sessionEnded(payload, place);
}

/** What the first event would otherwise wait for. */
export async function warmUp(): Promise<void> {
  await import('../hooks/replace.ts');
}
