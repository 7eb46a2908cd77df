/** One line on stderr that is drawn again while a long scan runs; nothing where nobody sits at a terminal. */

import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import { shown } from './table.ts';

interface Progress {
  /** A command was read. */
  tick(): void;
  /** A session has been read. */
  step(): void;
  end(): void;
}

const WIDTH = 30;
/** Milliseconds before the first and between two drawings. */
const PATIENCE = 300;
const PACE = 80;

export function progress(sessions: number): Progress {
  if (!isTerminal(2)) return { tick: () => {}, step: () => {}, end: () => {} };
  const started = performance.now();
  let [done, commands, drawn] = [0, 0, 0];
  const draw = () => {
    const now = performance.now();
    if (now - started < PATIENCE || now - drawn < PACE) return;
    drawn = now;
    const filled = Math.round((done / sessions) * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    write(2, Buffer.from(`\r${bar} ${done}/${sessions} sessions${commands > 0 ? `, ${shown(commands)} commands` : ''}\u001b[K`));
  };
  return {
    tick() {
      commands++;
      draw();
    },
    step() {
      done++;
      draw();
    },
    end() {
      if (drawn > 0) write(2, Buffer.from('\r\u001b[K'));
    },
  };
}
