/**
 * What an agent is: one file of one shape, data first. To add one:
 * 1. write `src/hooks/<name>.ts` with `export const agent: Agent = {…}` (claude.ts is the example, json.ts and settings.ts read for you);
 * 2. add a line to the table in `agents.ts`, and its window to `../agents.ts` if it cuts long outputs;
 * 3. put recorded payloads into `test/hooks/payloads/<name>.jsonl`: `{event, payload}` a line, as the real agent sent them;
 * 4. run `npx vitest run test/hooks`: parse, reply, neutral answers, and the way in and out of the settings are tested for each agent;
 * 5. say in `todo` what the user has to do himself, and in `limits` what does not work.
 * An agent reads and writes JSON and paths only: no I/O but through `place`, no process, no console.
 */

import type { Mode } from '../config/types.ts';
import type { JsonObject } from '../json.ts';
import type { StepKind } from '../shell/steps.ts';
import type { Exit } from '../types.ts';

interface Told {
  /** The folder that the command runs in. */
  readonly cwd?: string;
  readonly session?: string;
  /** The id of the tool call. */
  readonly call?: string;
}

/** A command is about to run. */
export interface Before extends Told {
  readonly kind: 'before';
  /** Shell lines; nearly always one. */
  readonly lines: readonly string[];
  /** Nobody waits for what it prints: it is judged, and never rewritten. */
  readonly background?: boolean;
}

/** A tool has ended. */
export interface After extends Told {
  readonly kind: 'after';
  readonly outputs: readonly Output[];
}

/** One text that the model is about to read. */
export interface Output {
  /** The shell line that printed it; or the words of a command that prints the like (the agent's own Grep: `['rg', '-n', pattern]`). */
  readonly line?: string;
  readonly as?: readonly string[];
  /** The text; streams apart only where the agent has them apart. */
  readonly text: string;
  readonly stderr?: string;
  /** Absent where the agent does not say: never taken for 0. */
  readonly exit?: Exit;
  /** A file that holds the whole text, of which the model would see a beginning only. */
  readonly file?: string;
  /** A service answered it: only the model reads it, JSON may stand in another form. */
  readonly answered?: true;
  /** It is a part of what a line printed. */
  readonly among?: true;
  /** It reads as this line's text and nothing else's: what kind of text. */
  readonly proven?: StepKind;
  /** Characters of it that the model would see without us, where that is less than the text. */
  readonly seen?: number;
}

export type Event = Before | After;

/**
 * What the agent's own rules say of the original line. `leave`: a deny or ask rule could match, a file cannot be read, or the answer is not sure.
 * `allow`: each part is allowed by a rule of the user or by the agent's documented read-only set. `silent`: rewriting changes no verdict.
 */
export type Verdict = 'allow' | 'silent' | 'leave' | Allowed;

/** `allow`, and what it rests on: the user's rules, the agent's documented set. */
interface Allowed {
  readonly because: string;
}

/** A rule that stops a command, or asks for it. */
export interface Stop {
  readonly action: 'deny' | 'ask';
  /** As `Bash(…)` has it: `git push:*`, `git push *`, `git push`. */
  readonly text?: string;
  /** Where the agent matches otherwise. */
  readonly covers?: (command: string) => boolean;
  /** As the user knows it, for the reason: `Bash(git push:*)`. */
  readonly rule: string;
}

/** What a rule says of a command behind rtk. */
export interface Refusal {
  readonly action: 'deny' | 'ask';
  readonly command: string;
  readonly rule: string;
}

/** Where an agent is looked for. */
export interface Place {
  readonly home: string;
  /** The project's folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The text of a file; undefined if there is none; throws if it is there and cannot be read. */
  read(path: string): string | undefined;
  /** The last bytes of a file, from a line's beginning on; undefined if there is none. */
  tail?(path: string, bytes: number): string | undefined;
  /** Names in a folder; empty if there is none. */
  list(path: string): readonly string[];
}

export type Scope = 'user' | 'project';

/** What init puts somewhere and uninstall takes away again. */
export type Piece =
  /** Items appended to arrays of a JSON file, comments and all else kept. `empty` is what a new file holds besides. */
  | { readonly kind: 'entries'; readonly file: string; readonly entries: readonly Entry[]; readonly empty?: JsonObject }
  /** A whole file of ours. */
  | { readonly kind: 'file'; readonly file: string; readonly text: string; readonly executable?: boolean }
  /** Lines between two markers in a file of the user's. `comment` opens a marker line: `#`, `//`, `<!--`. */
  | { readonly kind: 'block'; readonly file: string; readonly text: string; readonly comment: '#' | '//' | '<!--' };

export interface Entry {
  /** Keys down to the array: `['hooks', 'PreToolUse']`. */
  readonly at: readonly string[];
  /** The item; somewhere in it is `command`, by which it is known again. */
  readonly item: JsonObject;
}

/** A server that an agent starts: one key of a JSON file, and what stands there. */
export interface ServerEntry {
  readonly file: string;
  /** Keys down to the server's own. */
  readonly at: readonly string[];
  readonly value: JsonObject;
}

/** Hooks that call a tool of a server which the agent keeps for the session, instead of starting a process for each event. */
interface Resident {
  /** The agent's first version that can. */
  readonly since: string;
  pieces(scope: Scope, place: Place): readonly Piece[];
  server(scope: Scope, place: Place, rtk: string): ServerEntry;
}

export interface Agent {
  /** As in `--agent <name>` and `rtk hook <name>`. */
  readonly name: string;
  /** As its makers spell it. */
  readonly title: string;
  /** Which outputs replacing reaches: all, those of successful runs, those of other tools than the shell, or none. */
  readonly replaces: 'all' | 'successes' | 'others' | 'none';
  /** Does it run a rewritten command? */
  readonly rewrites: boolean;
  /** Which way is used unless the user says otherwise; `both` rewrites only what replacing cannot reach. */
  readonly mode: Mode;
  /** A program of this name on PATH, or one of these folders, says that it is installed. */
  readonly detect: { readonly programs: readonly string[]; folders(place: Place): readonly string[] };
  /** It skips a settings file that holds comments or a trailing comma, hooks and all. */
  readonly strictJson?: boolean;
  /** What is installed; `rtk` is the absolute path of the binary. Empty where the scope does not exist. */
  pieces(scope: Scope, place: Place, rtk: string): readonly Piece[];
  /** For `--resident`. */
  readonly resident?: Resident;
  /** For `--with-summary`: what is added to the settings; absent where a session's end is not told. */
  summary?(rtk: string): readonly Entry[];
  /** Has the session ended with this event? */
  endOf?(payload: JsonObject): boolean;
  /** A file for `--with-instructions`; undefined where the agent reads none of this scope. */
  instructions?(scope: Scope, place: Place): string | undefined;
  /** undefined: nothing that we know, or nothing to be done. `place` for what an agent says elsewhere; without it the payload alone is understood. */
  parse(payload: JsonObject, place?: Place): Event | undefined;
  /** Its tools that write files, where a call can be refused. */
  readonly guard?: RegExp;
  /** What is printed for "as it was". */
  readonly neutral: string;
  /** The whole input with other lines in it. `allow` only if the verdict was `allow`. */
  rewritten(payload: JsonObject, lines: readonly string[], verdict: 'allow' | 'silent', because?: string): JsonObject;
  /** Rules that stop a command or ask for it. Throws if a file cannot be understood. */
  stops?(payload: JsonObject, place: Place): readonly Stop[];
  /** The answer that stops a command, or has the agent ask for it; undefined where it cannot be made to ask. Absent where a hook cannot stop one. */
  refused?(payload: JsonObject, action: 'deny' | 'ask', reason: string): JsonObject | undefined;
  /** The result in its own shape with other texts in it; undefined where there is no way. */
  replaced(payload: JsonObject, texts: readonly string[], event?: After): JsonObject | undefined;
  /** The agent's own rules on the original line. `touched`: the words of the commands that would be rewritten. Throws if a file cannot be understood. */
  rules(line: string, touched: readonly (readonly string[])[], payload: JsonObject, place: Place): Verdict;
  /** Payloads as the agent would send them, for the test after installation. */
  readonly sample: { before?(line: string, cwd: string): JsonObject; after?(line: string, text: string, cwd: string): JsonObject };
  /** What the user must still do, a line each. */
  readonly todo?: readonly string[];
  /** What does not work, a line each. */
  readonly limits?: readonly string[];
}
