/** One Saving a run, appended to the journal: never throws, never waits, never prints. */

import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwell } from '../io/health.ts'; // loaded when called
import { stateDir } from '../io/paths.ts';
import { tracks } from '../io/switches.ts';
import { agentIn, sessionIn } from '../window/agent-in.ts';
import type { Facts, HookEvent, InstructionsEvent, Saving } from './line.ts';
import { projectOf } from './project.ts';

/** A line is appended in one write, so that parallel writers never mix. */
const LONGEST = 4000;

export function record({ cwd = process.cwd(), ...facts }: Facts): void {
  append(() => {
    const saving: Saving = { v: 1, at: Date.now(), ...whoAndWhere(cwd), ...facts };
    const line = JSON.stringify(saving);
    return line.length <= LONGEST ? line : JSON.stringify({ ...saving, project: undefined, command: saving.command.slice(0, 200) });
  });
}

export function recordEvent(event: Omit<HookEvent, 'v' | 'at'> | Omit<InstructionsEvent, 'v' | 'at'>): void {
  append(() => JSON.stringify({ v: 1, at: Date.now(), ...event }));
}

/** A command never fails, waits or speaks because of its own bookkeeping. */
function append(lineOf: () => string): void {
  if (!tracks()) return;
  try {
    const file = journal();
    if (file === undefined) return;
    const fd = opened(file);
    try {
      const line = Buffer.from(`${lineOf()}\n`);
      if (writeSync(fd, line) < line.length) unwell('the journal could not be written whole: its last line is cut off, and is not counted');
    } finally {
      closeSync(fd);
    }
  } catch {
    // Nothing is recorded, then.
  }
}

export function journal(): string | undefined {
  const state = stateDir();
  return state === undefined ? undefined : join(state, 'journal.jsonl');
}

/** Does not wait where a pipe stands in its place. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);

function opened(file: string): number {
  try {
    return openSync(file, APPEND, 0o600);
  } catch {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openSync(file, APPEND, 0o600);
  }
}

function whoAndWhere(cwd: string): Pick<Saving, 'agent' | 'session' | 'project'> {
  const agent = agentIn(process.env);
  const session = sessionIn(process.env);
  const project = projectOf(cwd);
  return { ...(agent === undefined ? {} : { agent }), ...(session === undefined ? {} : { session: session.slice(0, 80) }), project };
}
