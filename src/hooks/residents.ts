/** Servers that answer hooks for a session: a file each, named by its process, as new as the last event. */

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../io/paths.ts';

export interface RunningServer {
  readonly pid: number;
  readonly session: string | undefined;
  /** Its last event, or its start. */
  readonly last: Date;
}

/** Says that this process answers; `event` after each event, `ended` at its end. Never throws. */
export function resident(agent: string, session: string | undefined): { event(): void; ended(): void } {
  const folder = folderOf(agent);
  const file = folder === undefined ? undefined : join(folder, String(process.pid));
  const quietly = (work: (file: string) => void) => {
    try {
      if (file !== undefined) work(file);
    } catch {
      // It only tells who runs; nobody waits for it.
    }
  };
  quietly((path) => {
    mkdirSync(folder ?? '', { recursive: true, mode: 0o700 });
    writeFileSync(path, session ?? '', { mode: 0o600 });
  });
  return {
    event: () => quietly((path) => utimesSync(path, new Date(), new Date())),
    ended: () => quietly((path) => rmSync(path, { force: true })),
  };
}

/** Those that run now; what was left by others is cleared away. */
export function residents(agent: string): RunningServer[] {
  const folder = folderOf(agent);
  if (folder === undefined) return [];
  return namesIn(folder).flatMap((name) => {
    const [file, pid] = [join(folder, name), Number(name)];
    if (!isRunning(pid)) {
      rmSync(file, { force: true });
      return [];
    }
    return [{ pid, session: readFileSync(file, 'utf8') || undefined, last: statSync(file).mtime }];
  });
}

function folderOf(agent: string): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'hooks', `${agent}-servers`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
