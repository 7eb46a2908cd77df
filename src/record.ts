/** One Saving a run, appended to the journal: never throws, never waits, never prints. */

import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { agentIn, sessionIn } from './agents.ts';
import { stateDir } from './paths.ts';

interface Written {
  /** Format of this line. */
  readonly v: 1;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A run as the journal keeps it: shapes and sizes, no arguments and no text. */
export interface Saving extends Written {
  readonly event?: undefined;
  /** Tool, subcommand and names of options: `git log --stat`. */
  readonly command: string;
  /** Marks by which the same command is known again, and the same with other limits (`-n 5`); too short to tell which words they were. */
  readonly same?: string;
  readonly about?: string;
  readonly filter?: string;
  readonly level: string;
  /** Absent where an agent's payload does not carry it. */
  readonly exit?: number;
  /** Bytes and estimated tokens of the raw text and of what was shown; absent where the output was not seen. */
  readonly bytes?: readonly [raw: number, shown: number];
  readonly tokens?: readonly [raw: number, shown: number];
  /** Tokens that the agent would have read without rtk, where its own limit makes them fewer than the raw text has. */
  readonly base?: number;
  /** Milliseconds of the whole run, and those of them that rtk itself took. */
  readonly ms: number;
  readonly own?: number;
  /** The handle of the kept text, and how many of its lines were hidden; a failed run is kept even if none was. */
  readonly handle?: string;
  readonly hidden?: number;
  /** Why the raw text was shown. */
  readonly why?: string;
  /** The handle whose text was asked for again. */
  readonly recalled?: string;
  /** A text that an agent's hook replaced or left, and the id of its tool call; absent for a command behind `rtk`. */
  readonly via?: 'replace' | 'seen';
  readonly call?: string;
  readonly agent?: string;
  readonly session?: string;
  /** The repository's root, or the working directory. */
  readonly project?: string;
}

export type Facts = Omit<Saving, 'v' | 'at' | 'project'> & { readonly cwd?: string };

/** What a hook did before a command ran. */
export interface HookEvent extends Written {
  readonly event: 'hook';
  readonly agent: string;
  readonly session?: string;
  readonly call?: string;
  readonly did: 'rewrote' | 'left';
  /** Why it was left. */
  readonly why?: string;
  /** `same` of each command that got rtk in front. */
  readonly same?: readonly string[];
  readonly own: number;
}

/** Tokens of instruction text that init put into an agent's context, 0 when it was taken out. */
export interface InstructionsEvent extends Written {
  readonly event: 'instructions';
  readonly agent: string;
  /** Absent for all of the user's projects. */
  readonly project?: string;
  readonly tokens: number;
}

export type JournalLine = Saving | HookEvent | InstructionsEvent;

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
  try {
    const file = journal();
    if (file === undefined) return;
    const fd = opened(file);
    try {
      writeSync(fd, `${lineOf()}\n`);
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

function opened(file: string): number {
  try {
    return openSync(file, 'a', 0o600);
  } catch {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openSync(file, 'a', 0o600);
  }
}

function whoAndWhere(cwd: string): Pick<Saving, 'agent' | 'session' | 'project'> {
  const agent = agentIn(process.env);
  const session = sessionIn(process.env);
  const project = projectOf(cwd);
  return { ...(agent === undefined ? {} : { agent }), ...(session === undefined ? {} : { session: session.slice(0, 80) }), project };
}

/** The root of the repository, of its main folder where `cwd` is in a worktree; `cwd` itself outside of one. */
export function projectOf(cwd: string): string {
  for (let dir = cwd; ; dir = dirname(dir)) {
    const git = statSync(join(dir, '.git'), { throwIfNoEntry: false });
    if (git) return git.isFile() ? mainFolder(dir) : dir;
    if (dirname(dir) === dir) return cwd;
  }
}

// "gitdir: /home/dev/app/.git/worktrees/fix"
function mainFolder(dir: string): string {
  const main = /^gitdir: (.+)[\\/]\.git[\\/]worktrees[\\/][^\\/\n]+\s*$/.exec(readFileSync(join(dir, '.git'), 'utf8'))?.[1];
  return main === undefined ? dir : resolve(dir, main);
}
