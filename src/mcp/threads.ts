/** One thread that is kept warm: it is asked one thing at a time, and put out of the way where it does not answer in time. */

import { Worker } from 'node:worker_threads';
import { unwell } from '../io/health.ts';
import type { JsonObject } from '../json.ts';

/** Milliseconds that one event may take; a thread that is slow to start is given more, but no event waits for it. */
const DEADLINE = 300;
const START = 5000;

export interface Engine {
  /** The agent's reply; the neutral one, empty, where none came in time. Never rejects. */
  ask(input: JsonObject): Promise<string>;
  close(): void;
}

interface Thread {
  readonly worker: Worker;
  readonly ready: Promise<unknown>;
  /** `performance.now()` when it was started. */
  readonly since: number;
}

/** `file` is the thread's program. */
export function threadEngine(file: string | URL, agent: string): Engine {
  let thread: Thread | undefined = started(file);
  let last: Promise<unknown> = Promise.resolve();
  const drop = (why: string) => {
    unwell(`hook ${agent}: ${why}`);
    thread?.worker.terminate();
    thread = undefined;
  };
  const answered = async (input: JsonObject): Promise<string> => {
    thread ??= started(file);
    const { worker, ready, since } = thread;
    try {
      if (!(await isReady(ready)) && performance.now() - since < START) {
        unwell(`hook ${agent}: the thread is still starting`);
        return '';
      }
      return String(await within(DEADLINE, replyOf(worker, { agent, input, parent: process.ppid })));
    } catch (error) {
      drop(error instanceof Error ? error.message : String(error));
      return '';
    }
  };
  return {
    ask: (input) => {
      const reply = last.then(() => answered(input));
      last = reply;
      return reply;
    },
    close: () => thread?.worker.terminate(),
  };
}

function started(file: string | URL): Thread {
  const worker = new Worker(file);
  // Without a listener an error in the thread would end the process.
  worker.on('error', () => {});
  return { worker, ready: nextMessage(worker), since: performance.now() };
}

/** False: not within the time of an event. Rejects if the thread has ended. */
async function isReady(ready: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), DEADLINE);
  });
  return await Promise.race([ready.then(() => true), late]).finally(() => clearTimeout(timer));
}

function replyOf(worker: Worker, message: unknown): Promise<unknown> {
  const reply = nextMessage(worker);
  worker.postMessage(message);
  return reply;
}

function nextMessage(worker: Worker): Promise<unknown> {
  const reply = new Promise((resolve, reject) => {
    const forget = () => worker.off('message', message).off('error', error).off('exit', exit);
    const message = (value: unknown) => {
      forget();
      resolve(value);
    };
    const error = (reason: Error) => {
      forget();
      reject(reason);
    };
    const exit = () => error(new Error('the thread has ended'));
    worker.on('message', message).on('error', error).on('exit', exit);
  });
  reply.catch(() => {});
  return reply;
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
