/** The file that agents with plugins in JavaScript load: it asks an rtk that it keeps for the session, or `rtk hook <agent>`, with a time limit, and never throws. */

import { WRITTEN } from './command-line.ts';

/** Characters of an event, and milliseconds for an answer: Cline ends a run whose plugin takes three seconds. */
const LARGEST = 2_000_000;
const PATIENCE = 2000;

/** Milliseconds for an answer of the server that runs already; it answers in one, and gives up by itself after 300. */
const AT_ONCE = 1000;

/** `body` may use `ask(event)`: the answer as an object, or undefined whatever the reason. Imports `node:` modules only, so that Node and Bun run it. */
export function pluginText(rtk: string, agent: string, body: string): string {
  return `// ${WRITTEN}: shorter outputs for the model. \`rtk init --agent ${agent} --uninstall\` takes this file away.
import { spawn } from 'node:child_process';

const RTK = ${JSON.stringify(rtk)};

// The first event is answered by a process of its own; then a server starts that answers the others.
async function ask(event) {
  try {
    const input = JSON.stringify(event);
    if (input.length > ${LARGEST}) return undefined;
    if (server?.ready) return answerIn(await called(server, input));
    const answer = await asked(input);
    startServer();
    return answer;
  } catch {
    return undefined;
  }
}

let server;
let starts = 0;

// Once more if it ends; then it goes on without.
function startServer() {
  if (server || starts > 1) return;
  starts++;
  try {
    const child = spawn(RTK, ['mcp', '--hooks', '${agent}'], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    const own = { child, ready: false, next: 1, waiting: new Map(), rest: '' };
    server = own;
    const gone = () => {
      if (server === own) server = undefined;
      for (const answered of [...own.waiting.values()]) answered('');
    };
    child.on('error', gone);
    child.on('close', gone);
    child.stdin.on('error', gone);
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part) => read(own, part));
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'rtk-${agent}', version: '1' } };
    send(own, { id: 0, method: 'initialize', params });
    for (const each of [child, child.stdin, child.stdout]) each.unref?.();
  } catch {
    server = undefined;
  }
}

function read(own, part) {
  const lines = (own.rest + part).split('\\n');
  own.rest = lines.pop() ?? '';
  for (const line of lines) {
    const message = answerIn(line);
    if (message?.id === 0 && message.result) {
      own.ready = true;
      send(own, { method: 'notifications/initialized' });
    } else own.waiting.get(message?.id)?.(message?.result?.content?.[0]?.text ?? '');
  }
}

function called(own, input) {
  return new Promise((resolve) => {
    const id = own.next++;
    const timer = setTimeout(() => {
      own.child.kill('SIGKILL');
      own.waiting.get(id)?.('');
    }, ${AT_ONCE});
    own.waiting.set(id, (text) => {
      clearTimeout(timer);
      own.waiting.delete(id);
      resolve(text);
    });
    send(own, { id, method: 'tools/call', params: { name: 'hook', arguments: { event: input } } });
  });
}

function send(own, message) {
  own.child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\\n');
}

function asked(input) {
  return new Promise((resolve) => {
    try {
      const child = spawn(RTK, ['hook', '${agent}'], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
      const parts = [];
      const timer = setTimeout(() => {
        resolve(undefined);
        child.kill('SIGKILL');
        child.stdout.destroy();
        child.unref();
      }, ${PATIENCE});
      const end = () => {
        clearTimeout(timer);
        resolve(answerIn(Buffer.concat(parts).toString()));
      };
      child.on('error', end);
      child.on('close', end);
      child.stdin.on('error', () => {});
      child.stdout.on('data', (part) => parts.push(part));
      child.stdin.end(input);
    } catch {
      resolve(undefined);
    }
  });
}

function answerIn(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

${body.trim()}
`;
}
