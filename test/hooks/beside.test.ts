import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { agent } from '../../src/hooks/agents/claude.ts';
import { answer } from '../../src/hooks/answer.ts';
import { context, place } from './samples.ts';

const cwd = mkdtempSync(join(tmpdir(), 'rtk-beside-'));
const FILE = 'const a = [\n  0,\n  0,\n  0,\n  0,\n];\n\n\n\u001b[1mraw\u001b[0m\n';
const NOISE = 'warning: the same thing again and again\n'.repeat(30);

beforeAll(() => {
  process.env['XDG_STATE_HOME'] = join(cwd, 'state');
  mkdirSync(join(cwd, 'src'));
  writeFileSync(join(cwd, 'src/a.ts'), FILE);
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

it('repeats beside the content of a file go, the content stays to the byte', () => {
  const short = `${FILE}warning: the same thing again and again (×30)\n`;
  for (const line of [
    'cat src/a.ts; ./run.sh | tail -30',
    'cd src && cat a.ts && ./run.sh | tail -30',
    'for d in src lib; do (cd "$d" && head -n 20 a.ts); done; ./run.sh',
    "sed -n '1,20p' src/a.ts; ./run.sh",
    'rtk cat src/a.ts; ./run.sh | tail -30',
  ])
    expect([line, shown(line, FILE + NOISE)]).toEqual([line, short]);
});

it('nothing goes where the content cannot be told from the rest', () => {
  for (const line of [
    'cat src/other.ts; ./run.sh',
    'cat "$F"; ./run.sh',
    'cd "$X" && cat a.ts; ./run.sh',
    'cat src/a.ts | sort; ./run.sh',
    'cat src/*.ts; ./run.sh',
    'sed s/0/1/ src/a.ts; ./run.sh',
    'curl -s localhost; ./run.sh',
  ])
    expect([line, shown(line, `  0,\n  0,\n  0,\n${NOISE}`)]).toEqual([line, undefined]);
  expect(shown('cat src/a.ts; ./run.sh', NOISE)).toBeUndefined();
  expect(shown('cat src/a.ts; ./run.sh', (FILE + NOISE).replaceAll('\n', '\r\n'))).toBeUndefined();
});

it('the bytes of a file that is not known, and of a download, stay', () => {
  const text = `${'\u001b[31mred\u001b[0m\n'.repeat(60)}`;
  for (const line of ['cat *.log; cat notes', 'sed s/a/b/ notes && awk 1 notes', 'curl -s http://localhost/a; curl -s http://localhost/b'])
    expect(shown(line, text)).toBeUndefined();
});

it('of what a script prints only colours and redrawn lines go', () => {
  const progress = `${Array.from({ length: 30 }, (_, n) => `\r${n} of 30`).join('')}\n`;
  expect(shown('python3 train.py', `${progress}  0,\n  0,\n  0,\n`)).toBe('29 of 30\n  0,\n  0,\n  0,\n');
});
