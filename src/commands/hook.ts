import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { posixPath } from '../hooks/command-line.ts';
import { eventOnStdin } from '../hooks/input.ts';
import { here } from '../hooks/place.ts';
import { replyTo } from '../hooks/reply.ts';
import type { Place } from '../hooks/types.ts';
import { unwell } from '../io/health.ts';
import { write } from '../io/write.ts';
import type { JsonObject } from '../json.ts';

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
  const rtk = posixPath(process.execPath);
  const { text, record } = await replyTo(agent, {
    ...{ payload: eventOnStdin, place: here(process.cwd()), rtk, began: 0, asked: performance.now(), ended },
  });
  write(1, Buffer.from(text));
  await record();
  return 0;
}

async function ended(payload: JsonObject, place: Place): Promise<void> {
  await (await import('../gain/statusline/session-end.ts')).sessionEnded(payload, place);
}
