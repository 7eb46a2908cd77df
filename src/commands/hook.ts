import { loadConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { type Answer, answer } from '../hooks/answer.ts';
import { posixPath } from '../hooks/command-line.ts';
import { fired } from '../hooks/fired.ts';
import { eventOnStdin } from '../hooks/input.ts';
import { here } from '../hooks/place.ts';
import type { Agent } from '../hooks/types.ts';
import { mayBeRefused, type Stores } from '../hooks/write-back.ts';
import { unwell } from '../io/health.ts';
import { write } from '../io/write.ts';
import { recordEvent } from '../journal/record.ts';

/** `rtk hook <agent>`: an event on stdin, the agent's answer on stdout. Whatever goes wrong, the command runs as it was: exit status 0. */
export async function run(args: readonly string[]): Promise<number> {
  const [name = ''] = args;
  const agent = await agentNamed(name);
  if (!agent) {
    if (args.length === 0)
      throw new UsageError(`name an agent: ${Object.keys(AGENTS).join(', ')}; or \`rtk hook check --agent claude "git status"\`.`);
    unwell(`hook: there is no agent ${name.slice(0, 40)}`);
    return 0;
  }
  const { reply, event } = await answerOf(agent);
  write(1, Buffer.from(reply));
  if (event) recordEvent({ ...event, own: Math.round(performance.now()) });
  else (await import('../store/prune.ts')).pruneSome();
  return 0;
}

async function answerOf(agent: Agent): Promise<Pick<Answer, 'reply' | 'event'>> {
  const started = performance.now();
  try {
    const payload = await eventOnStdin();
    if (!payload) return { reply: agent.neutral };
    fired(agent.name);
    const place = here(process.cwd());
    if (agent.endOf?.(payload)) {
      await (await import('../gain/statusline/session-end.ts')).sessionEnded(payload, place);
      return { reply: agent.neutral };
    }
    const event = agent.parse(payload, place);
    const mayRefuse = agent.guard !== undefined && mayBeRefused(payload);
    if (!event && !mayRefuse) return { reply: agent.neutral };
    const config = await loadConfig(typeof payload['cwd'] === 'string' ? payload['cwd'] : place.cwd);
    if (config.problems.length > 0) (await import('../config/tell.ts')).tellOnceADay(config);
    const stores = mayRefuse ? { stores: await keptHere() } : {};
    const context = {
      config,
      place,
      ...(event ? { event } : {}),
      ...stores,
      rtk: posixPath(process.execPath),
      spent: () => performance.now() - started,
    };
    if (event?.kind !== 'after') return answer(agent, payload, context);
    const { replacement } = await import('../hooks/replace.ts');
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
