/** The thread that answers events: a filter that hangs is ended with it, and the next event finds another. An entry of its own in the binary. */

import { parentPort } from 'node:worker_threads';
import { expectLongRun } from '../io/engine.ts';
import type { HookQuestion } from './engine.ts';

expectLongRun();
const { replyToInput, warmUp } = await import('./engine.ts');
await warmUp();

parentPort?.on('message', async (question: HookQuestion) => {
  parentPort?.postMessage(await replyToInput(question));
});
parentPort?.postMessage('ready');
