import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, place } from './samples.ts';

const cwd = mkdtempSync(join(tmpdir(), 'rtk-evident-'));
const FILE = 'const a = [\n  0,\n  0,\n  0,\n  0,\n];\n\n\n\u001b[1mraw\u001b[0m\n';
const NOISE = 'warning: the same thing again and again\n'.repeat(30);

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = join(cwd, 'state');
});

function shown(command: string, stdout: string): unknown {
  const payload = {
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    cwd,
    tool_input: { command },
    tool_response: { stdout, stderr: '' },
  };
  const { reply } = answer(agent, payload, context(place({}, {}, cwd)));
  return reply === '' ? undefined : JSON.parse(reply).hookSpecificOutput.updatedToolOutput.stdout;
}

it('a line that stands there ten times and more is counted, all else stays to the byte', () => {
  for (const line of ['./run.sh', 'python3 train.py; ls', 'make two; ./run.sh']) {
    const text = String(shown(line, FILE + NOISE));
    expect([line, text.startsWith(`${FILE}warning: the same thing again and again\n[+29 lines: rtk recall `)]).toEqual([line, true]);
  }
  expect(shown('./run.sh', FILE + NOISE.slice(0, NOISE.length * 0.3))).toBeUndefined();
});

it('nothing goes where something in the line shows files, patches or data', () => {
  for (const line of [
    'cat src/a.ts; ./run.sh',
    'cat "$F"; ./run.sh',
    'sort a; ./run.sh',
    'curl -s localhost; ./run.sh',
    'echo "$x"; ./run.sh',
  ])
    expect([line, shown(line, FILE + NOISE)]).toEqual([line, undefined]);
  expect(shown('./run.sh', (FILE + NOISE).replaceAll('\n', '\r\n'))).toBeUndefined();
  expect(shown('./run.sh', `@@ -1,3 +1,33 @@\n a\n${'+the same line\n'.repeat(30)} b\n c\n`)).toBeUndefined();
});

it('of a progress bar the last state stays; the bytes of a file do', () => {
  const progress = `${Array.from({ length: 30 }, (_, n) => `\r${n} of 30`).join('')}\n`;
  expect(shown('python3 train.py', `${progress}  0,\n  0,\n  0,\n`)).toBe('29 of 30\n  0,\n  0,\n  0,\n');
  const text = `${'\u001b[31mred\u001b[0m\nprogress 1%\rprogress 50%\rprogress 100%\n'.repeat(8)}`;
  for (const line of ['python3 x.py', 'cat *.log; cat notes', 'awk 1 notes', 'tac ps1.txt']) expect(shown(line, text)).toBeUndefined();
});
