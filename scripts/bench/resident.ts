/** How long an agent waits for a hook that calls a server which is already there, and how much memory the server holds. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputOf } from '../../src/hooks/resident-input.ts';
import type { JsonObject } from '../../src/json.ts';
import { type Spoken, spoken } from '../../test/mcp/server.ts';
import { type Chapter, ms, newSandbox, removed } from './measure.ts';

/** Events before the clock runs, of each kind while it does, and all that the server gets before its memory is read again. */
const WARM = 20;
const EVENTS = 200;
const MANY = 10_000;

export async function resident(): Promise<Chapter> {
  const sandbox = newSandbox();
  const cwd = join(sandbox.folder, 'project');
  mkdirSync(cwd, { recursive: true });
  const server = await spoken(['mcp', '--hooks'], sandbox.env, cwd);
  const told = { session_id: 's', cwd, permission_mode: 'default', tool_use_id: 't', tool_name: 'Bash' };
  const asked = (command: string): JsonObject => ({ ...told, hook_event_name: 'PreToolUse', tool_input: { command } });
  const printed = (command: string, stdout: string): JsonObject => {
    return { ...asked(command), hook_event_name: 'PostToolUse', tool_response: { stdout, stderr: '', interrupted: false, isImage: false } };
  };
  const kinds: Record<string, (n: number) => JsonObject> = {
    'before `git status`: left': () => asked('git status'),
    'before `cd app && npx tsc`: rewritten': () => asked('cd app && npx tsc --noEmit'),
    'after `cat`, 6 KB: left': (n) => printed('cat a.txt', `${n}${'text of a file\n'.repeat(400)}`),
    'after `git log`, 6 KB: replaced': (n) => printed('git log', LOG.replace('number 7 ', `number ${n} `)),
  };
  const rows: string[][] = [];
  for (const [name, eventOf] of Object.entries(kinds)) {
    const times = await timesOf(server, eventOf, WARM + EVENTS);
    const sorted = times.slice(WARM).sort((a, b) => a - b);
    rows.push([name, ms(sorted[0] ?? 0), ms(sorted[EVENTS / 2] ?? 0), ms(sorted[Math.floor(EVENTS * 0.95)] ?? 0)]);
  }
  const before = memoryOf(server);
  await timesOf(server, kinds['after `git log`, 6 KB: replaced'] ?? (() => asked('')), MANY);
  const after = memoryOf(server);
  await server.end();
  removed(sandbox);
  return {
    title: 'Time of a resident hook',
    note: `${EVENTS} events of each kind after ${WARM}, one after the other. The server held ${before} MiB behind them, and ${after} MiB after ${MANY.toLocaleString('en')} more.`,
    header: ['event', 'least', 'p50', 'p95'],
    rows,
  };
}

async function timesOf(server: Spoken, eventOf: (n: number) => JsonObject, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const input = inputOf(eventOf(n));
    const started = performance.now();
    await server.call('hook', input);
    times.push(performance.now() - started);
  }
  return times;
}

function memoryOf({ child }: Spoken): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
}

const LOG = Array.from(
  { length: 30 },
  (_, n) =>
    `commit ${String(n).padStart(2, '0').repeat(20)}\nAuthor: Dev One <dev@example.invalid>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Change number ${n} of the project, which is about something\n`,
).join('\n');
