/** The report that every view of `rtk gain` is made of; `--json` prints it as it is. */

/** Sums of some runs. Tokens are estimates of o200k_base; `saved` is net and may be negative. */
export interface Figures {
  readonly runs: number;
  /** Runs whose output went past rtk unseen; they have no tokens here. */
  readonly unseen: number;
  /** Runs that did not end with exit status 0. */
  readonly failed: number;
  /** Runs whose result was larger than what would have been read without rtk. */
  readonly larger: number;
  /** Tokens that the commands printed. */
  readonly raw: number;
  /** Tokens that would have been read without rtk: `raw` within the agent's own limits; 0 for what was only asked for because rtk had hidden it. */
  readonly baseline: number;
  /** Tokens that were read, markers, recalls and re-runs included. */
  readonly shown: number;
  /** Of `shown`, what recalls and re-runs cost. */
  readonly charged: number;
  /** `baseline` − `shown`. */
  readonly saved: number;
  /** `saved` in parts of `baseline`, −∞ to 1; 0 where there is no baseline. */
  readonly share: number;
  /** Milliseconds of all runs, and those that rtk itself took. */
  readonly ms: number;
  readonly own: number;
}

export interface Row extends Figures {
  readonly name: string;
}

/** One figure in dollars and what it rests on. */
export interface Money {
  readonly dollars: number;
  readonly assumption: string;
}

export interface ModelRow extends Row {
  /** `seen` in transcripts, `asked` by --model, or `assumed` for the agent. */
  readonly model: 'seen' | 'asked' | 'assumed';
  /** The price's name; absent where no price is known. */
  readonly price?: string;
  /** Each saved token once, at the input price. */
  readonly floor?: Money;
  /** The same, and each later turn of its session in which the token would have been read again, at the cached price; absent without a transcript. */
  readonly withRereads?: Money;
}

export interface Period {
  /** `2026-11-21`, the Monday of the week, `2026-11`. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly figures: Figures;
}

/** A run of the last days, for `--history`. */
export interface HistoryRow {
  readonly at: number;
  readonly command: string;
  readonly filter: string;
  readonly project: string;
  readonly agent: string;
  readonly session: string;
  readonly exit: number | null;
  readonly seen: boolean;
  readonly raw: number;
  readonly baseline: number;
  readonly shown: number;
  readonly saved: number;
  readonly ms: number;
  readonly charge: 'recall' | 'rerun' | 'repeat' | null;
  readonly handle: string | null;
}

export interface RecallRow {
  /** The command that hid the text. */
  readonly command: string;
  readonly filter: string;
  readonly recalls: number;
  readonly reruns: number;
  readonly tokens: number;
  /** Runs of the command that hid something, to compare with. */
  readonly hid: number;
}

export interface Question {
  /** Days in UTC, both included. */
  readonly since?: string;
  readonly until?: string;
  /** A repository's root; folders below it belong to it. */
  readonly project?: string;
  readonly session?: string;
  readonly agent?: string;
  readonly model?: string;
}

export interface Report {
  readonly schema: 'rtk.gain/1';
  readonly question: Question;
  /** First and last day with runs; absent in an empty ledger. */
  readonly from?: string;
  readonly to?: string;
  readonly totals: Figures;
  /** Instruction text that `init --with-instructions` put into sessions: its tokens are taken off `totals.saved` and the models' sums, and so off the dollars; they are in `totals.shown`. */
  readonly instructions: { readonly tokens: number; readonly sessions: number };
  readonly commands: readonly Row[];
  readonly filters: readonly Row[];
  readonly projects: readonly Row[];
  readonly agents: readonly Row[];
  readonly models: readonly ModelRow[];
  readonly days: readonly Period[];
  readonly weeks: readonly Period[];
  readonly months: readonly Period[];
  /** The row with the largest part of what was saved, if that is more than a fifth. */
  readonly largest?: { readonly command: string; readonly share: number };
  readonly money: {
    readonly floor?: Money;
    readonly withRereads?: Money;
    readonly prices: string;
    /** What input costs otherwise, in parts of its price; re-reads are `cached`. */
    readonly rates: { readonly cached: number; readonly cacheWrite: number; readonly batch: number };
  };
  /** How far the token estimates are off, as measured. */
  readonly estimator: { readonly vocabulary: string; readonly errorInSum: number; readonly withinTenPercent: number };
  readonly hooks: { readonly asked: number; readonly rewrote: number; readonly left: number; readonly own: number };
  /** What was imported from rtk-rs, by its own count; in no sum above. */
  readonly imported?: {
    readonly runs: number;
    readonly input: number;
    readonly output: number;
    readonly saved: number;
    readonly ms: number;
  };
}
