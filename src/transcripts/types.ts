/** What an agent wrote down of its sessions, read back: which commands the model asked for, what it got, and how often its context was read again. */

import type { Place } from '../hooks/types.ts';

/** One entry of a transcript, in the order of the file. */
export type Step =
  /** The model asked for a shell command. */
  | { readonly kind: 'call'; readonly id: string; readonly at: number; readonly line: string; readonly background?: boolean }
  /**
   * What the model received for a call: the command's text as the agent left it, without the agent's own lines around it. `error`: the agent
   * marked it so; `exit`: only where the text or a field says it.
   */
  | {
      readonly kind: 'result';
      readonly id: string;
      readonly at: number;
      readonly text: string;
      readonly error?: boolean;
      readonly exit?: number;
      /** The user refused to let it run. */
      readonly refused?: boolean;
    }
  /** One request to the model: everything before it was read again. Tokens as the provider counted them, where they are written down. */
  | {
      readonly kind: 'turn';
      readonly at: number;
      readonly model?: string;
      readonly tokens?: { readonly input: number; readonly cacheRead: number; readonly cacheWrite: number; readonly output: number };
    }
  /** The context was summarised: what stood before is not read again. */
  | { readonly kind: 'compaction'; readonly at: number };

/** A session on disk. `at` in milliseconds since 1970. */
export interface Transcript {
  readonly agent: string;
  /** As the agent's hooks and environment name it. */
  readonly session: string;
  /** The folder that the session was started in, where the transcript says it. */
  readonly cwd?: string;
  readonly file: string;
  readonly modified: number;
  /** A helper agent of another session. */
  readonly parent?: string;
}

/** What the model read of any tool; `compaction`: what stood before is not read again. */
export type ToolResult =
  | { readonly kind: 'read'; readonly at: number; readonly tool: string; readonly text: string }
  | { readonly kind: 'compaction' };

export interface TranscriptSource {
  /** As in `--agent <name>`. */
  readonly agent: string;
  /** Folders or files that are looked at, for the sentence that says where nothing was found. */
  places(place: Place): readonly string[];
  /** Transcripts that were written to since `since`. */
  transcripts(place: Place, since: number): Iterable<Transcript>;
  /** Lines that cannot be read are skipped; `damaged` is told how many. `turns`: requests and compactions are enough, which is cheaper. */
  steps(transcript: Transcript, damaged?: (lines: number) => void, only?: 'turns'): Iterable<Step>;
  /** Results of all tools, where the agent writes them down in full; without it those of the shell stand for them. */
  readings?(transcript: Transcript, damaged?: (lines: number) => void): Iterable<ToolResult>;
}
