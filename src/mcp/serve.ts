/** An MCP server on stdin and stdout, in both protocol revisions, until its input closes. */

import type { McpServer, Server } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { unwell } from '../io/health.ts';

/** Bytes of a message: an event may hold the output of a command. */
const LARGEST = 64 * 1024 * 1024;

export async function served(server: () => McpServer | Server): Promise<void> {
  const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: LARGEST });
  const handle = serveStdio(server, { transport, onerror: ({ message }) => unwell(`mcp: ${message.slice(0, 200)}`) });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    process.stdin.once('error', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  await handle.close();
}
