/** One event → what the agent reads, recorded: the same for a process that answers one event and for a server that answers a session's. Never throws. */

import { loadConfig } from '../config/config.ts';
import { unwell } from '../io/health.ts';
import { recordEvent } from '../journal/record.ts';
import { type JsonObject, stringAt } from '../json.ts';
import { type Answer, answer } from './answer.ts';
import { fired } from './fired.ts';
import type { Agent, Place } from './types.ts';
import { mayBeRefused, type Stores } from './write-back.ts';

export interface AskedReply {
  /** undefined: nothing was sent. Rejects for what is no event. */
  readonly payload: () => Promise<JsonObject | undefined> | JsonObject | undefined;
  readonly place: Place;
  /** The absolute path that is put in front of commands. */
  readonly rtk: string;
  /** `performance.now()` when work for this event began, and when the payload was asked for. */
  readonly began: number;
  readonly asked: number;
  /** What is done when a session has ended. */
  readonly ended: (payload: JsonObject, place: Place) => Promise<void>;
}

/** What is to be printed, and what is recorded once that has been done. */
export interface Reply {
  readonly text: string;
  readonly record: () => Promise<void>;
}

export async function replyTo(agent: Agent, asked: AskedReply): Promise<Reply> {
  const { reply, event } = await answerOf(agent, asked);
  const record = async () => {
    if (event) recordEvent({ ...event, own: Math.round(performance.now() - asked.began) });
    else (await import('../store/prune.ts')).pruneSome();
  };
  return { text: reply, record };
}

async function answerOf(agent: Agent, { place, rtk, began, ...asked }: AskedReply): Promise<Pick<Answer, 'reply' | 'event'>> {
  try {
    const payload = await asked.payload();
    if (!payload) return { reply: agent.neutral };
    fired(agent.name);
    if (agent.endOf?.(payload)) {
      await asked.ended(payload, place);
      return { reply: agent.neutral };
    }
    const event = agent.parse(payload, place);
    const mayRefuse = agent.guard !== undefined && mayBeRefused(payload);
    if (!event && !mayRefuse) return { reply: agent.neutral };
    const config = await loadConfig(stringAt(payload, 'cwd') ?? place.cwd);
    if (config.problems.length > 0) (await import('../config/tell.ts')).tellOnceADay(config);
    const stores = mayRefuse ? { stores: await keptHere() } : {};
    const context = { config, place, ...(event ? { event } : {}), ...stores, rtk, began, spent: () => performance.now() - asked.asked };
    if (event?.kind !== 'after') return answer(agent, payload, context);
    const { replacement } = await import('./replace.ts');
    return answer(agent, payload, { ...context, replacement });
  } catch (error) {
    unwell(`hook ${agent.name}: ${error instanceof Error ? error.message : String(error)}`);
    return { reply: agent.neutral };
  }
}

async function keptHere(): Promise<Stores> {
  const { recall } = await import('../store/store.ts');
  return { isKept: (handle) => /^(?:found|spooled)$/.test(recall(handle).kind) };
}
