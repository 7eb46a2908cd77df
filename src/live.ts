/** Decides while the child runs: keep its output for the filter, fold it as it streams (large), or show it as it is (a server). */

import { isTerminal } from './terminal.ts';
import { addTo, type Digest, HOLD, headLines, newDigest, restLines } from './big.ts';
import { write } from './emit.ts';
import type { Chunk, Sink } from './run.ts';
import { openSpool, type Spool } from './spool.ts';
import { withHandle } from './text.ts';

export interface LiveSink extends Sink {
  /** What is left for the filter; undefined if the output has been shown as it streamed. */
  ended(exit: number): readonly Chunk[] | undefined;
}

// A server, a watcher or a prompt says this and then waits.
const READY =
  /listening (?:on|at)|ready (?:in|on|at)\b|\b(?:local|network|url):\s+https?:|server (?:is )?(?:now )?(?:running|started|listening|up)|running (?:at|on) |watching (?:for|\d)|waiting for (?:file |changes)|started server|development server|serving http on|press (?:ctrl|h |q )|(?:\[y\/n\]|password:|\?) ?$/i;
/** How long a ready server is silent before its text is shown, in milliseconds. */
const SILENCE = 400;
/** How long the output of a program of the user's is held, in milliseconds. */
const SOON = 900;

/** `soon`: what is printed is shown if the child still runs a second later. */
export function liveSink(argv: readonly string[], soon: boolean): LiveSink {
  let mode: 'keep' | 'show' = 'keep';
  let chunks: Chunk[] = [];
  let size = 0;
  let folding: Folding | undefined;
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    if (mode === 'show' || folding) return true;
    mode = 'show';
    return chunks.splice(0).every(({ fd, data }) => write(fd, data));
  };
  return {
    data(chunk) {
      if (!soon || waits(chunk.data)) clearTimeout(timer);
      if (folding) return folding.add(chunk.data);
      if (mode === 'show') return write(chunk.fd, chunk.data);
      chunks.push(chunk);
      size += chunk.data.length;
      if (size > HOLD) {
        folding = startFolding(argv, chunks.map(({ data }) => data));
        chunks = [];
      } else if (waits(chunk.data)) timer = setTimeout(show, SILENCE);
      else if (soon) timer ??= setTimeout(show, SOON);
      return true;
    },
    slow: show,
    ended(exit) {
      clearTimeout(timer);
      folding?.end(exit);
      return folding || mode === 'show' ? undefined : chunks;
    },
  };
}

/** Does the chunk say that the program is up, or end in the middle of a line before someone's keyboard? */
function waits(data: Buffer): boolean {
  if (data.at(-1) !== 10 && isTerminal(0)) return true;
  return data.length < 4096 && READY.test(data.toString('latin1'));
}

interface Folding {
  add(data: Buffer): boolean;
  end(exit: number): void;
}

/** Shows the beginning at once, in two parts, so that a reader that wants no more (`| head`) is noticed. */
function startFolding(argv: readonly string[], held: readonly Buffer[]): Folding {
  const digest = newDigest();
  const spool = openSpool(argv, held[0] ?? Buffer.alloc(0));
  for (const data of held) {
    spool.write(data);
    addTo(digest, data);
  }
  const head = headLines(digest);
  let shown = Math.ceil(head.length / 2);
  let open = write(1, text(head.slice(0, shown)));
  return {
    add(data) {
      if (open && shown < head.length) {
        open = write(1, text(head.slice(shown)));
        shown = head.length;
      }
      spool.write(data);
      addTo(digest, data);
      return open;
    },
    end(exit) {
      if (shown < head.length) write(1, text(head.slice(shown)));
      write(1, text(ending(digest, spool, exit)));
    },
  };
}

function ending(digest: Digest, spool: Spool, exit: number): string[] {
  const lines = restLines(digest);
  const handle = spool.close(exit) ? spool.id : undefined;
  const filled = withHandle(lines.join('\n'), handle ?? 'none') ?? '';
  const kept = handle === undefined ? [filled.replaceAll(': rtk recall none]', ': too large to keep, run it again into a file]')] : [filled];
  return exit === 0 ? kept : [...kept, `[exit ${exit}]`];
}

function text(lines: readonly string[]): Buffer {
  return Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}
