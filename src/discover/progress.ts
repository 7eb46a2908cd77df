/** One line on stderr that is drawn again while a long scan runs; nothing where nobody sits at a terminal. */

import { type Options, SingleBar } from 'cli-progress';
import { isTerminal } from '../io/terminal.ts';

interface Progress {
  /** A command was read. */
  tick(): void;
  /** A session has been read. */
  step(): void;
  end(): void;
}

/** Milliseconds before the first drawing, and drawings in a second. */
const PATIENCE = 300;
const PACE = 12;

const OPTIONS: Options = {
  format: '{bar} {value}/{total} sessions, {commands} commands',
  barCompleteChar: '█',
  barIncompleteChar: '░',
  barsize: 30,
  fps: PACE,
  clearOnComplete: true,
  hideCursor: true,
  // A scan is one long turn: it is drawn when it moves on.
  synchronousUpdate: true,
  gracefulExit: false,
};

export function progress(sessions: number): Progress {
  if (!isTerminal(2)) return { tick: () => {}, step: () => {}, end: () => {} };
  const started = performance.now();
  const bar = new SingleBar({ ...OPTIONS, stream: process.stderr });
  let [done, commands, drawn] = [0, 0, false];
  const draw = () => {
    const facts = { commands: commands.toLocaleString('en-US') };
    if (drawn) bar.update(done, facts);
    else if (performance.now() - started > PATIENCE) {
      bar.start(sessions, done, facts);
      drawn = true;
    }
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
      if (drawn) bar.stop();
    },
  };
}
