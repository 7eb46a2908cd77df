import { loadConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { answer } from '../hooks/answer.ts';
import { posixPath } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import { remark, say } from '../io/say.ts';
import type { hookCheck } from './define/agents.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk hook check --agent <name> "<line>"`: the exact answer to the agent before it runs the line, and why; nothing is run. */
export async function run(words: readonly string[], { agent: name = 'claude' }: OptionsOf<typeof hookCheck>): Promise<number> {
  const agent = await agentNamed(name);
  if (!agent) throw new UsageError(`--agent: there is no \`${name}\`; use ${Object.keys(AGENTS).join(', ')}.`);
  const place = here(process.cwd());
  const payload = agent.sample.before?.(words.join(' '), place.cwd);
  if (!payload) throw new UsageError(`${agent.title} asks nothing before a command runs.`);
  const config = await loadConfig(place.cwd);
  const { reply, why } = answer(agent, payload, { config, place, rtk: posixPath(process.execPath) });
  if (reply !== '') say(reply);
  remark(`rtk: ${why}.`);
  return 0;
}
