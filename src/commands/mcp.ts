import { UsageError } from '../errors.ts';
import { AGENTS } from '../hooks/agents/index.ts';

/** `rtk mcp`: tools for a model; `rtk mcp --hooks [<agent>]`: no tool, and the answers to an agent's hooks, Claude Code's unless another is named. On stdin and stdout until the input closes. */
export async function run(args: readonly string[]): Promise<number> {
  const [option, agent = 'claude', ...more] = args;
  if (option !== undefined && option !== '--hooks') throw new UsageError(`mcp has no option \`${option}\`; it has --hooks.`);
  if (more.length > 0 || !Object.hasOwn(AGENTS, agent))
    throw new UsageError(`mcp --hooks takes one agent: ${Object.keys(AGENTS).join(', ')}.`);
  if (option === '--hooks') await (await import('../mcp/hooks-server.ts')).serveHooks(agent);
  else await (await import('../mcp/tools-server.ts')).serveTools();
  return 0;
}
