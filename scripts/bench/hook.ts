/** How long an agent waits for a hook, next to programs that do nothing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Chapter, ms, newSandbox, RTK, removed, type Timing, timed } from './measure.ts';
import { emptyProgram } from './programs.ts';

export async function hook(runs: number): Promise<Chapter> {
  const sandbox = newSandbox();
  const cwd = join(sandbox.folder, 'project');
  mkdirSync(cwd, { recursive: true });
  const empty = await emptyProgram(sandbox.folder);
  const asked = (command: string) =>
    JSON.stringify({ hook_event_name: 'PreToolUse', tool_name: 'Bash', cwd, permission_mode: 'default', tool_input: { command } });
  const printed = (command: string, stdout: string) =>
    JSON.stringify({
      hook_event_name: 'PostToolUse',
      tool_name: 'Bash',
      cwd,
      tool_input: { command },
      tool_response: { stdout, stderr: '', interrupted: false, isImage: false },
    });
  const argv = [RTK, 'hook', 'claude'];
  const timings = timed(
    [
      { name: '/bin/true', argv: ['/bin/true'] },
      { name: 'empty program, Bun', argv: [empty] },
      { name: LEFT, argv, input: asked('git status') },
      { name: 'before `cd app && npx tsc`: rewritten', argv, input: asked('cd app && npx tsc --noEmit') },
      { name: SEEN, argv, input: printed('git status', 'On branch main\nnothing to commit, working tree clean\n') },
      { name: 'after `git log`, 6 KB: replaced', argv, input: printed('git log', LOG) },
      { name: 'after `git log`, 64 KB: replaced', argv, input: printed('git log', LOG.repeat(11)) },
      { name: PREFIX, argv: [RTK, 'true'] },
    ],
    runs,
    { cwd, env: sandbox.env },
  );
  removed(sandbox);
  const of = (name: string) => timings.find((each) => each.name === name) ?? { name, least: 0, p50: 0, p95: 0 };
  const replaced = of('after `git log`, 6 KB: replaced');
  const commands = [
    summed('**one command, all processes**: Claude Code, a short output', [of(LEFT), of(SEEN)]),
    summed('Claude Code, 6 KB replaced', [of(LEFT), replaced]),
    summed('Claude Code, rewritten (the hook behind it finds the text done)', [
      of('before `cd app && npx tsc`: rewritten'),
      of(PREFIX),
      of(SEEN),
    ]),
    summed('Gemini, Auggie, Droid and others that only rewrite', [of('before `cd app && npx tsc`: rewritten'), of(PREFIX)]),
    summed('Copilot, Kilo, Amp and others whose hook stands behind only, 6 KB replaced', [replaced]),
  ];
  const base = of('empty program, Bun');
  return {
    title: 'Time of a hook',
    note: `Whole processes in turn, ${runs} times each; the ratios are in times of the empty program. Rows of one command are the sums of its processes.`,
    header: ['program', 'least', 'p50', 'p95', 'page faults', 'least, ratio', 'p50, ratio'],
    rows: [...timings, ...commands].map(({ name, least, p50, p95, faults }) => [
      name,
      ms(least),
      ms(p50),
      ms(p95),
      String(faults ?? ''),
      (least / base.least).toFixed(1),
      (p50 / base.p50).toFixed(1),
    ]),
  };
}

const LEFT = 'before `git status`: left';
const SEEN = 'after `git status`, 50 bytes: left';
const PREFIX = '`rtk true`';

/** All processes that one command of an agent's costs, the command itself left out. */
function summed(name: string, parts: readonly Timing[]): Timing {
  const sum = (kind: 'least' | 'p50' | 'p95' | 'faults') => parts.reduce((total, part) => total + (part[kind] ?? 0), 0);
  return { name, least: sum('least'), p50: sum('p50'), p95: sum('p95'), faults: sum('faults') };
}

const LOG = Array.from(
  { length: 30 },
  (_, n) =>
    `commit ${String(n).padStart(2, '0').repeat(20)}\nAuthor: Dev One <dev@example.invalid>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Change number ${n} of the project, which is about something\n`,
).join('\n');
