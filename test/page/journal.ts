/** A journal of some weeks of work, the same at each call: several agents, quiet weekends, recalls, days that end below zero, foreign text. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookEvent, JournalLine, Saving } from '../../src/journal/line.ts';

/** What a hostile repository may call its programs and folders. */
export const HOSTILE = '<script>document.title="gotcha"</script><img src=x onerror=alert(1)>';

const DAY = 24 * 3600 * 1000;

interface Habit {
  readonly command: string;
  readonly filter?: string;
  readonly tokens: number;
  readonly keeps: number;
  readonly often: number;
}

const HABITS: readonly Habit[] = [
  { command: 'git status', filter: 'git-status', tokens: 320, keeps: 0.45, often: 26 },
  { command: 'git diff --stat', filter: 'git-diff', tokens: 900, keeps: 0.8, often: 10 },
  { command: 'git log --oneline', filter: 'git-log', tokens: 1500, keeps: 0.6, often: 8 },
  { command: 'cargo test', filter: 'cargo-test', tokens: 4200, keeps: 0.12, often: 9 },
  { command: 'npx vitest run', filter: 'vitest', tokens: 3100, keeps: 0.18, often: 8 },
  { command: 'npx tsc --noEmit', filter: 'tsc', tokens: 2400, keeps: 0.4, often: 7 },
  { command: 'pytest -q', filter: 'pytest', tokens: 2600, keeps: 0.25, often: 6 },
  { command: 'rg -n', filter: 'rg', tokens: 1900, keeps: 0.55, often: 14 },
  { command: 'ls -la', filter: 'ls', tokens: 600, keeps: 0.5, often: 12 },
  { command: 'docker compose logs --tail', filter: 'docker-logs', tokens: 5200, keeps: 0.3, often: 3 },
  { command: 'kubectl get pods --all-namespaces -o', filter: 'kubectl-get', tokens: 2100, keeps: 1, often: 2 },
  { command: 'terraform plan -out --no-color', filter: 'terraform-plan', tokens: 6400, keeps: 0.5, often: 1 },
  { command: 'make', filter: 'make', tokens: 1400, keeps: 0.7, often: 4 },
  { command: 'jq', tokens: 700, keeps: 1, often: 5 },
  { command: 'cat', tokens: 1200, keeps: 1, often: 9 },
];

const PROJECTS = ['/home/dev/acme/payments', '/home/dev/acme/web', '/home/dev/oss/rtk', '/home/dev/notes', `/tmp/${HOSTILE}`];
const AGENTS = ['claude', 'claude', 'claude', 'codex', 'opencode', undefined];
const REASONS = [
  'no command with a filter',
  'its output is replaced when it has run',
  "the agent's own rules might judge the rewritten command otherwise",
  'the line sets a trap',
  HOSTILE,
];

/** Writes the journal and a health log under `state`, which is what XDG_STATE_HOME names. */
export function writeJournal(state: string, { weeks = 9, runs = 60, until = Date.now() } = {}): void {
  mkdirSync(join(state, 'rtk'), { recursive: true });
  const lines = journalOf({ weeks, runs, until });
  writeFileSync(join(state, 'rtk/journal.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const at = new Date(until - DAY).toISOString();
  writeFileSync(join(state, 'rtk/health.log'), `${at} hook codex: the event did not arrive in time\n${at} hook claude: ${HOSTILE}\n`);
}

function journalOf({ weeks, runs, until }: { weeks: number; runs: number; until: number }): JournalLine[] {
  const random = randomFrom(7);
  const pool = HABITS.flatMap((habit) => Array.from({ length: habit.often }, () => habit));
  const lines: JournalLine[] = [];
  for (let day = weeks * 7; day > 0; day--) {
    const start = until - day * DAY;
    const quiet = [0, 6].includes(new Date(start).getUTCDay());
    const count = Math.round(runs * (quiet ? 0.15 : 0.6 + random() * 0.8));
    for (let n = 0; n < count; n++) {
      const habit = pool[Math.floor(random() * pool.length)];
      if (habit) lines.push(...linesOf(habit, start + Math.floor((n / count) * DAY * 0.4), { day, n, random }));
    }
    if (day % 16 === 0) lines.push(...badDay(start + DAY / 2));
  }
  return lines;
}

interface Moment {
  readonly day: number;
  readonly n: number;
  readonly random: () => number;
}

function linesOf(habit: Habit, at: number, { day, n, random }: Moment): JournalLine[] {
  const agent = AGENTS[Math.floor(random() * AGENTS.length)];
  const session = `s${day}-${Math.floor(n / 25)}-${agent}`;
  const raw = Math.round(habit.tokens * (0.3 + random() * 1.6));
  const same = Math.floor(random() * 0xffffff)
    .toString(16)
    .padStart(6, '0');
  const shown = Math.round(raw * Math.min(1.02, habit.keeps * (0.7 + random() * 0.5)));
  const hides = habit.keeps < 0.6 && raw > 1000;
  const handle = hides
    ? Math.floor(random() * 0xffffff)
        .toString(16)
        .padStart(6, '0')
    : undefined;
  const own = Math.round((4 + random() * 6 + (random() < 0.06 ? 20 + random() * 40 : 0)) * 10) / 10;
  const run: Saving = {
    ...{
      v: 1,
      at,
      command: habit.command,
      same,
      about: same,
      level: 'normal',
      exit: random() < 0.12 ? 1 : 0,
      ms: own + Math.round(30 + random() * 900),
      own,
    },
    ...(habit.filter ? { filter: habit.filter } : {}),
    ...(random() < 0.03 ? { why: 'shown as it streamed' } : { bytes: [raw * 4, shown * 4], tokens: [raw, shown] }),
    ...(handle ? { handle } : {}),
    ...(agent ? { agent, session } : {}),
    project: PROJECTS[Math.floor(random() ** 2 * PROJECTS.length)] ?? '',
  };
  const recall: Saving[] = handle && random() < 0.05 ? [recallOf(run, handle, raw)] : [];
  return [...(agent ? [hookOf(run, agent, random)] : []), run, ...recall];
}

function hookOf({ at, same = '', session = '' }: Saving, agent: string, random: () => number): HookEvent {
  const base = { v: 1, event: 'hook', at: at - 3, agent, session, own: Math.round(6 + random() * 9) } as const;
  if (random() < 0.7) return { ...base, did: 'rewrote', same: [same] };
  return { ...base, did: 'left', why: REASONS[Math.floor(random() ** 2 * REASONS.length)] ?? '' };
}

function recallOf({ handle: _, ...run }: Saving, recalled: string, raw: number): Saving {
  return {
    ...run,
    at: run.at + 20_000,
    command: 'rtk recall',
    filter: 'recall',
    exit: 0,
    bytes: [raw * 4, raw * 4],
    tokens: [raw, raw],
    recalled,
  };
}

/** A long text that was hidden and asked for three times, and a tool that a hostile repository named. */
function badDay(at: number): Saving[] {
  const shared = {
    v: 1,
    level: 'normal',
    exit: 0,
    ms: 400,
    own: 9,
    agent: 'claude',
    session: `bad-${at}`,
    project: '/home/dev/acme/payments',
  } as const;
  const handle = (at % 0xffffff).toString(16).padStart(6, '0');
  const logs: Saving = {
    ...shared,
    at,
    command: 'journalctl -u',
    filter: 'journalctl',
    bytes: [400_000, 4000],
    tokens: [30_000, 1000],
    handle,
  };
  const again = [1, 2, 3].map((n): Saving => recallOf({ ...logs, at: at + n * 1000 }, handle, 60_000));
  const hostile: Saving = { ...shared, at: at + 9000, command: HOSTILE, filter: 'make', bytes: [4000, 4100], tokens: [1000, 1030] };
  return [logs, ...again, hostile];
}

/** Numerical Recipes' linear congruential generator. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
