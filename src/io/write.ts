/** Text → a file descriptor, whole or not at all. A reader who has gone is no error; every other failure is kept for the end of the run. */

import { writeSync } from 'node:fs';

/** The pipe is closed, the terminal gone. */
const GONE: readonly string[] = ['EPIPE', 'EIO', 'ECONNRESET'];
let problem: string | undefined;

/** What could not be written, as a sentence; undefined where all was written or the reader has gone. */
export function writeProblem(): string | undefined {
  return problem;
}

/** False if nobody reads any more (the pipe is closed or the terminal gone). */
export function write(fd: 1 | 2, data: Buffer): boolean {
  let at = 0;
  while (at < data.length) {
    try {
      at += writeSync(fd, data, at, data.length - at);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') {
        if (!GONE.includes(code ?? '')) problem ??= `rtk: ${fd === 1 ? 'stdout' : 'stderr'}: ${message.replace(/^\w+: |, write.*$/g, '')}`;
        return false;
      }
      pause();
    }
  }
  return true;
}

/** One millisecond, while a slow reader empties a non-blocking pipe. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
