import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/gain/report/types.ts';
import { type Lab, lab, RTK } from '../e2e/lab.ts';
import { homeWith } from '../transcripts/homes.ts';

/** What must not be found in anything that leaves. */
const SECRETS = ['tsc --', 'hush', 'acme', 'session-of-mine', 'Acme'];

/** Runs of two agents, a failing one, one without a filter, and one of the user's own filter. */
function labWithRuns(): Lab {
  const l = lab();
  const project = join(l.home, 'acme-secret');
  mkdirSync(join(project, '.git'), { recursive: true });
  mkdirSync(join(l.home, '.config/rtk/filters'), { recursive: true });
  writeFileSync(
    join(l.home, '.config/rtk/filters/acme-tool.toml'),
    'about = "Acme"\ncommand = ["acme-tool"]\n[lines]\ndrop = ["^noise"]\n',
  );
  const error = (n: number) => `src/a.ts(${n},1): error TS2322: Type 'string' is not assignable to type 'number${n}'.`;
  l.tool('tsc', `cat <<'END'\n${Array.from({ length: 30 }, (_, n) => error(n + 1)).join('\n')}\nEND\nexit 2`);
  l.tool('acme-tool', `seq -f 'noise %g of the tool, nobody reads it' 200; echo done`);
  const claude = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'session-of-mine' };
  for (const word of ['one', 'two']) l.rtkWith({ cwd: project, env: claude }, 'tsc', '--noEmit', `--hush-${word}`);
  l.rtkWith({ cwd: project, env: { CODEX_CI: '1' } }, 'tsc', '--noEmit');
  l.rtkWith({ cwd: project }, 'acme-tool', 'hush');
  l.rtkWith({ cwd: project }, 'uname');
  return l;
}

function report(l: Lab): Report {
  return JSON.parse(l.rtk('gain', '--json').stdout.toString());
}

type Line = Record<string, string | number> & { readonly by: string; readonly saved: number; readonly runs: number };

function exported(l: Lab, ...words: string[]): Line[] {
  const ran = l.rtk('gain', 'export', '--jsonl', ...words);
  expect([ran.status, ran.stderr.toString()]).toEqual([0, '']);
  return ran.stdout
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const sum = (lines: readonly Line[], field: 'saved' | 'runs') => lines.reduce((all, line) => all + line[field], 0);

describe('rtk gain export --jsonl', () => {
  it('tells sums by day, agent, and filter or model, which are those of rtk gain', () => {
    const l = labWithRuns();
    const lines = exported(l);
    const { totals } = report(l);
    expect(totals.saved).toBeGreaterThan(1000);
    for (const by of ['filter', 'model']) {
      const part = lines.filter((line) => line.by === by);
      expect([by, sum(part, 'saved'), sum(part, 'runs')]).toEqual([by, totals.saved, totals.runs]);
    }
    const filters = lines.filter(({ by }) => by === 'filter').map(({ agent, filter, runs, failed }) => [agent, filter, runs, failed]);
    expect(filters).toEqual([
      ['claude', 'tsc', 2, 2],
      ['codex', 'tsc', 1, 1],
      ['none', 'custom', 1, 0],
      ['none', 'none', 1, 0],
    ]);
    expect(lines[0]).toMatchObject({ schema: 'rtk.export/1', day: new Date().toISOString().slice(0, 10) });
  });

  it('tells no command, path, session, user or host, with projects neither', () => {
    const l = labWithRuns();
    for (const more of [[], ['--with-projects']]) {
      const text = JSON.stringify(exported(l, ...more));
      for (const secret of [...SECRETS, l.home, hostname()]) expect(text).not.toContain(secret);
    }
    const [one] = exported(l, '--with-projects');
    expect(one?.['project']).toMatch(/^[0-9a-f]{12}$/);
    expect(exported(l)[0]).not.toHaveProperty('project');
    const other = labWithRuns();
    expect(exported(other, '--with-projects')[0]?.['project']).not.toBe(one?.['project']);
  });

  it('gives the same bytes again, under an id of its own', () => {
    const l = labWithRuns();
    const first = exported(l, '--label', 'team=payments');
    expect(exported(l, '--label', 'team=payments')).toEqual(first);
    expect(first[0]).toMatchObject({ labels: { team: 'payments' } });
    const ids = new Set(first.map(({ instance }) => instance));
    expect([ids.size, [...ids][0]]).toEqual([1, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });
});

describe('models', () => {
  it('are named as the transcript of the session names them, if they are in the price table', () => {
    const home = homeWith('claude/hooked');
    const journal = join(home, '.local/state/rtk/journal.jsonl');
    const lines = readFileSync(journal, 'utf8').replace(/"at":\d{13}/g, `"at":${Date.now()}`);
    writeFileSync(journal, lines);
    const folder = join(home, '.claude/projects/-home-dev-project');
    const transcript = join(folder, readdirSync(folder)[0] ?? '');
    const told = readFileSync(transcript, 'utf8');
    const models = (id: string) => {
      writeFileSync(transcript, told.replace(/"model":"claude[^"]*"/g, `"model":"${id}"`));
      const at = Date.now() / 1000 + id.length;
      utimesSync(transcript, at, at);
      const { stdout } = lab().rtkWith({ env: { HOME: home }, cwd: home }, 'gain', 'export', '--jsonl');
      const rows = stdout
        .toString()
        .trimEnd()
        .split('\n')
        .map((line): Line => JSON.parse(line));
      return rows.filter(({ by }) => by === 'model').map(({ model }) => model);
    };
    expect(models('claude-opus-4-8')).toEqual(['Claude Opus 4.8']);
    expect(models('arn:aws:bedrock:eu-west-1:123456789012:hush')).toEqual(['other']);
  });
});

describe('a file of sums', () => {
  it('is written whole or not at all', () => {
    const l = labWithRuns();
    const file = join(l.home, 'out.jsonl');
    expect(l.rtk('gain', 'export', '--jsonl', '--output', file).text).toBe('');
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(exported(l).length);
    const failed = l.rtk('gain', 'export', '--jsonl', '--output', join(l.home, 'no/where.jsonl'));
    expect([failed.status, failed.text]).toEqual([2, expect.stringContaining('rtk: --output: ENOENT')]);
    expect(readdirSync(l.home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('leaves out the days before --since', () => {
    const l = labWithRuns();
    const journal = join(l.home, '.local/state/rtk/journal.jsonl');
    const [first = '', ...rest] = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const old = JSON.parse(first);
    writeFileSync(journal, [JSON.stringify({ ...old, at: old.at - 10 * 24 * 3600 * 1000 }), ...rest, ''].join('\n'));
    expect(new Set(exported(l).map(({ day }) => day)).size).toBe(2);
    expect(new Set(exported(l, '--since', '3d').map(({ day }) => day)).size).toBe(1);
    const none = l.rtk('gain', 'export', '--jsonl', '--since', 'soon');
    expect([none.status, none.text]).toEqual([2, expect.stringContaining('--since: `soon` is no day')]);
  });
});

interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

interface Receiver {
  readonly url: string;
  readonly received: Received[];
}

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function receiver(reply: (response: ServerResponse) => void = (response) => response.end('{}')): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() });
      reply(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Not `l.rtk`: that one waits, and the receiver is in this process. */
function send(l: Lab, words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ status: number | null; text: string }> {
  const child = spawn(RTK, ['gain', 'export', ...words], { cwd: l.home, env: { ...l.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, text })));
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}
interface Sum {
  readonly aggregationTemporality: number;
  readonly isMonotonic: boolean;
  readonly dataPoints: readonly {
    readonly attributes: readonly Attribute[];
    readonly startTimeUnixNano: string;
    readonly timeUnixNano: string;
    readonly asInt?: string;
    readonly asDouble?: number;
  }[];
}

/** The decoded request: attributes of the resource, and each metric's sum. */
function decoded({ body }: Received): { resource: Record<string, string>; metrics: Map<string, Sum> } {
  const { resourceMetrics } = JSON.parse(body);
  expect(resourceMetrics).toHaveLength(1);
  const [{ resource, scopeMetrics }] = resourceMetrics;
  const metrics = scopeMetrics[0].metrics as { name: string; sum: Sum }[];
  return { resource: named(resource.attributes), metrics: new Map(metrics.map(({ name, sum: of }) => [name, of])) };
}

function named(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
}

function totalOf(of: Sum | undefined): number {
  return (of?.dataPoints ?? []).reduce((all, { asInt }) => all + Number(asInt), 0);
}

describe('rtk gain export --otlp', () => {
  it('sends cumulative sums, the same again when it is asked again', async () => {
    const l = labWithRuns();
    const { url, received } = await receiver();
    const done = await send(l, ['--otlp', url, '--label', 'team=payments']);
    expect([done.status, done.text]).toEqual([0, expect.stringMatching(/^\d+ sums sent to http:\/\/127\.0\.0\.1:\d+\/v1\/metrics\n$/)]);
    await send(l, ['--otlp', `${url}/`, '--label=team=payments']);
    const [first, second] = received.map(decoded);
    expect(received.map(({ path }) => path)).toEqual(['/v1/metrics', '/v1/metrics']);
    expect(received[0]?.headers['content-type']).toBe('application/json');
    const { totals } = report(l);
    const [baseline, shown] = [first?.metrics.get('rtk.tokens.baseline'), first?.metrics.get('rtk.tokens.shown')];
    expect(totalOf(baseline) - totalOf(shown)).toBe(totals.saved);
    expect(totalOf(first?.metrics.get('rtk.runs'))).toBe(totals.runs);
    expect(totalOf(first?.metrics.get('rtk.model.tokens.baseline'))).toBe(totals.baseline);
    expect([baseline?.aggregationTemporality, baseline?.isMonotonic]).toEqual([2, true]);
    expect(first?.resource).toEqual({
      'service.name': 'rtk',
      'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      team: 'payments',
    });
    expect(second?.resource).toEqual(first?.resource);
    expect(timeless(second?.metrics)).toEqual(timeless(first?.metrics));
    expect(baseline?.dataPoints[0]?.startTimeUnixNano).toBe(`${Date.parse(new Date().toISOString().slice(0, 10))}000000`);
  });

  it('sends no command, path, session, user or host', async () => {
    const l = labWithRuns();
    const { url, received } = await receiver();
    await send(l, ['--otlp', url, '--with-projects']);
    for (const secret of [...SECRETS, l.home, hostname()]) expect(received[0]?.body).not.toContain(secret);
    const names = received.flatMap((each) =>
      [...decoded(each).metrics.values()].flatMap((of) => of.dataPoints.map(({ attributes }) => named(attributes))),
    );
    expect(new Set(names.flatMap((each) => Object.keys(each)))).toEqual(new Set(['agent', 'filter', 'model', 'project']));
  });

  it('counts more after more runs, and nothing less', async () => {
    const l = labWithRuns();
    const { url, received } = await receiver();
    await send(l, ['--otlp', url]);
    l.rtkWith({ env: { CODEX_CI: '1' } }, 'tsc', '--noEmit', '--more');
    await send(l, ['--otlp', url]);
    const [before, after] = received.map((each) => totalOf(decoded(each).metrics.get('rtk.runs')));
    expect((after ?? 0) - (before ?? 0)).toBe(1);
  });
});

describe('rtk gain export --otlp, as it is asked,', () => {
  it('takes headers and the address from the command, or from the environment where no address is typed', async () => {
    const l = labWithRuns();
    const { url, received } = await receiver();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/base/`, OTEL_EXPORTER_OTLP_HEADERS: 'api-key=from%20env,x-team=one' };
    await send(l, ['--otlp', '--header', 'x-team=two'], env);
    await send(l, ['--otlp', url, '--header', 'authorization=Bearer abc'], env);
    await send(l, ['--otlp'], { ...env, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${url}/mine` });
    expect(received.map(({ path }) => path)).toEqual(['/base/v1/metrics', '/v1/metrics', '/mine']);
    expect(received[0]?.headers).toMatchObject({ 'api-key': 'from env', 'x-team': 'two' });
    expect(received[1]?.headers).toMatchObject({ authorization: 'Bearer abc' });
    expect(received[1]?.headers).not.toHaveProperty('api-key');
  });

  it('sends nothing unless it is asked to', async () => {
    const l = labWithRuns();
    const { url, received } = await receiver();
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: url };
    const shown = await send(l, ['--otlp', '--dry-run'], env);
    expect([shown.status, Object.keys(JSON.parse(shown.text))]).toEqual([0, ['resourceMetrics']]);
    await send(l, ['--jsonl'], env);
    for (const words of [['gain'], ['statusline'], ['tsc']]) l.rtkWith({ env }, ...words);
    expect(received).toEqual([]);
  });
});

describe('rtk gain export --otlp says in one sentence', () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    [
      'a refusal',
      (response) => response.writeHead(401).end('{"code":16,"message":"no token\\u001b[31m"}'),
      'it answered with status 401 (no token [31m); give what it asks for with --header',
    ],
    [
      'another address',
      (response) => response.writeHead(308, { location: 'http://elsewhere.invalid/' }).end(),
      'it points to http://elsewhere.invalid/; give that address',
    ],
    [
      'a partial success',
      (response) => response.end('{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}'),
      'it refused 3 of the data points: too old.',
    ],
    ['silence', () => undefined, 'no answer within 0.3 s; is a collector listening there?'],
  ])('that it met %s', async (_, reply, sentence) => {
    const l = labWithRuns();
    const { url } = await receiver(reply);
    const { status, text } = await send(l, ['--otlp', url, '--timeout', '0.3']);
    expect([status, text]).toEqual([1, expect.stringMatching(/^rtk: http:.*\n$/)]);
    expect(text).toContain(sentence);
  });

  it('that nobody listens', async () => {
    const l = labWithRuns();
    const { status, text } = await send(l, ['--otlp', 'http://127.0.0.1:1']);
    expect([status, text]).toEqual([
      1,
      expect.stringMatching(/^rtk: http:\/\/127\.0\.0\.1:1\/v1\/metrics: it cannot be reached \(.+\); is a collector listening there\?\n$/),
    ]);
  });

  it.each([
    [[], 'say where to'],
    [['--jsonl', '--otlp', 'http://127.0.0.1:1'], 'say where to'],
    [['--otlp'], 'give the address of your collector'],
    [['--otlp', 'collector:4318'], 'this is no address that begins with http://'],
    [['--otlp', 'http://me:hush@127.0.0.1:1'], 'the address holds a password'],
    [['--otlp', 'http://127.0.0.1:1', '--since', '7d'], '--since belongs to --jsonl: counters are always of the whole ledger'],
    [['--otlp', 'http://127.0.0.1:1', '--header', 'hush'], '--header: write name=value.'],
    [['--otlp', 'http://127.0.0.1:1', '--timeout', 'long'], '--timeout: `long` is no time'],
    [['--jsonl', '--label', 'filter=x'], '--label: `filter`: use another name'],
    [['--jsonl', '--header', 'a=b'], '--header belongs to --otlp'],
  ])('why it refuses %j', async (words, sentence) => {
    const { status, text } = await send(lab(), words);
    expect([status, text]).toEqual([2, expect.stringContaining(sentence)]);
    expect(text).not.toContain('hush@');
  });
});

it('explains itself', () => {
  const { status, text } = lab().rtk('gain', 'export', '--help');
  expect([status, text]).toEqual([0, expect.stringMatching(/^Usage: rtk gain export [\s\S]+ --otlp \[address\]/)]);
});

it('an empty ledger has nothing to send', async () => {
  const l = lab();
  const { url, received } = await receiver();
  const { status, text } = await send(l, ['--otlp', url]);
  expect([status, text, received]).toEqual([0, 'rtk: there is nothing to export yet.\n', []]);
});

it('the id of the machine is readable by its user alone, and a broken one is not replaced', () => {
  const l = labWithRuns();
  exported(l);
  const file = join(l.home, '.local/share/rtk/instance.json');
  expect(existsSync(file)).toBe(true);
  writeFileSync(file, '{}');
  const { status, text } = l.rtk('gain', 'export', '--jsonl');
  expect([status, text]).toEqual([2, expect.stringContaining('it holds no id; remove it')]);
});

function timeless(metrics: Map<string, Sum> | undefined): unknown {
  return [...(metrics ?? [])].map(([name, { dataPoints, ...rest }]) => [
    name,
    rest,
    dataPoints.map(({ timeUnixNano: _, ...point }) => point),
  ]);
}
