/** What a short run costs, next to itself with the engine's compilers off: counted in page faults, which a busy machine does not change. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lab, RTK } from './lab.ts';

const TIME = '/usr/bin/time';
/** 20 KB, no two lines alike. */
const LOG = Array.from({ length: 100 }, (_, n) => {
  const hash = (n * 7919 + 1000).toString(16).padStart(8, '0').repeat(5);
  const file = `src/part-${n % 13}/module-${n * 37}.ts`;
  return `commit ${hash}\nAuthor: Dev ${n} <dev${n}@example.invalid>\nDate:   Mon Jan 5 10:00:${10 + (n % 50)} 2026 +0000\n\n    Change number ${n}: mend what ${file} says of ${n * 3} errors\n`;
}).join('\n');

function faults(input: string, env: NodeJS.ProcessEnv): number {
  const { home, env: own } = lab();
  const file = join(home, 'faults');
  const counts = Array.from({ length: 5 }, () => {
    spawnSync(TIME, ['-o', file, '-f', '%R', RTK, 'hook', 'claude'], { cwd: home, env: { ...own, ...env }, input });
    return Number(readFileSync(file, 'utf8').trim());
  });
  return counts.sort((a, b) => a - b)[2] ?? 0;
}

it.skipIf(!existsSync(TIME))('compiles nothing for a text of 20 KB', () => {
  const event = { hook_event_name: 'PostToolUse', tool_name: 'Bash', tool_input: { command: 'git log' } };
  const input = JSON.stringify({ ...event, tool_response: { stdout: LOG } });
  // With the usual thresholds it was 1.4 times.
  expect(faults(input, {}) / faults(input, { BUN_JSC_useJIT: '0' })).toBeLessThan(1.25);
});
