/** One line on stderr that is drawn again while a long scan runs; nothing where nobody sits at a terminal. */

import { write } from '../emit.ts';
import { isTerminal } from '../terminal.ts';

export interface Progress {
  step(): void;
  end(): void;
}

const WIDTH = 30;
/** Milliseconds before the first and between two drawings. */
const PATIENCE = 300;
const PACE = 80;

export function progress(total: number, noun: string): Progress {
  if (!isTerminal(2)) return { step: () => {}, end: () => {} };
  const started = performance.now();
  let done = 0;
  let drawn = 0;
  return {
    step() {
      done++;
      const now = performance.now();
      if (now - started < PATIENCE || now - drawn < PACE) return;
      drawn = now;
      const filled = Math.round((done / total) * WIDTH);
      write(2, Buffer.from(`\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total} ${noun}`));
    },
    end() {
      if (drawn > 0) write(2, Buffer.from('\r\u001b[K'));
    },
  };
}
