/** Text → a file descriptor, whole or not at all; a closed pipe is no error. */

import { writeSync } from 'node:fs';

/** False if nobody reads any more (the pipe is closed or the terminal gone). */
export function write(fd: 1 | 2, data: Buffer): boolean {
  let at = 0;
  while (at < data.length) {
    try {
      at += writeSync(fd, data, at, data.length - at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'EAGAIN') return false;
      pause();
    }
  }
  return true;
}

/** One millisecond, while a slow reader empties a non-blocking pipe. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
