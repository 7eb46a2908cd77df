/** What a run saved, net: what was hidden and then asked for again is charged to the run that hid it. Pure. */

import type { Saving } from '../../journal/line.ts';

/** A run as far as its neighbours need it. */
export interface Earlier {
  readonly id: number;
  readonly at: number;
  readonly group: string;
  readonly same: string;
  readonly about: string;
  readonly level: string;
  /** Tokens and bytes of the raw text, tokens of what was shown. */
  readonly raw: number;
  readonly bytes: number;
  readonly changed: boolean;
  /** Lines that were hidden. */
  readonly hidden: number;
}

/** Tokens of one run as they are booked. */
export interface Account {
  /** What would have been read without rtk. */
  readonly base: number;
  /** What was read. */
  readonly shown: number;
  /**
   * `recall`: a hidden text was asked for; `rerun`: the command was run again raw, or with wider limits than before: without rtk nothing of it would have been read, so it all is a cost of the run `to`.
   * `repeat`: the same output again of which something had been hidden, which saves nothing twice.
   */
  readonly charge?: 'recall' | 'rerun' | 'repeat';
  readonly to?: number;
}

/** A command that comes back within so many runs, and milliseconds, of the same session is taken to be about the same question. */
const CALLS = 5;
export const WITHIN = 15 * 60 * 1000;

/** Runs that tell no session are taken together by agent and project. */
export function groupOf({ session, agent, project }: Pick<Saving, 'session' | 'agent' | 'project'>): string {
  return session ?? `${agent ?? ''}\t${project ?? ''}`;
}

/** The last runs of each group. */
export type Neighbours = Map<string, readonly Earlier[]>;

export function neighboursOf(neighbours: Neighbours, group: string, at: number): readonly Earlier[] {
  return (neighbours.get(group) ?? []).filter((run) => at - run.at <= WITHIN);
}

export function addNeighbour(neighbours: Neighbours, run: Earlier): void {
  const runs = neighbours.get(run.group) ?? [];
  neighbours.delete(run.group);
  neighbours.set(run.group, [...runs, run].slice(-CALLS));
  const [oldest] = neighbours.keys();
  if (neighbours.size > GROUPS && oldest !== undefined) neighbours.delete(oldest);
}

/** Groups that are remembered: more sessions than this do not run side by side. */
const GROUPS = 1000;

/** `hidBy`: the run that printed a handle last. */
export function accountOf(run: Saving, neighbours: readonly Earlier[], hidBy: (handle: string) => number | undefined): Account {
  const [raw = 0, shown = 0] = run.tokens ?? [];
  if (run.recalled !== undefined) {
    const to = hidBy(run.recalled);
    return { base: 0, shown, charge: 'recall', ...(to === undefined ? {} : { to }) };
  }
  const base = run.base ?? raw;
  const latest = [...neighbours].reverse().filter(({ changed }) => changed);
  const asked = latest.filter(({ same }) => same === run.same && same !== '');
  const [before] = asked;
  if (before && isRaw(run, before)) return { base: 0, shown: run.tokens ? shown : before.raw, charge: 'rerun', to: before.id };
  if (asked.some((each) => each.hidden > 0 && each.raw === raw && each.bytes === run.bytes?.[0]))
    return { base: Math.min(base, shown), shown, charge: 'repeat' };
  const narrower = latest.find((each) => each.about === run.about && each.about !== '' && each.same !== run.same && each.hidden > 0);
  if (!before && narrower && raw > narrower.raw) return { base: 0, shown, charge: 'rerun', to: narrower.id };
  return { base, shown };
}

/** Asked without filter, or with nothing left out. */
function isRaw(run: Saving, before: Earlier): boolean {
  return run.why === 'asked raw' || (run.level === 'lossless' && before.level !== 'lossless');
}
