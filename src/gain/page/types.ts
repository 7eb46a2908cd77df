/** What the page of `rtk gain --html` and `rtk dashboard` shows; the page's own code runs in a browser and reads nothing else. */

import type { HistoryRow, RecallRow, Report } from '../report/types.ts';

export interface PageData {
  readonly schema: 'rtk.page/1';
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Days in which single runs are kept: times, hooks, recalls and lists of runs reach no further back. */
  readonly kept: number;
  /** Transcripts of sessions that have not been read yet. */
  readonly unread: number;
  readonly report: Report;
  readonly recalls: readonly RecallRow[];
  /** The last ones, newest first. */
  readonly failed: readonly HistoryRow[];
  readonly larger: readonly HistoryRow[];
  readonly unseen: readonly UnseenRow[];
  readonly asked: readonly AskedDay[];
  readonly ownTime: OwnTime;
  readonly hooks: Hooks;
  /** The last lines of the health log, oldest first. */
  readonly health: readonly string[];
}

/** What the page lets its reader choose. */
export interface Choices {
  /** Days back from today; 0 is all of them. */
  readonly ranges: readonly number[];
  /** Empty where the page is a file: its figures are those that it was made with. */
  readonly projects: readonly string[];
  readonly agents: readonly string[];
}

/** What stands in the page: a served page has the figures of one choice and asks for the others; a file has those of every range. */
export interface Embedded {
  readonly choices: Choices;
  /** By days back; the first is shown first. */
  readonly figures: readonly { readonly range: number; readonly data: PageData }[];
}

/** What `/missed` of `rtk dashboard` answers. */
export interface MissedData {
  readonly days: number;
  readonly sessions: number;
  readonly commands: number;
  /** Commands that went through rtk, by its journal. */
  readonly through: number;
  readonly missed: number;
  /** `saved`: tokens that the filter would have kept away; null where it could not be told. */
  readonly rows: readonly {
    readonly command: string;
    readonly runs: number;
    readonly tokens: number;
    readonly saved: number | null;
    readonly why: string;
  }[];
}

/** Runs whose output went past rtk. */
export interface UnseenRow {
  readonly command: string;
  readonly why: string;
  readonly runs: number;
}

/** How often hidden text was asked for again. */
export interface AskedDay {
  readonly name: string;
  readonly recalls: number;
  readonly reruns: number;
}

/** Milliseconds; the nearest rank, so that each is the time of a run. */
export interface Spread {
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface OwnTime {
  readonly all: Spread;
  readonly days: readonly (Spread & { readonly name: string })[];
  /** Runs that took from the former step's end up to `below` milliseconds; the last step has no end. */
  readonly steps: readonly { readonly below: number | null; readonly runs: number }[];
}

export interface Hooks {
  readonly agents: readonly HookRow[];
  readonly days: readonly { readonly name: string; readonly rewrote: number; readonly left: number }[];
  /** Why lines were left as they were. */
  readonly reasons: readonly { readonly why: string; readonly times: number }[];
}

export interface HookRow extends Omit<Spread, 'runs'> {
  readonly agent: string;
  readonly asked: number;
  readonly rewrote: number;
  readonly left: number;
}
