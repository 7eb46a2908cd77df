/** The chunks of a run, put together: each stream, and both line by line in the order in which the lines arrived. */

import type { Captured } from '../filter/filter.ts';
import type { Exit } from '../types.ts';
import type { Chunk } from './child.ts';

export interface Streams {
  readonly exit: Exit;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly merged: Buffer;
}

export function outputOf(chunks: readonly Chunk[], exit: number): Streams {
  const of = (fd: 1 | 2) => chunks.filter((chunk) => chunk.fd === fd).map((chunk) => chunk.data);
  const [stdout, stderr] = [Buffer.concat(of(1)), Buffer.concat(of(2))];
  if (stderr.length === 0) return { exit, stdout, stderr, merged: stdout };
  if (stdout.length === 0) return { exit, stdout, stderr, merged: stderr };
  return { exit, stdout, stderr, merged: mergedLines(chunks) };
}

/** A line belongs where its end arrived: no line of one stream stands inside a line of the other. */
function mergedLines(chunks: readonly Chunk[]): Buffer {
  const parts: Buffer[] = [];
  const open: Record<1 | 2, Buffer[]> = { 1: [], 2: [] };
  for (const { fd, data } of chunks) {
    const end = data.lastIndexOf(10) + 1;
    if (end > 0) parts.push(...open[fd].splice(0), data.subarray(0, end));
    if (end < data.length) open[fd].push(data.subarray(end));
  }
  for (const rest of [open[1], open[2]]) {
    if (rest.length === 0) continue;
    const before = parts.at(-1);
    if (before && before.at(-1) !== 10) parts.push(Buffer.from('\n'));
    parts.push(...rest);
  }
  return Buffer.concat(parts);
}

export type Encoding = 'utf8' | 'latin1';

/** Bytes that are no UTF-8 are read and written as Latin-1, so that every byte comes out as it went in. */
export function encodingOf(output: Streams): Encoding {
  // A text without the sign that takes the place of a wrong byte has none; the module that knows better is loaded only for one that has it.
  const sure = !output.merged.toString().includes('\ufffd');
  return sure || process.getBuiltinModule('node:buffer').isUtf8(output.merged) ? 'utf8' : 'latin1';
}

/** What the pure filter reads. */
export function capturedOf(output: Streams, encoding: Encoding): Captured {
  const text = output.merged.toString(encoding);
  const alone = (own: Buffer, other: Buffer) => (other.length === 0 ? text : own.toString(encoding));
  const stdout = output.stdout.length === 0 ? '' : alone(output.stdout, output.stderr);
  const stderr = output.stderr.length === 0 ? '' : alone(output.stderr, output.stdout);
  return { stdout, stderr, text, exit: output.exit };
}
