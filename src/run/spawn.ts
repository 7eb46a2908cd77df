/**
 * Starts a program by the runtime's own call: Bun's where there is one, Node's elsewhere.
 *
 * Bun's costs 270 page faults less than `node:child_process`. Both give a child a socket for a pipe, and a socket cannot be opened as
 * `/dev/stdout`, which makefiles do (`tee /dev/stderr`): so the pipes are made by pipe2(2).
 */

import { closeSync, openSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { heldInSession } from './writers.ts'; // loaded when called

export interface Exited {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number | undefined;
  /** Rejects with an ErrnoException if the program could not be started. */
  readonly exited: Promise<Exited>;
  /** The child's outputs that were asked for; the others are ours. */
  readonly outlets: readonly Outlet[];
}

/** Gets a chunk; false: no more of them. */
type Take = (data: Buffer) => boolean;

/** One output of a child. */
interface Outlet {
  readonly fd: 1 | 2;
  /** Gives every chunk to `take` until the last writer has closed; where `take` says false our end is closed, and SIGPIPE ends the writer. */
  read(take: Take): Promise<void>;
  /** Has what still comes copied to our own descriptor by a program that outlives us, or to nowhere where only daemons write; false where that is not possible. */
  handOver(): boolean;
}

/** Throws an ErrnoException, or answers with a child whose `exited` rejects, if the program cannot be started. */
export function spawn(argv: readonly string[], piped: readonly (1 | 2)[]): Child {
  const bun = bunOf(globalThis);
  return bun ? spawnByBun(bun, argv, piped) : spawnByNode(argv, piped);
}

interface BunChild {
  readonly pid: number;
  readonly exited: Promise<unknown>;
  readonly exitCode: number | null;
  readonly signalCode: NodeJS.Signals | null;
  readonly stdout: ReadableStream<Uint8Array>;
  readonly stderr: ReadableStream<Uint8Array>;
  unref(): void;
}

type BunStdio = 'inherit' | 'ignore' | 'pipe' | number;

interface Bun {
  spawn(argv: readonly string[], options: { stdin: BunStdio; stdout: BunStdio; stderr: BunStdio }): BunChild;
  file(fd: number): { stream(): ReadableStream<Uint8Array> };
}

function bunOf(scope: object): Bun | undefined {
  return 'Bun' in scope ? (scope.Bun as Bun) : undefined;
}

function spawnByBun(bun: Bun, argv: readonly string[], piped: readonly (1 | 2)[]): Child {
  const pipes = new Map(piped.map((fd) => [fd, newPipe()]));
  const writeEnd = (fd: 1 | 2): BunStdio => (pipes.has(fd) ? (pipes.get(fd)?.write ?? 'pipe') : 'inherit');
  try {
    const child = bun.spawn(argv, { stdin: 'inherit', stdout: writeEnd(1), stderr: writeEnd(2) });
    const exited = child.exited.then(() => ({ code: child.exitCode, signal: child.signalCode }));
    const streamOf = (fd: 1 | 2, pipe: Pipe | undefined) => () =>
      pipe ? bun.file(pipe.read).stream() : fd === 1 ? child.stdout : child.stderr;
    const outlets = [...pipes].map(([fd, pipe]) => ({
      fd,
      read: (take: Take) => readStream(streamOf(fd, pipe)(), take).finally(() => pipe && closeSync(pipe.read)),
      handOver: () => copied(bun, fd, pipe),
    }));
    return { pid: child.pid, exited, outlets };
  } catch (error) {
    for (const pipe of pipes.values()) if (pipe) closeSync(pipe.read);
    throw error;
  } finally {
    for (const pipe of pipes.values()) if (pipe) closeSync(pipe.write);
  }
}

/** The runtime leaves a descriptor open that it was given: who gave it closes it. */
async function readStream(stream: ReadableStream<Uint8Array>, take: Take): Promise<void> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!take(asBuffer(value))) return reader.cancel();
  }
}

/** Of a few bytes a copy: in this engine they have no buffer of their own until it is asked for, which takes a millisecond the first time. */
function asBuffer(value: Uint8Array): Buffer {
  return value.length <= FEW ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

const FEW = 64 * 1024;

/** A program that outlives us copies what still comes to our own descriptor. */
function copied(bun: Bun, fd: 1 | 2, pipe: Pipe | undefined): boolean {
  if (!pipe) return false;
  try {
    // Opened anew it blocks, as a pipe that a shell makes does.
    const stdin = openSync(`/proc/self/fd/${pipe.read}`, 'r');
    // A daemon must not keep our reader waiting, nor die of a closed pipe: what it says goes nowhere.
    const stdout = heldInSession(pipe.read) ? fd : 'ignore';
    bun.spawn(['/bin/cat'], { stdin, stdout, stderr: 'ignore' }).unref();
    return true;
  } catch {
    return false;
  }
}

interface Pipe {
  readonly read: number;
  readonly write: number;
}

interface Ffi {
  dlopen(library: string, symbols: object): { readonly symbols: Record<string, (fds: Int32Array, flags: number) => number> };
}

const CLOSE_ON_EXEC = 0o2000000;

/** Both ends close on exec; the child gets its own copy. Undefined where the C library has no pipe2: then the runtime makes a socket. */
function newPipe(): Pipe | undefined {
  const fds = new Int32Array([-1, -1]);
  const made = process.platform === 'linux' && pipe2()?.(fds, CLOSE_ON_EXEC) === 0;
  return made ? { read: fds[0] ?? -1, write: fds[1] ?? -1 } : undefined;
}

let loaded: ReturnType<typeof libraryCall> | 'not yet' = 'not yet';

function pipe2(): ReturnType<typeof libraryCall> {
  if (loaded === 'not yet') loaded = libraryCall('pipe2');
  return loaded;
}

function libraryCall(name: string): ((fds: Int32Array, flags: number) => number) | undefined {
  const ffi = process.getBuiltinModule('bun:ffi') as unknown as Ffi;
  for (const library of ['libc.so.6', `libc.musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`]) {
    try {
      return ffi.dlopen(library, { [name]: { args: ['ptr', 'i32'], returns: 'i32' } }).symbols[name];
    } catch {
      // The other C library, then.
    }
  }
  return undefined;
}

function spawnByNode([program = '', ...words]: readonly string[], piped: readonly (1 | 2)[]): Child {
  const how = (fd: 1 | 2) => (piped.includes(fd) ? 'pipe' : 'inherit');
  const child = process
    .getBuiltinModule('node:child_process')
    .spawn(program, words, { stdio: ['inherit', how(1), how(2)], windowsHide: true });
  const exited = new Promise<Exited>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const streams = [child.stdout, child.stderr] as const;
  return { pid: child.pid, exited, outlets: piped.map((fd) => nodeOutlet(fd, streams[fd - 1] ?? null)) };
}

function nodeOutlet(fd: 1 | 2, stream: Readable | null): Outlet {
  return {
    fd,
    read: (take) =>
      new Promise((resolve) => {
        stream?.on('data', (data: Buffer) => {
          if (!take(data)) stream.destroy();
        });
        stream?.once('close', () => resolve());
      }),
    handOver: () => false,
  };
}
