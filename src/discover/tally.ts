/** Calls, judged one by one, into the figures of a report. */

import { tokensOf } from '../filter/tokens.ts';
import { masked } from '../store/secrets.ts';
import type { Level } from '../types.ts';
import { type Estimate, estimateOf } from './estimate.ts';
import { type Judge, type Judged, judged, type Kind, wentThrough } from './judge.ts';
import type { ScanAsked } from './scan.ts';

/** Calls of one kind and for one reason. */
export interface Group {
  readonly name: string;
  readonly why: string;
  readonly example: string;
  readonly filter?: string;
  count: number;
  /** Read by the model. */
  tokens: number;
  saved: number;
  /** Calls whose saving rests on: the filter, run; a measured rate; nothing. */
  filtered: number;
  rate: number;
  unknown: number;
  readonly agents: Set<string>;
}

export interface Tally {
  readonly kinds: Record<Kind, number>;
  /** Tokens that the model read, in all and of commands that went through rtk. */
  read: number;
  through: number;
  /** Calls whose text the agent had cut before it was recorded. */
  cut: number;
  readonly missed: Map<string, Group>;
  readonly partly: Map<string, Group>;
  readonly without: Map<string, Group>;
  readonly reasons: Map<string, Group>;
  /** Lines that switch rtk-rs off. */
  readonly disabled: Map<string, number>;
}

export function newTally(): Tally {
  const kinds = { replaced: 0, rewritten: 0, typed: 0, seen: 0, left: 0, missed: 0, beyond: 0, refused: 0 };
  const maps = { missed: new Map(), partly: new Map(), without: new Map(), reasons: new Map(), disabled: new Map() };
  return { kinds, read: 0, through: 0, cut: 0, ...maps };
}

export function addTo(tally: Tally, asked: ScanAsked, judge: Judge, level: Level): void {
  const verdict = judged(asked, judge);
  tally.kinds[verdict.kind]++;
  if (verdict.kind === 'refused') return;
  const estimate = verdict.kind === 'missed' ? estimateOf(asked, verdict, judge.known, level) : plain(asked);
  tally.read += estimate.tokens;
  if (wentThrough(verdict)) tally.through += estimate.tokens;
  if (estimate.cut) tally.cut++;
  if (/\bRTK_DISABLED=/.test(asked.call.line)) {
    const line = masked(asked.call.line).slice(0, 200);
    tally.disabled.set(line, (tally.disabled.get(line) ?? 0) + 1);
  }
  file(tally, asked, verdict, estimate);
}

function plain({ result }: ScanAsked): Estimate {
  return { tokens: tokensOf(result?.text ?? ''), saved: 0, by: 'unknown', cut: false };
}

function file(tally: Tally, asked: ScanAsked, verdict: Judged, estimate: Estimate): void {
  const { kind, shape, why = '', filter } = verdict;
  const named = filter === undefined ? {} : { filter };
  if (kind === 'missed') addGroup(tally.missed, { name: shape, why, ...named }, asked, estimate);
  if (kind !== 'seen' && kind !== 'left' && kind !== 'beyond') return;
  addGroup(tally.reasons, { name: reasonOf(why), why: kind }, asked, estimate);
  if (kind !== 'beyond') return;
  if (why.startsWith('no filter for ')) addGroup(tally.without, { name: shape.split(' ')[0] ?? shape, why }, asked, estimate);
  else if (filter !== undefined) addGroup(tally.partly, { name: shape, why, filter }, asked, estimate);
}

/** Without the command's own words. */
function reasonOf(why: string): string {
  if (why.startsWith('no filter')) return 'no filter';
  return why.replace(/^\S+ is a part of the shell$/, 'a part of the shell');
}

function addGroup(
  groups: Map<string, Group>,
  { name, why, filter }: { name: string; why: string; filter?: string },
  asked: ScanAsked,
  estimate: Estimate,
): void {
  const key = `${name}\0${why}`;
  const group = groups.get(key) ?? {
    ...{
      name,
      why,
      example: masked(asked.call.line).slice(0, 200),
      count: 0,
      tokens: 0,
      saved: 0,
      filtered: 0,
      rate: 0,
      unknown: 0,
      agents: new Set<string>(),
    },
    ...(filter === undefined ? {} : { filter }),
  };
  groups.set(key, group);
  group.count++;
  group.tokens += estimate.tokens;
  group.saved += estimate.saved;
  group[estimate.by]++;
  group.agents.add(asked.transcript.agent);
}

/** Those that matter most first: by saving, then by tokens, then by count. */
export function ranked(groups: ReadonlyMap<string, Group>): Group[] {
  return [...groups.values()].sort((a, b) => b.saved - a.saved || b.tokens - a.tokens || b.count - a.count || (a.name < b.name ? -1 : 1));
}
