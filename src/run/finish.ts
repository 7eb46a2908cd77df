/** The end of a captured run: its output through the filter, to whoever reads it, and into the journal. */

import type { Filtered } from '../filter/filter.ts';
import { expectLongRun, LARGE_TEXT } from '../io/engine.ts';
import { paint, wantsColour } from '../io/paint.ts';
import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import { record } from '../journal/record.ts';
import { pruneSome } from '../store/prune.ts'; // loaded when called
import { keep, resolves } from '../store/store.ts'; // loaded when called
import type { Exit } from '../types.ts';
import { agentIn } from '../window/agent-in.ts';
import { booked, type Job } from './book.ts';
import { priceOf, settle } from './settle.ts';
import { capturedOf, type Encoding, encodingOf, type Streams } from './streams.ts';

export function show(job: Job, output: Streams): void {
  const { argv, routed, level } = job;
  const encoding = encodingOf(output);
  const settled = settle({
    captured: capturedOf(output, encoding),
    routed,
    level,
    resolves,
    keep: () => keep({ ...output, exit: output.exit ?? 0, argv }),
    agent: agentIn(process.env),
    env: process.env,
  });
  const { result } = settled;
  const read = emit(result, output, encoding);
  const shown = result.changed
    ? Buffer.byteLength(result.text, encoding) + (result.stderrApart ? output.stderr.length : 0)
    : output.merged.length;
  record({ ...booked(job, output.exit), bytes: [output.merged.length, shown], ...priceOf(settled, read) });
  if (settled.handle !== undefined) pruneSome();
}

/** Text that no child of ours printed, standard input or a file, is settled like an output; `exit` is undefined where nobody tells it. */
export function showText(data: Buffer, job: Omit<Job, 'argv' | 'started' | 'child'>, exit: Exit): void {
  const started = performance.now();
  if (data.length > LARGE_TEXT) expectLongRun();
  show({ ...job, argv: job.routed.argv, started, child: 0 }, { exit, stdout: data, stderr: Buffer.alloc(0), merged: data });
}

/** A result stands on stdout, on stderr where the tool said everything there; raw streams go where they came from. False if nobody read to the end. */
function emit(result: Filtered, output: Streams, encoding: Encoding): boolean {
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
