/** Which functions a short run needs, in their order: laid out so in the binary they lie on few pages (100 page faults less for a hook). */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from './platforms.ts';

const EVENT = { tool_name: 'Bash', cwd: ROOT };
const COMMIT = `commit ${'0'.repeat(40)}\nAuthor: Dev One <dev@example.invalid>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Change something\n\n`;

/** A command, a hook before one and a hook behind one, most important first. */
const RUNS: readonly (readonly [words: readonly string[], event: object])[] = [
  [['git', 'status'], {}],
  [
    ['hook', 'claude'],
    { ...EVENT, hook_event_name: 'PreToolUse', permission_mode: 'default', tool_input: { command: 'cd app && npx tsc' } },
  ],
  [
    ['hook', 'claude'],
    { ...EVENT, hook_event_name: 'PostToolUse', tool_input: { command: 'git log' }, tool_response: { stdout: COMMIT.repeat(30) } },
  ],
];

/** The option that lays the code out as runs of this binary asked for it; what they write goes into `folder`. */
export async function bytecodeOrder(binary: string, folder: string): Promise<string[]> {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const files: string[] = [];
  for (const [index, [words, event]] of RUNS.entries()) {
    const file = join(folder, `order-${index}`);
    const env = { PATH: process.env['PATH'], HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', BUN_BYTECODE_ORDER_OUT: file };
    await execa(binary, words, { cwd: ROOT, env, extendEnv: false, input: JSON.stringify(event), reject: false });
    files.push(file);
  }
  return [`--bytecode-order=${files.join(',')}`];
}
