/** One line on stderr while a large journal is read; nothing where nobody sits at a terminal. */

import { isTerminal } from '../../io/terminal.ts';
import { write } from '../../io/write.ts';

export interface ReadingProgress {
  /** Bytes that have been read so far. */
  at(bytes: number): void;
  end(): void;
}

/** Milliseconds before the first and between two drawings. */
const PATIENCE = 500;
const PACE = 200;

export function reading(total: number): ReadingProgress {
  if (!isTerminal(2)) return { at() {}, end() {} };
  const started = performance.now();
  let drawn = 0;
  return {
    at(bytes) {
      const now = performance.now();
      if (now - started < PATIENCE || now - drawn < PACE) return;
      drawn = now;
      write(
        2,
        Buffer.from(`\rreading the journal: ${Math.floor((bytes / Math.max(1, total)) * 100)} % of ${Math.ceil(total / 1e6)} MB\u001b[K`),
      );
    },
    end() {
      if (drawn > 0) write(2, Buffer.from('\r\u001b[K'));
    },
  };
}
