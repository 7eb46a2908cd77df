/** Three tools for a model whose agent has no hooks that replace: text made shorter, its raw text given back, what was saved. Nothing is run. */

import { Server } from '@modelcontextprotocol/server';
import manifest from '../../package.json' with { type: 'json' };
import { UsageError } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import { compressTool } from './compress-tool.ts';
import { retrieveTool } from './retrieve-tool.ts';
import { served } from './serve.ts';
import { statsTool } from './stats-tool.ts';
import type { OwnTool } from './types.ts';

const TOOLS: readonly OwnTool[] = [compressTool, retrieveTool, statsTool];

export function serveTools(): Promise<void> {
  return served(server);
}

function server(): Server {
  const own = new Server({ name: 'rtk', version: manifest.version }, { capabilities: { tools: {} } });
  own.setRequestHandler('tools/list', () => ({ tools: TOOLS.map(listed) }));
  own.setRequestHandler('tools/call', async ({ params }) => {
    const input: unknown = params.arguments ?? {};
    return called(params.name, isObject(input) ? input : {});
  });
  return own;
}

/** No `outputSchema`, and never `structuredContent`: agents show their model that alone and drop the text. */
function listed({ name, title, description, properties, required }: OwnTool) {
  const fields = Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, { ...field }]));
  return {
    name,
    title,
    description,
    inputSchema: { type: 'object' as const, properties: fields, required: [...required], additionalProperties: false },
    annotations: { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  };
}

async function called(name: string, input: JsonObject) {
  try {
    const tool = TOOLS.find((each) => each.name === name);
    if (!tool) throw new UsageError(`there is no tool \`${name}\`; there are ${TOOLS.map((each) => each.name).join(', ')}.`);
    const unknown = Object.keys(input).find((key) => !Object.hasOwn(tool.properties, key));
    if (unknown !== undefined) throw new UsageError(`${name} has no \`${unknown}\`; it has ${Object.keys(tool.properties).join(', ')}.`);
    return { content: [{ type: 'text' as const, text: await tool.call(input) }] };
  } catch (error) {
    // What a caller did wrong is said; what went wrong here is no business of a model's.
    const text = error instanceof UsageError ? error.message : `rtk could not do this: ${error instanceof Error ? error.name : 'error'}.`;
    return { content: [{ type: 'text' as const, text }], isError: true };
  }
}
