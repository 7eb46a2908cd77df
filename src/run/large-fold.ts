/** Output that is too large to be kept is folded as it streams. */

import { write } from '../io/write.ts';
import { withHandle } from '../marks.ts';
import { openSpool, type Spool } from '../store/spool.ts';
import { addTo, dueLines, headLines, newDigest, restLines, wholeLines } from './large-digest.ts';

export interface Folding {
  add(data: Buffer): boolean;
  end(exit: number): void;
  /** The text that took the output's place, the lines that it does not show, and where they are kept. */
  result(): Folded;
}

export interface Folded {
  readonly text: string;
  readonly hidden: number;
  readonly handle?: string;
}

/** Bytes between two reports on what came meanwhile; a reader that has gone (`| head`) is noticed then. */
const REPORT = 32 * 1024 * 1024;

/** Shows the beginning at once, then now and then what errors came and how many lines were left out, at last the end. */
export function startFolding(argv: readonly string[], held: readonly Buffer[]): Folding {
  const digest = newDigest();
  const spool = openSpool(argv);
  const shown: Buffer[] = [];
  const say = (lines: readonly string[]) => {
    if (lines.length === 0) return true;
    const data = filled(lines, spool);
    shown.push(data);
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
    result() {
      const text = Buffer.concat(shown).toString();
      // Markers of our own alone: the output may hold what looks like one.
      const own = text.matchAll(/\[\+(\d+) lines: (?:rtk recall (\w+)|not kept)/g);
      const hidden = [...own].reduce((sum, [, count, id = spool.id]) => sum + (id === spool.id ? Number(count) : 0), 0);
      return { text, hidden, ...(spool.keeps() ? { handle: spool.id } : {}) };
    },
  };
}

function filled(lines: readonly string[], spool: Spool): Buffer {
  const text = `${lines.join('\n')}\n`;
  if (spool.keeps()) return Buffer.from(withHandle(text, spool.id) ?? '');
  return Buffer.from((withHandle(text, 'none') ?? '').replaceAll(': rtk recall none]', ': not kept, run it again into a file]'));
}
