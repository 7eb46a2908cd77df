/** Decides while the child runs: keep its output for the filter, fold it as it streams (large), or show it as it is (a server). */

import { expectLongRun, LARGE_TEXT } from '../io/engine.ts';
import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import type { Filter } from '../types.ts';
import type { Chunk, Sink } from './child.ts';
import type { Folded, Folding } from './large-fold.ts';

export interface LiveSink extends Sink {
  /** What is left for the filter; undefined if the output has been shown as it streamed. */
  ended(exit: number): readonly Chunk[] | undefined;
  /** Of an output that was shown as it streamed. */
  streamed(): Streamed;
}

export interface Streamed {
  readonly bytes: number;
  /** A part of it. */
  readonly sample: Buffer;
  /** What took its place, if it was folded. */
  readonly folded?: Folded;
}

// A server, a watcher or a prompt says this and then waits.
const READY =
  /listening (?:on|at)|ready (?:in|on|at)\b|\b(?:local|network|url):\s+https?:|server (?:is )?(?:now )?(?:running|started|listening|up)|running (?:at|on) |watching (?:for|\d)|waiting for (?:file |changes)|started server|development server|serving http on|press (?:ctrl|h |q )|(?:\[y\/n\]|password:|\?) ?$/i;
/** How long a ready server is silent before its text is shown, in milliseconds. */
const SILENCE = 400;
/** How long the output of a program of the user's is held, in milliseconds. */
const SOON = 900;

/** Targets and scripts that usually start a server: `make serve`, `gradle bootRun`, `pnpm run dev`. */
export function runsOn([program, ...words]: readonly string[]): boolean {
  return words.some(
    (word) => /^(?:serve|server|runserver|dev|start|up|watch|bootRun)$/.test(word) || (program === 'make' && word === 'run'),
  );
}

/** What the filter says of the command; `lossless`: nothing may be left out, however large the output is. */
type Habits = Pick<Filter, 'live' | 'serves' | 'stderr' | 'quotes'> & { readonly lossless: boolean };

export function liveSink(argv: readonly string[], { live: soon, serves, stderr, quotes, lossless }: Habits): LiveSink {
  const hold = quotes ? HOLD_QUOTED : HOLD;
  let mode: 'keep' | 'show' = 'keep';
  let chunks: Chunk[] = [];
  let size = 0;
  let sample: Buffer = Buffer.alloc(0);
  let folding: Folding | undefined;
  let startFolding: typeof import('./large-fold.ts').startFolding | undefined;
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    if (mode === 'show' || folding) return true;
    mode = 'show';
    sample = sampleOf(chunks);
    return chunks.splice(0).every(({ fd, data }) => write(fd, data));
  };
  return {
    data(chunk) {
      if (!soon || waits(chunk.data, serves === true)) clearTimeout(timer);
      size += chunk.data.length;
      if (size > LARGE_TEXT && size - chunk.data.length <= LARGE_TEXT) expectLongRun();
      if (mode === 'show' && sample.length < SAMPLE) sample = Buffer.concat([sample, chunk.data]);
      if (folding && chunk.fd === 2 && stderr === 'apart') return write(2, chunk.data);
      if (folding) return folding.add(chunk.data);
      if (mode === 'show') return write(chunk.fd, chunk.data);
      chunks.push(chunk);
      if (size > LARGE && size - chunk.data.length <= LARGE)
        void import('./large-fold.ts').then((module) => (startFolding = module.startFolding));
      if (size > hold && (lossless || isBinary(chunks))) return show();
      if (size > hold && startFolding) {
        const apart = chunks.filter(({ fd }) => fd === 2 && stderr === 'apart');
        const held = chunks.filter((each) => !apart.includes(each));
        sample = sampleOf(held);
        folding = startFolding(
          argv,
          held.map(({ data }) => data),
        );
        chunks = [];
        for (const { data } of apart) write(2, data);
      } else if (waits(chunk.data, serves === true)) timer = setTimeout(show, SILENCE);
      else if (soon) timer ??= setTimeout(show, SOON);
      return true;
    },
    slow: show,
    ended(exit) {
      clearTimeout(timer);
      folding?.end(exit);
      return folding || mode === 'show' ? undefined : chunks;
    },
    streamed: () => ({ bytes: size, sample, ...(folding ? { folded: folding.result() } : {}) }),
  };
}

/** Bytes that are held before output is folded, and those after which what folds is loaded. */
const HOLD = 4 * 1024 * 1024;
/** Of searches and diffs more is held: what is worth most of them stands anywhere. */
const HOLD_QUOTED = 12 * 1024 * 1024;
const LARGE = 1024 * 1024;
/** Bytes from which the tokens of an output are reckoned that is not kept. */
const SAMPLE = 64 * 1024;

function sampleOf(chunks: readonly Chunk[]): Buffer {
  return Buffer.concat(chunks.slice(0, 8).map(({ data }) => data));
}

/** Large data that is no text (an archive, an image) is nobody's to fold. */
function isBinary(chunks: readonly Chunk[]): boolean {
  return chunks.slice(0, 16).some(({ data }) => data.includes(0));
}

/** Does the chunk say that the program is up, or end in the middle of a line before someone's keyboard? */
function waits(data: Buffer, serves: boolean): boolean {
  if (data.at(-1) !== 10 && isTerminal(0)) return true;
  return serves && data.length < 4096 && READY.test(data.toString('latin1'));
}
