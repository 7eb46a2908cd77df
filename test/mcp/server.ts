/** A server of the built binary, spoken to as an agent does. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { RTK } from '../e2e/lab.ts';

type Message = Record<string, unknown>;

export interface Spoken {
  readonly child: ChildProcess;
  /** The whole answer: `result` or `error`. */
  ask(method: string, params: object): Promise<Message>;
  /** The text of a tool's answer. */
  call(name: string, input: object): Promise<{ text: string; isError: boolean; whole: Message }>;
  end(): Promise<number | null>;
}

const CLIENT = { capabilities: {}, clientInfo: { name: 'test', version: '1' } };

/** `revision`: `2025-11-25` opens with `initialize`; `2026-07-28` says in each request who asks. */
export async function spoken(words: readonly string[], env: NodeJS.ProcessEnv, cwd: string, revision = '2025-11-25'): Promise<Spoken> {
  const child = spawn(RTK, words, { env, cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<unknown, (message: Message) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    waiting.get(message['id'])?.(message);
    waiting.delete(message['id']);
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const prefix = 'io.modelcontextprotocol';
  const _meta = {
    [`${prefix}/protocolVersion`]: revision,
    [`${prefix}/clientInfo`]: CLIENT.clientInfo,
    [`${prefix}/clientCapabilities`]: {},
  };
  let id = 0;
  const ask: Spoken['ask'] = (method, params) =>
    new Promise((resolve) => {
      waiting.set(++id, resolve);
      send({ id, method, params: revision === '2026-07-28' ? { ...params, _meta } : params });
    });
  if (revision !== '2026-07-28') {
    await ask('initialize', { protocolVersion: revision, ...CLIENT });
    send({ method: 'notifications/initialized' });
  }
  return {
    child,
    ask,
    async call(name, input) {
      const whole = await ask('tools/call', { name, arguments: input });
      const { content = [], isError = false } = (whole['result'] ?? {}) as { content?: { text: string }[]; isError?: boolean };
      return { text: content[0]?.text ?? '', isError, whole };
    },
    end: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.stdin.end();
      }),
  };
}
