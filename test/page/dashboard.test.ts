/** What the server of `rtk dashboard` gives, and to whom. */

import { cpSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { lab } from '../e2e/lab.ts';
import { writeJournal } from './journal.ts';
import { type Started, startDashboard } from './start.ts';

const l = lab();
let dashboard: Started;

beforeAll(async () => {
  writeJournal(join(l.home, '.local/state'), { weeks: 2 });
  dashboard = await startDashboard(l);
});
afterAll(() => dashboard.end('SIGKILL'));

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

function asked(url: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      let text = '';
      response.on('data', (data) => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.once('error', reject).end();
  });
}

it('gives the page and its figures to who has the token', async () => {
  const page = await asked(dashboard.url);
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.text).toContain('cargo test');
  const data = await asked(dashboard.url.replace('/?', '/data?'));
  const { report } = JSON.parse(data.text);
  expect(report.totals).toEqual(JSON.parse(l.rtk('gain', '--json').stdout.toString()).totals);
  expect(report.totals.runs).toBeGreaterThan(100);
});

it('gives the figures of the days, the project and the agent that are chosen on the page', async () => {
  const chosen = async (words: string) => JSON.parse((await asked(dashboard.url.replace('/?', `/data?${words}&`))).text).report;
  const ofGain = (...words: string[]) => JSON.parse(l.rtk('gain', '--json', ...words).stdout.toString());
  const { projects, agents } = ofGain();
  const [project, agent] = [projects[0].name, agents.at(-1).name];
  expect((await chosen(`agent=${agent}`)).totals).toEqual(ofGain('--agent', agent).totals);
  expect((await chosen('range=7')).totals.runs).toBeLessThan(ofGain().totals.runs);
  const both = await chosen(`project=${encodeURIComponent(project)}&agent=${agent}&range=30`);
  expect(both.question).toMatchObject({ project, agent });
  expect((await chosen('range=12345&agent=')).totals).toEqual(ofGain().totals);
  expect((await asked(dashboard.url)).text).toContain(JSON.stringify({ ranges: [0, 7, 30, 90] }).slice(1, -1));
});

it("tells what went past rtk, by the agents' own transcripts", async () => {
  const past = lab();
  cpSync(join(import.meta.dirname, '../transcripts/claude/learn'), past.home, { recursive: true });
  const started = await startDashboard(past, '--since', '2026-11-20');
  onTestFinished(async () => void (await started.end('SIGKILL')));
  const { status, text } = await asked(started.url.replace('/?', '/missed?'));
  const { sessions, commands, through, missed, rows } = JSON.parse(text);
  const found = JSON.parse(past.rtk('discover', '--all', '--since', '9999', '--json').stdout.toString());
  expect([status, sessions, commands, through, missed]).toEqual([200, 1, found.total_commands, found.already_rtk, found.missed]);
  expect(missed).toBeGreaterThan(0);
  expect(rows.map((row: { command: string }) => row.command)).toEqual(found.supported.map((row: { command: string }) => row.command));
  const nothing = await asked(dashboard.url.replace('/?', '/missed?'));
  expect([nothing.status, JSON.parse(nothing.text).sessions]).toEqual([200, 0]);
});

it('forbids everything but the page itself', async () => {
  for (const url of [dashboard.url, dashboard.url.replace(/token=.*/, 'token=x')]) {
    const { headers } = await asked(url);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "connect-src 'self'", "base-uri 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toContain('unsafe');
  }
});

it('gives nothing without the whole token', async () => {
  const { origin, searchParams } = new URL(dashboard.url);
  const token = searchParams.get('token') ?? '';
  expect(token.length).toBeGreaterThanOrEqual(32);
  const wrong = [
    '/',
    '/data',
    '/?token=',
    `/?token=${token.slice(0, -1)}`,
    `/?token=${token}x`,
    `/data?token=${token.toLowerCase()}`,
    `/?Token=${token}`,
    '/?token=%00%zz',
  ];
  for (const path of wrong) {
    const { status, text } = await asked(`${origin}${path}`);
    expect([path, status, text.includes('cargo')]).toEqual([path, 403, false]);
  }
});

it('answers to its own names alone', async () => {
  const { port } = new URL(dashboard.url);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${Number(port) + 1}`,
    `[::1]:${port}`,
    `localhost.evil.example:${port}`,
  ]) {
    const { status, text } = await asked(dashboard.url, { headers: { host } });
    expect([host, status, text.includes('cargo')]).toEqual([host, 403, false]);
  }
  expect((await asked(dashboard.url, { headers: { host: `localhost:${port}` } })).status).toBe(200);
});

it('only reads, and has no other pages', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
    const { status, headers } = await asked(dashboard.url, { method });
    expect([method, status, headers['allow']]).toEqual([method, 405, 'GET']);
  }
  for (const path of ['/../etc/passwd?', '//?', '/data/?', '/favicon.ico?'])
    expect((await asked(dashboard.url.replace('/?', path))).status).toBe(404);
});

it('listens on 127.0.0.1 and nowhere else', async () => {
  const port = Number(new URL(dashboard.url).port);
  const others = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const addresses = others.filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid).map(({ address }) => address);
  if (process.platform === 'linux') addresses.push('127.0.0.2');
  for (const host of addresses) expect([host, await isOpen(port, host)]).toEqual([host, false]);
  expect(await isOpen(port, '127.0.0.1')).toBe(true);
});

function isOpen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

it('outlives nonsense', async () => {
  const port = Number(new URL(dashboard.url).port);
  for (const text of [
    '\x16\x03\x01\0',
    'GET / HTTP/9.9\r\n\r\n',
    `GET /?token=${'x'.repeat(100_000)} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`,
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => socket.end(text));
      socket
        .on('data', () => {})
        .once('close', () => resolve())
        .once('error', () => resolve());
    });
  }
  expect((await asked(dashboard.url)).status).toBe(200);
});

it('says what is wrong with a port', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const taken = l.rtk('dashboard', '--port', String(port));
  expect([taken.status, taken.text]).toEqual([2, `rtk: --port: ${port} is in use; name another, or leave it out for a free one.\n`]);
  server.close();
  for (const wrong of ['x', '70000', '-1', '1.5', '']) {
    const { status, text } = l.rtk('dashboard', `--port=${wrong}`);
    expect([wrong, status, text]).toEqual([wrong, 2, expect.stringMatching(/^rtk: --port: /)]);
  }
  expect(l.rtk('dashboard', '--since', 'someday').text).toMatch(/^rtk: --since: /);
  expect(l.rtk('dashboard', '--prot', '1').text).toMatch(/^rtk: dashboard has no option .*--prot/);
});

it('ends when it is told to, with connections open', async () => {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const other = await startDashboard(l);
    onTestFinished(async () => void (await other.end('SIGKILL')));
    const { port } = new URL(other.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.on('error', () => {});
    expect([signal, await other.end(signal)]).toEqual([signal, { status: 0, signal: null }]);
    socket.destroy();
  }
});

it('shows the days that are asked for', async () => {
  const other = await startDashboard(l, '--since', '3d', '--agent', 'claude');
  onTestFinished(async () => void (await other.end('SIGKILL')));
  const { report } = JSON.parse((await asked(other.url.replace('/?', '/data?'))).text);
  expect(report.question.agent).toBe('claude');
  expect(report.agents.map(({ name }: { name: string }) => name)).toEqual(['claude']);
  expect(report.days.length).toBeLessThanOrEqual(3);
});
