/** What the ledger costs: a long journal folded, and the report after that. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalLine, Saving } from '../../src/journal/line.ts';
import { type Chapter, ms, newSandbox, RTK, removed, timed, watched } from './measure.ts';

const LINES = 100_000;
const SPAN = 59 * 24 * 3600 * 1000;
const COMMANDS = [
  'git status',
  'git log --oneline',
  'git diff --stat',
  'cargo test',
  'npx tsc --noEmit',
  'pytest -q',
  'ls -la',
  'rg -n',
  'go test',
  'npm run',
];

export async function gain(runs: number): Promise<Chapter> {
  const sandbox = newSandbox();
  const env = { ...sandbox.env, XDG_DATA_HOME: join(sandbox.folder, 'data') };
  const journal = join(sandbox.folder, 'state/rtk/journal.jsonl');
  mkdirSync(join(sandbox.folder, 'state/rtk'), { recursive: true });
  writeFileSync(journal, journalOf(LINES));
  const size = statSync(journal).size / 2 ** 20;
  const fold = await watched([RTK, 'gain'], { env, cwd: sandbox.folder });
  const views = ['', '--json', '--daily', '--history', '--session s12', '--prometheus'].map((words) => ({
    name: `\`rtk gain${words === '' ? '' : ` ${words}`}\``,
    argv: [RTK, 'gain', ...words.split(' ').filter((word) => word !== '')],
  }));
  const timings = timed(views, runs, { cwd: sandbox.folder, env });
  const after = await watched([RTK, 'gain'], { env, cwd: sandbox.folder });
  removed(sandbox);
  return {
    title: 'The ledger',
    note: `A journal of ${LINES.toLocaleString('en')} lines (${size.toFixed(0)} MiB: runs, recalls, hooks; ten commands, seven projects, sessions of 80 runs) folded once, and the report after that, ${runs} times each.`,
    header: ['what', 'least', 'p50', 'p95', 'peak memory'],
    rows: [
      ['the first `rtk gain`, which folds', '', ms(fold.seconds * 1000), '', memory(fold.peak)],
      ...timings.map(({ name, least, p50, p95 }, index) => [name, ms(least), ms(p50), ms(p95), index === 0 ? memory(after.peak) : '']),
    ],
  };
}

function memory(mebibytes: number): string {
  return mebibytes > 0 ? `${mebibytes.toFixed(0)} MiB` : 'unknown';
}

function journalOf(count: number): string {
  const start = Date.now() - SPAN;
  return Array.from({ length: count }, (_, n) => `${JSON.stringify(lineOf(n, start + Math.floor((n * SPAN) / count)))}\n`).join('');
}

function lineOf(n: number, at: number): JournalLine {
  const session = Math.floor(n / 80);
  const who = { agent: session % 5 === 0 ? 'codex' : 'claude', session: `s${session}` };
  if (n % 10 === 3) return { v: 1, at, event: 'hook', ...who, did: 'left', why: 'no filter', own: 12 };
  const recall = n % 97 === 0 ? { command: 'recall', recalled: mark(n - 1) } : {};
  return { ...run(n, at), ...who, project: `/home/dev/project-${session % 7}`, ...recall };
}

function run(n: number, at: number): Saving {
  const raw = 100 + ((n * 37) % 4000);
  const shown = Math.round(raw * (n % 11 === 0 ? 1.01 : 0.4));
  const command = COMMANDS[(n * 7) % 10] ?? '';
  const sizes = { bytes: [raw * 4, shown * 4], tokens: [raw, shown], ms: 50, own: 12 } as const;
  const marks = { same: mark((n * 13) % 997), about: mark((n * 13) % 97), handle: mark(n), hidden: n % 40 };
  return { v: 1, at, command, filter: command.replace(' ', '-'), level: 'normal', exit: n % 9 === 0 ? 1 : 0, ...sizes, ...marks };
}

function mark(n: number): string {
  return n.toString(16).padStart(6, '0');
}
