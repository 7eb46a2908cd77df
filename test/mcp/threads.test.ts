import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Engine, threadEngine } from '../../src/mcp/threads.ts';

/** Answers with what it was asked; `hang` never ends, `throw` fails, `exit` ends the thread. */
const PROGRAM = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', ({ input: { say } }) => {
  if (say === 'hang') for (;;);
  if (say === 'throw') throw new Error('a filter broke');
  if (say === 'exit') process.exit(3);
  parentPort.postMessage('said ' + say);
});
parentPort.postMessage('ready');`;

let engine: Engine;
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'rtk-threads-'));
  process.env['XDG_STATE_HOME'] = state;
  writeFileSync(join(state, 'program.mjs'), PROGRAM);
  engine = threadEngine(pathToFileURL(join(state, 'program.mjs')), 'claude');
});
afterEach(() => engine.close());

it.each(['hang', 'throw', 'exit'])('an event whose filter does %s costs that event only', async (say) => {
  expect(await engine.ask({ say: 'before' })).toBe('said before');
  const started = performance.now();
  const [lost, next] = await Promise.all([engine.ask({ say }), engine.ask({ say: 'next' })]);
  expect([lost, next]).toEqual(['', 'said next']);
  expect(performance.now() - started).toBeLessThan(5000);
  expect(await engine.ask({ say: 'last' })).toBe('said last');
  expect(readFileSync(join(state, 'rtk/health.log'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
});

it('an event does not wait for a thread that is slow to start', async () => {
  const file = join(state, 'slow.mjs');
  writeFileSync(file, `await new Promise((resolve) => setTimeout(resolve, 900));\n${PROGRAM}`);
  const slow = threadEngine(pathToFileURL(file), 'claude');
  const started = performance.now();
  expect(await slow.ask({ say: 'early' })).toBe('');
  expect(performance.now() - started).toBeLessThan(800);
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(await slow.ask({ say: 'late' })).toBe('said late');
  slow.close();
});
