/** Decides while the child runs: keep its output for the filter, fold it as it streams (large), or show it as it is (a server). */

import { lengthAlone } from './agents.ts';
import { addTo, dueLines, HOLD, headLines, newDigest, restLines, wholeLines } from './big.ts';
import { write } from './emit.ts';
import type { Saving } from './record.ts';
import type { Chunk, Sink } from './run.ts';
import { openSpool, type Spool } from './spool.ts';
import { isTerminal } from './terminal.ts';
import { withHandle } from './text.ts';
import { tokensOf } from './tokens.ts';
import type { Filter } from './types.ts';

export interface LiveSink extends Sink {
  /** What is left for the filter; undefined if the output has been shown as it streamed. */
  ended(exit: number): readonly Chunk[] | undefined;
  /** Of an output that was shown as it streamed; tokens are taken from a sample of it. */
  sizes(agent: string | undefined, exit: number): Pick<Saving, 'bytes' | 'tokens' | 'base'>;
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
  let sample = Buffer.alloc(0);
  let folding: Folding | undefined;
  let timer: NodeJS.Timeout | undefined;
  const show = () => {
    if (mode === 'show' || folding) return true;
    mode = 'show';
    sample = Buffer.concat(chunks.map(({ data }) => data));
    return chunks.splice(0).every(({ fd, data }) => write(fd, data));
  };
  return {
    data(chunk) {
      if (!soon || waits(chunk.data, serves === true)) clearTimeout(timer);
      size += chunk.data.length;
      if (mode === 'show' && sample.length < SAMPLE) sample = Buffer.concat([sample, chunk.data]);
      if (folding && chunk.fd === 2 && stderr === 'apart') return write(2, chunk.data);
      if (folding) return folding.add(chunk.data);
      if (mode === 'show') return write(chunk.fd, chunk.data);
      chunks.push(chunk);
      if (size > HOLD && (lossless || isBinary(chunks))) return show();
      if (size > HOLD) {
        const apart = chunks.filter(({ fd }) => fd === 2 && stderr === 'apart');
        const held = chunks.filter((each) => !apart.includes(each));
        sample = Buffer.concat(held.slice(0, 8).map(({ data }) => data));
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
    sizes(agent, exit) {
      const rate = tokensOf(sample.toString()) / Math.max(1, sample.length);
      const raw = Math.round(size * rate);
      const base = Math.round(lengthAlone(size, exit !== 0, agent) * rate);
      const shown = folding?.shown() ?? { bytes: size, tokens: base };
      return { bytes: [size, shown.bytes], tokens: [raw, shown.tokens], ...(base < raw ? { base } : {}) };
    },
  };
}

/** Bytes from which the tokens of an output are reckoned that is not kept. */
const SAMPLE = 64 * 1024;

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
  shown(): { readonly bytes: number; readonly tokens: number };
}

/** Bytes between two reports on what came meanwhile; a reader that has gone (`| head`) is noticed then. */
const REPORT = 32 * 1024 * 1024;

/** Shows the beginning at once, then now and then what errors came and how many lines were left out, at last the end. */
function startFolding(argv: readonly string[], held: readonly Buffer[]): Folding {
  const digest = newDigest();
  const spool = openSpool(argv, held[0] ?? Buffer.alloc(0));
  const shown = { bytes: 0, tokens: 0 };
  const say = (lines: readonly string[]) => {
    if (lines.length === 0) return true;
    const data = filled(lines, spool);
    shown.bytes += data.length;
    shown.tokens += tokensOf(data.toString());
    return write(1, data);
  };
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
    shown: () => shown,
  };
}

function filled(lines: readonly string[], spool: Spool): Buffer {
  const text = `${lines.join('\n')}\n`;
  if (spool.keeps()) return Buffer.from(withHandle(text, spool.id) ?? '');
  return Buffer.from((withHandle(text, 'none') ?? '').replaceAll(': rtk recall none]', ': not kept, run it again into a file]'));
}
