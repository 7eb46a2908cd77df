/** How long an agent waits for a hook, next to programs that do nothing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../binary.ts';
import { type Chapter, ms, newSandbox, RTK, removed, timed } from './measure.ts';

export async function hook(runs: number): Promise<Chapter> {
  const sandbox = newSandbox();
  const cwd = join(sandbox.folder, 'project');
  mkdirSync(cwd, { recursive: true });
  const entry = join(sandbox.folder, 'empty.ts');
  const empty = join(sandbox.folder, 'empty-bun');
  writeFileSync(entry, 'process.exitCode = 0;\n');
  await compile([entry], empty);
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
      { name: 'before `git status`: left', argv, input: asked('git status') },
      { name: 'before `cd app && npx tsc`: rewritten', argv, input: asked('cd app && npx tsc --noEmit') },
      { name: 'after `git log`, 6 KB: replaced', argv, input: printed('git log', LOG) },
    ],
    runs,
    { cwd, env: sandbox.env },
  );
  removed(sandbox);
  const [, base = { least: 1, p50: 1 }] = timings;
  return {
    title: 'Time of a hook',
    note: `Whole processes in turn, ${runs} times each; the last columns are in times of the empty program.`,
    header: ['program', 'least', 'p50', 'p95', 'least, ratio', 'p50, ratio'],
    rows: timings.map(({ name, least, p50, p95 }) => [
      name,
      ms(least),
      ms(p50),
      ms(p95),
      (least / base.least).toFixed(1),
      (p50 / base.p50).toFixed(1),
    ]),
  };
}

const LOG = Array.from(
  { length: 30 },
  (_, n) =>
    `commit ${String(n).padStart(2, '0').repeat(20)}\nAuthor: Dev One <dev@example.invalid>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Change number ${n} of the project, which is about something\n`,
).join('\n');
