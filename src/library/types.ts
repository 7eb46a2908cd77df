/** What a program that imports rtk sees. No import stands here, so that the package's types are this file. */

/** `lossless` hides nothing but noise and repeats, `normal` is the default, `tight` hides more. */
export type HidingLevel = 'lossless' | 'normal' | 'tight';

/** A raw text, under the handle that stands in a marker: `[+37 lines: rtk recall 3f9a2c]`. */
export interface KeptText {
  readonly handle: string;
  readonly command: readonly string[];
  /** Both streams; known shapes of secrets are masked. */
  readonly text: string;
}

/** Where raw texts are kept. A handle is printed only if `keep` says yes. */
export interface Store {
  keep(entry: KeptText): boolean;
  text(handle: string): string | undefined;
}

/** `memory`: a store of this call's own, which the result holds. `disk`: the store of the program `rtk`. Absent: nothing is hidden. */
export type StoreOption = 'memory' | 'disk' | Store;

export interface OutputOptions {
  /** A shell line as a model wrote it, or the words of one command. */
  readonly command: string | readonly string[];
  readonly stdout: string;
  readonly stderr?: string;
  /** Absent where nobody knows it: it is never taken for 0. */
  readonly exit?: number;
  readonly level?: HidingLevel;
  /** Characters that the reader sees at most; absent: no limit. */
  readonly window?: number;
  readonly store?: StoreOption;
}

export interface FilteredOutput {
  /** The result; the raw text, stdout and then stderr, where nothing changed. */
  readonly text: string;
  readonly changed: boolean;
  /** Raw lines that are behind a marker. */
  readonly hidden: number;
  readonly handle?: string;
  /** Why the text is raw. */
  readonly why?: string;
  /** Estimated, in the vocabulary o200k_base. */
  readonly tokens: TokenCount;
  /** Gives the raw text back; absent without a store. */
  readonly store?: Store;
}

export interface TokenCount {
  readonly before: number;
  readonly after: number;
}

/** A tool call, as far as the conversation tells it. */
export interface ToolCall {
  readonly id: string;
  readonly tool?: string;
  /** The shell line or the words of the command, where the call has one. */
  readonly command?: string | readonly string[];
}

export interface CompressOptions {
  readonly level?: HidingLevel;
  readonly window?: number;
  readonly store?: StoreOption;
  /** Results that stay as they are. */
  readonly keep?: (call: ToolCall) => boolean;
}

/** One tool result that was looked at. */
export interface Reported extends ToolCall {
  readonly changed: boolean;
  readonly hidden: number;
  readonly handle?: string;
  readonly why?: string;
  readonly tokens: TokenCount;
}

export interface Compressed<Message> {
  /** A new list; every message without a changed result is the very object that was given. */
  readonly messages: Message[];
  readonly report: readonly Reported[];
  readonly store?: Store;
}

export interface RecallOptions {
  /** Absent: the store of the program `rtk`. */
  readonly store?: Store;
  /** First and last line, counted from 1. */
  readonly lines?: readonly [from: number, to: number];
  /** Lines that match; a text is a regular expression. */
  readonly grep?: string | RegExp;
}

/** A command's output → what a model needs of it. The same bytes as `rtk` prints and its hooks hand on. */
export type FilterOutput = (options: OutputOptions) => FilteredOutput;

/** Tool results behind the last message of the assistant → shorter ones; everything else as it is, the same objects. */
export type Compress = <Message>(messages: readonly Message[], options?: CompressOptions) => Compressed<Message>;

/** The raw text behind a handle, or lines of it; undefined if there is none. */
export type Recall = (handle: string, options?: RecallOptions) => string | undefined;

/** A store that holds up to so many bytes, 64 MiB by default; the oldest texts go first. */
export type MemoryStore = (maxBytes?: number) => Store;
