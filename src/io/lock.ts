/** One at a time, also among processes: a file that names who holds it. */

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';

/** Milliseconds to wait for another, and after which a lock that names nobody is taken for forgotten. */
const PATIENCE = 20_000;
const FORGOTTEN = 60_000;
const held = new Set<string>();

/** Does the work while nobody else does; what is done within it may ask for the same lock. */
export async function withLock<T>(file: string, what: string, work: () => T | Promise<T>): Promise<T> {
  if (held.has(file)) return work();
  acquire(file, what);
  held.add(file);
  try {
    return await work();
  } finally {
    held.delete(file);
    rmSync(file, { force: true });
  }
}

function acquire(file: string, what: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  for (const until = Date.now() + PATIENCE; !taken(file); pause(20)) {
    dropForgotten(file);
    if (Date.now() > until) throw new UsageError(`${file}: another \`${what}\` is at work; wait for it, or remove this file.`);
  }
}

function taken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // What could not be written must not keep others out.
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Of a process that has ended. Moved first, so that of two who see it only one takes it away. */
function dropForgotten(file: string): void {
  if (!isForgotten(file)) return;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (!isForgotten(aside)) renameSync(aside, file);
    else rmSync(aside, { force: true });
  } catch {
    // Somebody else was faster.
  }
}

function isForgotten(file: string): boolean {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) return false;
    const holder = Number(readFileSync(file, 'utf8'));
    return holder > 0 ? !isAlive(holder) : Date.now() - stats.mtimeMs > FORGOTTEN;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
