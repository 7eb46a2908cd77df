/** A server that lists no tool, so that nothing is added to what the model reads, and answers the tool call `hook` of the agent's own hooks. */

import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import manifest from '../../package.json' with { type: 'json' };
import { resident } from '../hooks/residents.ts';
import { isObject, type JsonObject } from '../json.ts';
import { sessionIn } from '../window/agent-in.ts';
import { served } from './serve.ts';
import { type Engine, threadEngine } from './threads.ts';

/** `agent`: as in `rtk hook <agent>`. */
export async function serveHooks(agent: string): Promise<void> {
  const engine = await engineHere(agent);
  const running = resident(agent, sessionIn(process.env));
  const ask = (input: JsonObject) => {
    running.event();
    return engine.ask(input);
  };
  await served(() => serverOf(ask));
  running.ended();
  engine.close();
}

function serverOf(ask: Engine['ask']): Server {
  const server = new Server({ name: 'rtk', version: manifest.version }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: [] }));
  server.setRequestHandler('tools/call', async ({ params }) => {
    if (params.name !== 'hook') throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'there is no tool but `hook`');
    const input: unknown = params.arguments;
    const text = isObject(input) ? await ask(input) : '';
    return { content: [{ type: 'text', text }] };
  });
  return server;
}

/** Bun starts a thread from a program in the binary. Node's single file holds none: there the events are answered where they arrive. */
async function engineHere(agent: string): Promise<Engine> {
  if (process.versions['bun'] !== undefined) return threadEngine('./mcp/worker.ts', agent);
  const { replyToInput, warmUp } = await import('./engine.ts');
  await warmUp();
  return { ask: (input: JsonObject) => replyToInput({ agent, input, parent: process.ppid }), close: () => {} };
}
