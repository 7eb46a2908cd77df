import { UsageError } from '../errors.ts';
import { AGENTS } from '../hooks/agents/index.ts';
import type { mcp } from './define/agents.ts';
import type { OptionsOf } from './define/word.ts';

/** `rtk mcp`: tools for a model; `rtk mcp --hooks [<agent>]`: no tool, and the answers to an agent's hooks, Claude Code's unless another is named. On stdin and stdout until the input closes. */
export async function run([agent]: readonly string[], { hooks }: OptionsOf<typeof mcp>): Promise<number> {
  if (agent !== undefined && (!hooks || !Object.hasOwn(AGENTS, agent)))
    throw new UsageError(`mcp --hooks takes one agent: ${Object.keys(AGENTS).join(', ')}.`);
  if (hooks) await (await import('../mcp/hooks-server.ts')).serveHooks(agent ?? 'claude');
  else await (await import('../mcp/tools-server.ts')).serveTools();
  return 0;
}
