/** The figures for one reader on this machine: loopback only, nothing without the token, nothing but reading. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crypto } from '../../io/runtime-modules.ts';

export interface Dashboard {
  readonly url: string;
  close(): Promise<void>;
}

/** What is served; each is asked for anew with every request. */
export interface Pages {
  readonly page: () => string;
  /** `chosen`: `range`, `project` and `agent` as the page's reader chose them. */
  readonly data: (chosen: URLSearchParams) => string;
  /** What went past rtk; takes as long as reading the transcripts. */
  readonly missed: () => Promise<string>;
  /** The page's content security policy. */
  readonly policy: string;
}

const HOST = '127.0.0.1';

/** Port 0: a free one. Rejects with the system's error, EADDRINUSE or EACCES among them. */
export function serve(port: number, pages: Pages): Promise<Dashboard> {
  const token = crypto().randomBytes(24).toString('base64url');
  const server = createServer((request, response) => void answer(request, response, { port: portOf(server), token, pages }));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      resolve({ url: `http://${HOST}:${portOf(server)}/?token=${token}`, close: () => closed(server) });
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

/** Browsers keep connections open. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Guard {
  readonly port: number;
  readonly token: string;
  readonly pages: Pages;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, guard: Guard): Promise<void> {
  const { status, type, text } = await replyTo(request, guard);
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'content-security-policy': `${guard.pages.policy}; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(status === 405 ? { allow: 'GET' } : {}),
  });
  response.end(text);
}

/** A foreign page whose name leads to 127.0.0.1 still sends its own name as Host. */
function replyTo({ headers, method, url = '' }: IncomingMessage, { port, token, pages }: Guard): Reply | Promise<Reply> {
  const [path, query = ''] = url.split(/\?(.*)/s);
  if (headers.host !== `${HOST}:${port}` && headers.host !== `localhost:${port}`) return sentence(403, 'This host is not served.');
  if (method !== 'GET') return sentence(405, 'Only GET is served.');
  const asked = new URLSearchParams(query);
  if (!isSame(asked.get('token') ?? '', token))
    return sentence(403, 'The address lacks its token: open the one that rtk dashboard printed.');
  if (path === '/') return made('text/html', pages.page);
  if (path === '/data') return made('application/json', () => pages.data(asked));
  if (path === '/missed') return made('application/json', pages.missed);
  return sentence(404, 'There is no such page.');
}

function sentence(status: number, text: string): Reply {
  return { status, type: 'text/plain', text: `${text}\n` };
}

async function made(type: string, make: () => string | Promise<string>): Promise<Reply> {
  try {
    return { status: 200, type, text: await make() };
  } catch (error) {
    return sentence(500, `It could not be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Takes as long for a wrong first letter as for a wrong last one. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string) => crypto().createHash('sha256').update(text).digest();
  return crypto().timingSafeEqual(digest(given), digest(token));
}
