/** Starts the child with the user's own argv, env, cwd and stdin; captures or passes through. */

import { accessSync, constants as modes } from 'node:fs';
import { delimiter, join } from 'node:path';
import { goesNowhere } from '../io/terminal.ts';
import { ignoredSignals, relayTo } from './signals.ts';
import { type Child, type Exited, spawn } from './spawn.ts';

export interface ChildEnd {
  readonly exit: number;
  readonly signal?: string;
  /** The program could not be started; a sentence for stderr. */
  readonly problem?: string;
  /** Others still write into the child's outputs: has what they write go past us, once our own text has been printed. */
  readonly handOver?: () => void;
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
export async function passThrough(argv: readonly string[]): Promise<ChildEnd> {
  try {
    const child = started(argv, []);
    const relay = relayTo(child.pid, () => {});
    const end = await child.exited;
    relay.stop();
    return endOf(end);
  } catch (error) {
    return notStarted(argv, error);
  }
}

/** How long to wait for the end of the streams after the child itself ended, in milliseconds. */
const GRACE = 1000;

/** Runs with stdin inherited and both outputs given to the sink; errors that go to /dev/null go there by themselves. */
export async function capture(argv: readonly string[], sink: Sink): Promise<ChildEnd> {
  try {
    const child = started(argv, goesNowhere(2) ? [1] : [1, 2]);
    const relay = relayTo(child.pid, () => sink.slow());
    const open = new Set(child.outlets);
    const reading = child.outlets.map(async (outlet) => {
      await outlet.read((data) => sink.data({ fd: outlet.fd, data }));
      open.delete(outlet);
    });
    const end = await child.exited;
    const closed = await within(GRACE, Promise.all(reading));
    relay.stop();
    return closed ? endOf(end) : { ...endOf(end), handOver: () => open.forEach((outlet) => void outlet.handOver()) };
  } catch (error) {
    return notStarted(argv, error);
  }
}

function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(false), milliseconds);
    work.then(() => resolve(true), reject).finally(() => clearTimeout(late));
  });
}

/** The runtime gives a child all signals back; under `nohup` it must stay deaf to the hangup. */
const DEAF = 'trap "" HUP; exec "$0" "$@"';

function started(argv: readonly string[], piped: readonly (1 | 2)[]): Child {
  const [program = '', ...rest] = ignoredSignals().has('SIGHUP') ? ['/bin/sh', '-c', DEAF, ...argv] : argv;
  try {
    return spawn([program, ...rest], piped);
  } catch (error) {
    // A script without a first line that names its shell: a shell runs it itself.
    if (codeOf(error) !== 'ENOEXEC' || program === 'bash') throw error;
    return started(['bash', pathOf(program), ...rest], piped);
  }
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

function endOf({ code, signal }: Exited): ChildEnd {
  if (signal === null) return { exit: code ?? 1 };
  return { exit: 128 + (process.getBuiltinModule('node:os').constants.signals[signal] ?? 0), signal };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function notStarted(argv: readonly string[], error: unknown): ChildEnd {
  const [program = '', code] = [argv[0], codeOf(error)];
  if (code === 'ENOENT' || code === 'ENOTDIR') return { exit: 127, problem: `rtk: ${program}: command not found` };
  if (code === 'EACCES' || code === 'ENOEXEC') return { exit: 126, problem: `rtk: ${program}: cannot be executed` };
  return { exit: 126, problem: `rtk: ${program}: ${error instanceof Error ? error.message : error}` };
}
