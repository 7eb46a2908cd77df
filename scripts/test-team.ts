/**
 * Exports two homes through a real OpenTelemetry Collector into a real Prometheus, with the configurations of docs/team, and compares sums.
 *
 *   npm run test:team -- --collector FILE --prometheus FILE
 *
 * Opt-in: both programs have to be there; the collector needs the OTLP receiver, the batch processor and the Prometheus exporter. Uses the ports
 * 4318, 9464 and 9099 of 127.0.0.1. Ends with the line `N passed, N failed`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { execa, execaSync } from 'execa';
import { DIST, ROOT } from './platforms.ts';

const { values: options } = parseArgs({ options: { collector: { type: 'string' }, prometheus: { type: 'string' } } });
if (!options.collector || !options.prometheus) throw new Error('Name both programs: --collector FILE --prometheus FILE.');

const RTK = join(DIST, 'rtk');
const TEAM = join(ROOT, 'docs/team');
const PROMETHEUS = 'http://127.0.0.1:9099';
const WAIT = 4000;

const work = mkdtempSync(join(tmpdir(), 'rtk-team-'));
const homes = ['one', 'two'].map((name) => join(work, name));
for (const home of homes) mkdirSync(home);
const config = join(work, 'prometheus.yaml');
writeFileSync(config, readFileSync(join(TEAM, 'prometheus.yaml'), 'utf8').replace('collector:9464', '127.0.0.1:9464').replace('60s', '1s'));

let passed = 0;
let failed = 0;
const quiet = { stdio: 'ignore', reject: false, forceKillAfterDelay: 2000 } as const;
const servers = [
  execa(options.collector, ['--config', join(TEAM, 'collector.yaml')], { ...quiet, env: { LISTEN: '127.0.0.1' } }),
  execa(
    options.prometheus,
    [`--config.file=${config}`, `--storage.tsdb.path=${join(work, 'tsdb')}`, '--web.listen-address=127.0.0.1:9099'],
    quiet,
  ),
];
try {
  await sleep(WAIT);
  await compare();
} finally {
  for (const server of servers) server.kill();
  await Promise.all(servers);
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function compare(): Promise<void> {
  homes.forEach((home, at) => {
    for (let n = 0; n <= at; n++) rtk(home, 'git', '-C', ROOT, 'log', `--max-count=${40 + n}`);
  });
  exportAll();
  await agrees('two machines add up');
  exportAll();
  exportAll();
  await agrees('three exports are not counted more than one');
  rtk(homes[0] ?? '', 'git', '-C', ROOT, 'log', '--max-count=60');
  exportAll();
  await agrees('a further run is counted once');
  check('each machine has an id', (await sumOf('count(count by (instance) (rtk_runs_total))')) === homes.length);
  for (const { expr } of queries()) check(`the dashboard asks: ${expr}`, (await answered(expr)) !== undefined);
}

function rtk(home: string, ...words: string[]): string {
  return execaSync(RTK, words, { cwd: home, env: { HOME: home, XDG_STATE_HOME: '', XDG_DATA_HOME: '', XDG_CONFIG_HOME: '' } }).stdout;
}

function exportAll(): void {
  for (const home of homes) rtk(home, 'gain', 'export', '--otlp', 'http://127.0.0.1:4318', '--label', 'team=lab');
}

async function agrees(what: string): Promise<void> {
  await sleep(WAIT);
  const totals = homes.map((home) => JSON.parse(rtk(home, 'gain', '--json')).totals as { runs: number; saved: number });
  const runs = await sumOf('sum(rtk_runs_total)');
  const saved = await sumOf('sum(rtk_tokens_baseline_total) - sum(rtk_tokens_shown_total)');
  const [ownRuns, ownSaved] = [totals.reduce((sum, each) => sum + each.runs, 0), totals.reduce((sum, each) => sum + each.saved, 0)];
  check(
    `${what}: ${runs} runs and ${saved} tokens, as rtk gain says ${ownRuns} and ${ownSaved}`,
    runs === ownRuns && saved === ownSaved && saved > 0,
  );
}

function queries(): { readonly expr: string }[] {
  const { panels } = JSON.parse(readFileSync(join(TEAM, 'grafana/dashboards/rtk.json'), 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  return panels.flatMap(({ targets }) => targets).map(({ expr }) => ({ expr: expr.replaceAll(/\$(?:team|agent)/g, '.*') }));
}

interface Result {
  readonly value: readonly [number, string];
}

/** undefined: the query is wrong. */
async function answered(query: string): Promise<readonly Result[] | undefined> {
  const response = await fetch(`${PROMETHEUS}/api/v1/query?${new URLSearchParams({ query })}`);
  const { status, data } = (await response.json()) as { status: string; data?: { result: Result[] } };
  return status === 'success' ? data?.result : undefined;
}

async function sumOf(query: string): Promise<number> {
  return Number((await answered(query))?.[0]?.value[1]);
}

function check(what: string, ok: boolean): void {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what}`);
  if (ok) passed++;
  else failed++;
}
