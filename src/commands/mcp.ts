import { UsageError } from '../errors.ts';

/** `rtk mcp`: tools for a model; `rtk mcp --hooks`: no tool, and the answers to Claude Code's own hooks. On stdin and stdout until the input closes. */
export async function run(args: readonly string[]): Promise<number> {
  const [option, ...more] = args;
  if (more.length > 0 || (option !== undefined && option !== '--hooks'))
    throw new UsageError(`mcp has no option \`${more[0] ?? option}\`; it has --hooks.`);
  if (option === '--hooks') await (await import('../mcp/hooks-server.ts')).serveHooks();
  else await (await import('../mcp/tools-server.ts')).serveTools();
  return 0;
}
