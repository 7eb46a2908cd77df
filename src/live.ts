/** Decides while the child runs: keep its output for the filter, fold it as it streams (large), or show it as it is (a server). */

import { addTo, dueLines, HOLD, headLines, newDigest, restLines, wholeLines } from './big.ts';
import { write } from './emit.ts';
import type { Chunk, Sink } from './run.ts';
import { openSpool, type Spool } from './spool.ts';
import { isTerminal } from './terminal.ts';
import { withHandle } from './text.ts';
import type { Filter } from './types.ts';

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

/** Targets and scripts that usually start a server: `make serve`, `gradle bootRun`, `pnpm run dev`. */
export function runsOn([program, ...words]: readonly string[]): boolean {
  return words.some(
    (word) => /^(?:serve|server|runserver|dev|start|up|watch|bootRun)$/.test(word) || (program === 'make' && word === 'run'),
  );
}

/** What the filter says of the command; `lossless`: nothing may be left out, however large the output is. */
type Habits = Pick<Filter, 'live' | 'serves' | 'stderr'> & { readonly lossless: boolean };

export function liveSink(argv: readonly string[], { live: soon, serves, stderr, lossless }: Habits): LiveSink {
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
      if (!soon || waits(chunk.data, serves === true)) clearTimeout(timer);
      if (folding && chunk.fd === 2 && stderr === 'apart') return write(2, chunk.data);
      if (folding) return folding.add(chunk.data);
      if (mode === 'show') return write(chunk.fd, chunk.data);
      chunks.push(chunk);
      size += chunk.data.length;
      if (size > HOLD && (lossless || isBinary(chunks))) return show();
      if (size > HOLD) {
        const apart = chunks.filter(({ fd }) => fd === 2 && stderr === 'apart');
        const held = chunks.filter((each) => !apart.includes(each));
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
  };
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

interface Folding {
  add(data: Buffer): boolean;
  end(exit: number): void;
}

/** Bytes between two reports on what came meanwhile; a reader that has gone (`| head`) is noticed then. */
const REPORT = 32 * 1024 * 1024;

/** Shows the beginning at once, then now and then what errors came and how many lines were left out, at last the end. */
function startFolding(argv: readonly string[], held: readonly Buffer[]): Folding {
  const digest = newDigest();
  const spool = openSpool(argv, held[0] ?? Buffer.alloc(0));
  const say = (lines: readonly string[]) => lines.length === 0 || write(1, filled(lines, spool));
  const lines = wholeLines();
  const take = (block: Buffer) => {
    spool.write(block);
    addTo(digest, block);
  };
  for (const data of held) lines.blocks(data).forEach(take);
  const head = headLines(digest);
  let open = say(head);
  digest.next = head.length;
  let reported = digest.bytes;
  return {
    add(data) {
      lines.blocks(data).forEach(take);
      if (digest.bytes - reported < REPORT) return open;
      reported = digest.bytes;
      open = say(dueLines(digest));
      return open;
    },
    end(exit) {
      const last = lines.rest();
      if (last.length > 0) take(last);
      spool.close(exit);
      say(exit === 0 ? restLines(digest) : [...restLines(digest), `[exit ${exit}]`]);
    },
  };
}

function filled(lines: readonly string[], spool: Spool): Buffer {
  const text = `${lines.join('\n')}\n`;
  if (spool.keeps()) return Buffer.from(withHandle(text, spool.id) ?? '');
  return Buffer.from((withHandle(text, 'none') ?? '').replaceAll(': rtk recall none]', ': not kept, run it again into a file]'));
}
