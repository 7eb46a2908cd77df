import { loadConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { AGENTS, agentNamed } from '../hooks/agents/index.ts';
import { answer } from '../hooks/answer.ts';
import { posixPath } from '../hooks/command-line.ts';
import { here } from '../hooks/place.ts';
import { remark, say } from '../io/say.ts';

/** `rtk hook check --agent <name> "<line>"`: the exact answer to the agent before it runs the line, and why; nothing is run. */
export async function run(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--agent');
  const name = at < 0 ? 'claude' : (args[at + 1] ?? '');
  const words = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  const agent = await agentNamed(name);
  if (!agent) throw new UsageError(`--agent: \`${name}\` is no agent that rtk knows; use ${Object.keys(AGENTS).join(', ')}.`);
  if (words.length === 0) throw new UsageError('give a line: `rtk hook check --agent claude "cd app && npm test"`.');
  const place = here(process.cwd());
  const payload = agent.sample.before?.(words.join(' '), place.cwd);
  if (!payload) throw new UsageError(`${agent.title} asks nothing before a command runs.`);
  const config = await loadConfig(place.cwd);
  const { reply, why } = answer(agent, payload, { config, place, rtk: posixPath(process.execPath) });
  if (reply !== '') say(reply);
  remark(`rtk: ${why}.`);
  return 0;
}
