/** Starts the child with the user's own argv, env, cwd and stdin; captures or passes through. */

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants as modes } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { goesNowhere } from '../io/terminal.ts';
import { ignoredSignals, relayTo } from './signals.ts';

export interface ChildEnd {
  readonly exit: number;
  readonly signal?: string;
  /** The program could not be started; a sentence for stderr. */
  readonly problem?: string;
}

/** Gets the output as it arrives. */
export interface Sink {
  /** False: nobody reads any more, so the child's pipe is closed and SIGPIPE ends it. */
  data(chunk: Chunk): boolean;
  /** The child still runs some time after it was told to end: what is kept must be shown. */
  slow(): void;
}

export interface Chunk {
  readonly fd: 1 | 2;
  readonly data: Buffer;
}

/** Runs with inherited stdio, byte for byte. */
export function passThrough(argv: readonly string[]): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const child = started(argv, 'inherit');
    if (isProblem(child)) return resolve(notStarted(argv, child));
    const relay = relayTo(child, () => {});
    child.once('error', (error) => resolve(notStarted(argv, error)));
    child.once('exit', (code, signal) => {
      relay.stop();
      resolve(endOf(code, signal));
    });
  });
}

/** How long to wait for the end of the streams after the child itself ended, in milliseconds. */
const GRACE = 1000;

/** Runs with stdin inherited and both outputs given to the sink; errors that go to /dev/null go there by themselves. */
export function capture(argv: readonly string[], sink: Sink): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const child = started(argv, ['inherit', 'pipe', goesNowhere(2) ? 'inherit' : 'pipe']);
    if (isProblem(child)) return resolve(notStarted(argv, child));
    const relay = relayTo(child, () => sink.slow());
    const finish = (end: ChildEnd) => {
      relay.stop();
      resolve(end);
    };
    for (const [fd, stream] of [
      [1, child.stdout],
      [2, child.stderr],
    ] as const) {
      stream?.on('data', (data: Buffer) => {
        if (!sink.data({ fd, data })) stream.destroy();
      });
    }
    child.once('error', (error) => finish(notStarted(argv, error)));
    child.once('exit', (code, signal) => {
      const late = setTimeout(() => finish(endOf(code, signal)), GRACE);
      child.once('close', () => {
        clearTimeout(late);
        finish(endOf(code, signal));
      });
    });
  });
}

/** The runtime gives a child all signals back; under `nohup` it must stay deaf to the hangup. */
const DEAF = 'trap "" HUP; exec "$0" "$@"';

type Stdio = 'inherit' | ['inherit', 'pipe', 'inherit' | 'pipe'];

function started(argv: readonly string[], stdio: Stdio): ChildProcess | NodeJS.ErrnoException {
  const [program = '', ...rest] = ignoredSignals().has('SIGHUP') ? ['/bin/sh', '-c', DEAF, ...argv] : argv;
  try {
    return spawn(program, rest, { stdio, windowsHide: true });
  } catch (thrown) {
    const error: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error(String(thrown));
    // A script without a first line that names its shell: a shell runs it itself.
    return error.code === 'ENOEXEC' && program !== 'bash' ? started(['bash', pathOf(program), ...rest], stdio) : error;
  }
}

function isProblem(child: ChildProcess | NodeJS.ErrnoException): child is NodeJS.ErrnoException {
  return child instanceof Error;
}

/** Where PATH has the program. */
function pathOf(program: string): string {
  if (/[\\/]/.test(program)) return program;
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder || '.', program));
  return places.find(isExecutable) ?? program;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, modes.X_OK);
    return true;
  } catch {
    return false;
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): ChildEnd {
  if (signal === null) return { exit: code ?? 1 };
  return { exit: 128 + (constants.signals[signal] ?? 0), signal };
}

function notStarted(argv: readonly string[], error: NodeJS.ErrnoException): ChildEnd {
  const program = argv[0] ?? '';
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { exit: 127, problem: `rtk: ${program}: command not found` };
  if (error.code === 'EACCES' || error.code === 'ENOEXEC') return { exit: 126, problem: `rtk: ${program}: cannot be executed` };
  return { exit: 126, problem: `rtk: ${program}: ${error.message}` };
}
