/** Headless Chromium over its DevTools protocol: as much of it as the tests of the page need. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program, if one is installed. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

export interface Screen {
  readonly width: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export interface Page {
  /** The value of an expression, awaited. */
  run<T>(expression: string): Promise<T>;
  /** Console errors, exceptions, violations of the content security policy, and addresses that were asked for. */
  readonly complaints: string[];
  readonly asked: string[];
  press(key: string): Promise<void>;
  /** A PNG of the whole page, or of a strip of it. */
  screenshot(strip?: { readonly y: number; readonly height: number }): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Browser {
  open(url: string, screen: Screen): Promise<Page>;
  close(): Promise<void>;
}

type Params = Readonly<Record<string, unknown>>;
type Send = (method: string, params?: Params, session?: string) => Promise<Record<string, unknown>>;
type Listener = (method: string, params: Params) => void;

export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'rtk-browser-'));
  const words = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--hide-scrollbars'];
  const quiet = [
    '--disable-background-networking',
    '--disable-component-update',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ];
  const child = spawn(
    CHROMIUM ?? 'chromium',
    [...words, ...quiet, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  );
  const kill = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', kill);
  const { send, listeners } = await connected(await addressOf(child));
  return {
    open: (url, screen) => opened(send, listeners, url, screen),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // Asked to end it may take its time; nothing of it is kept.
      process.removeListener('exit', kill);
      kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

// "DevTools listening on ws://127.0.0.1:41234/devtools/browser/…"
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data) => {
      said += data;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)));
  });
}

async function connected(address: string): Promise<{ send: Send; listeners: Map<string, Listener> }> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error, method, params, sessionId } = JSON.parse(String(data));
    if (id === undefined) return listeners.get(sessionId)?.(method, params);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const send: Send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
  return { send, listeners };
}

async function opened(
  all: Send,
  listeners: Map<string, Listener>,
  url: string,
  { width, height = 900, dark = false }: Screen,
): Promise<Page> {
  const { targetId } = await all('Target.createTarget', { url: 'about:blank' });
  const session = String((await all('Target.attachToTarget', { targetId, flatten: true }))['sessionId']);
  const send = (method: string, params?: Params) => all(method, params, session);
  const [complaints, asked]: [string[], string[]] = [[], []];
  let loaded = () => {};
  listeners.set(session, (method, params) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Network.requestWillBeSent') asked.push(String((params['request'] as Params)['url']));
    if (['Runtime.exceptionThrown', 'Log.entryAdded', 'Runtime.consoleAPICalled', 'Page.javascriptDialogOpening'].includes(method))
      complaints.push(`${method} ${JSON.stringify(params)}`);
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
  const load = new Promise<void>((resolve) => (loaded = resolve));
  await send('Page.navigate', { url });
  await load;
  return {
    ...{ complaints, asked },
    run: (expression) => evaluated(send, expression),
    async press(key) {
      for (const type of ['keyDown', 'keyUp'])
        await send('Input.dispatchKeyEvent', {
          type,
          key,
          code: key,
          ...(key === 'Enter' ? { text: '\r' } : {}),
          windowsVirtualKeyCode: CODES[key],
        });
    },
    async screenshot(strip) {
      const { cssContentSize } = (await send('Page.getLayoutMetrics')) as { cssContentSize: { width: number; height: number } };
      const clip = { x: 0, y: 0, width, height: cssContentSize.height, scale: 1, ...strip };
      return Buffer.from(String((await send('Page.captureScreenshot', { captureBeyondViewport: true, clip }))['data']), 'base64');
    },
    async close() {
      await all('Target.closeTarget', { targetId });
    },
  };
}

const CODES: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, ArrowRight: 39 };

async function evaluated<T>(send: Send, expression: string): Promise<T> {
  const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })) as {
    result: { value: T };
    exceptionDetails?: object;
  };
  if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
  return result.value;
}
