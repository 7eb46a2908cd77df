/** The lines of the journal. */

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

/** What a caller of `record` says of a run. */
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
