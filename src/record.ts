/** One Saving a run, appended to the journal: never throws, never waits, never prints. */

import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { agentIn } from './agents.ts';
import { stateDir } from './paths.ts';

/** A run as the journal keeps it: shapes and sizes, no arguments and no text. */
interface Saving {
  /** Format of this line. */
  readonly v: 1;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Tool, subcommand and names of options: `git log --stat`. */
  readonly command: string;
  readonly filter?: string;
  readonly level: string;
  /** Absent where an agent's payload does not carry it. */
  readonly exit?: number;
  /** Bytes and estimated tokens of the raw text and of what was shown; absent where the output was not seen. */
  readonly bytes?: readonly [raw: number, shown: number];
  readonly tokens?: readonly [raw: number, shown: number];
  /** Milliseconds of the whole run. */
  readonly ms: number;
  /** The handle of the kept text, if something was hidden. */
  readonly handle?: string;
  /** Why the raw text was shown. */
  readonly why?: string;
  /** A text that an agent's hook replaced, and the id of its tool call; absent for a command behind `rtk`. */
  readonly via?: 'replace';
  readonly call?: string;
  readonly agent?: string;
  readonly session?: string;
  /** The repository's root, or the working directory. */
  readonly project?: string;
}

export type Facts = Omit<Saving, 'v' | 'at' | 'project'> & { readonly cwd?: string };

/** A line is appended in one write, so that parallel writers never mix. */
const LONGEST = 4000;

export function record({ cwd = process.cwd(), ...facts }: Facts): void {
  try {
    const file = journal();
    if (file === undefined) return;
    const line = lineOf({ v: 1, at: Date.now(), ...whoAndWhere(cwd), ...facts });
    const fd = opened(file);
    try {
      writeSync(fd, line);
    } finally {
      closeSync(fd);
    }
  } catch {
    // A command never fails, waits or speaks because of its own bookkeeping.
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

function lineOf(saving: Saving): string {
  const line = JSON.stringify(saving);
  return `${line.length <= LONGEST ? line : JSON.stringify({ ...saving, project: undefined, command: saving.command.slice(0, 200) })}\n`;
}

function whoAndWhere(cwd: string): Pick<Saving, 'agent' | 'session' | 'project'> {
  const agent = agentIn(process.env);
  const session = process.env['CODEX_SESSION_ID'] ?? process.env['PI_SESSION_ID'] ?? process.env['CLAUDE_SESSION_ID'];
  const project = projectOf(cwd);
  return { ...(agent === undefined ? {} : { agent }), ...(session === undefined ? {} : { session: session.slice(0, 80) }), project };
}

function projectOf(cwd: string): string {
  for (let dir = cwd; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return dir;
    if (dirname(dir) === dir) return cwd;
  }
}

/** Tool, subcommand and option names; values, paths and everything else stay out. */
export function commandShape(argv: readonly string[]): string {
  const [program = '', first = '', ...rest] = argv;
  const base = program.slice(program.search(/[^\\/]*$/)).slice(0, 40);
  const sub = /^[a-z][a-z-]{0,20}$/.test(first) ? [first] : first.startsWith('-') ? [optionName(first)] : [];
  const options = rest.filter((word) => word.startsWith('-')).map(optionName);
  return [base, ...sub, ...new Set(options)]
    .filter((word) => word !== '')
    .slice(0, 12)
    .join(' ');
}

function optionName(word: string): string {
  return /^(?:--?[A-Za-z][\w-]{0,30})/.exec(word.replace(/=.*/s, ''))?.[0].replace(/^(-[A-Za-z])\d.*/, '$1') ?? '';
}
