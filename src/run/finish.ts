/** The end of a captured run: its output through the filter, to whoever reads it, and into the journal. */

import { type Captured, type Filtered, filter } from '../filter/filter.ts';
import { tokensOf } from '../filter/tokens.ts';
import { paint, wantsColour } from '../io/paint.ts';
import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import { record } from '../journal/record.ts';
import { keep } from '../store/store.ts';
import { agentIn } from '../window/agent-in.ts';
import { readAlone, UNSEEN, windowFor } from '../window/limits.ts';
import { booked, type Job } from './book.ts';
import { capturedOf, type Encoding, encodingOf, type Output } from './streams.ts';

export function show(job: Job, output: Output): void {
  const { argv, routed, level } = job;
  const encoding = encodingOf(output);
  const raw = capturedOf(output, encoding);
  let handle: string | undefined;
  const handleOf = () => (handle ??= keep({ ...output, argv }));
  const alone = readAlone(raw.text, output.exit !== 0, agentIn(process.env));
  const window = Math.min(
    windowFor(process.env, output.exit !== 0),
    alone === raw.text ? Number.POSITIVE_INFINITY : Math.max(alone.length, UNSEEN),
  );
  const result = filter(raw, routed, { level, handle: handleOf, window });
  const read = emit(result, output, encoding);
  if (output.exit !== 0 && result.changed) handleOf();
  const shown = result.changed
    ? Buffer.byteLength(result.text, encoding) + (result.stderrApart ? output.stderr.length : 0)
    : output.merged.length;
  record({
    ...booked(job, output.exit),
    bytes: [output.merged.length, shown],
    ...tokensFor(raw, result, read ? alone : undefined),
    ...(handle === undefined ? {} : { handle }),
    ...(result.hidden > 0 ? { hidden: result.hidden } : {}),
    ...(result.why === undefined ? {} : { why: result.why }),
  });
}

/** `alone`: what would have been read without rtk; undefined if a reader closed the pipe (`| head`), who would have read no more of the raw text: nothing was saved. */
function tokensFor(raw: Captured, result: Filtered, alone: string | undefined): { tokens: [number, number]; base?: number } {
  const before = tokensOf(raw.text);
  const after = result.changed ? tokensOf(result.text) + (result.stderrApart ? tokensOf(raw.stderr) : 0) : before;
  const read = alone === raw.text ? before : tokensOf(alone ?? '');
  const base = alone === undefined ? after : read;
  if (!result.changed) return { tokens: [before, Math.min(before, base)], ...(base < before ? { base } : {}) };
  return { tokens: [before, after], ...(base < before ? { base } : {}) };
}

/** A result stands on stdout, on stderr where the tool said everything there; raw streams go where they came from. False if nobody read to the end. */
function emit(result: Filtered, output: Output, encoding: Encoding): boolean {
  if (!result.changed) {
    const read = write(1, output.stdout);
    return write(2, output.stderr) && read;
  }
  const fd = output.stdout.length === 0 ? 2 : 1;
  const text = wantsColour(isTerminal(fd), process.env) ? paint(result.text) : result.text;
  const read = write(fd, Buffer.from(text, encoding));
  if (result.stderrApart) write(2, output.stderr);
  return read;
}
