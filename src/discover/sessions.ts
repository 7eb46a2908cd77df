/** Sessions, and how much of each went through rtk. */

import { type Sum, sessionKey } from './journal.ts';
import type { Judge } from './judge.ts';
import type { SessionRange } from './options.ts';
import { ranOf } from './report.ts';
import { askedIn, type sessionsIn } from './scan.ts';
import { count, percent, shown, tableOf } from './table.ts';
import { addTo, newTally, type Tally } from './tally.ts';

export type Session = ReturnType<typeof sessionsIn>[number];

export interface Adoption {
  readonly agent: string;
  readonly session: string;
  readonly cwd: string | undefined;
  /** When the transcript was last written to. */
  readonly at: number;
  readonly tally: Tally;
  readonly journal: Sum | undefined;
  readonly damaged: number;
}

/** One entry a session, the calls of its helper agents with it. */
export function adoptionOf(sessions: readonly Session[], scope: SessionRange, judge: Judge): Adoption[] {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const key = sessionKey(session.transcript.agent, session.transcript.session);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  return [...groups].flatMap(([key, group]) => {
    const main = group.find(({ transcript }) => transcript.parent === undefined) ?? group[0];
    if (!main) return [];
    const tally = newTally();
    let damaged = 0;
    for (const asked of askedIn(group, scope, (lines) => (damaged += lines))) addTo(tally, asked, judge, judge.config.level);
    const { agent, session, cwd, modified: at } = main.transcript;
    return [{ agent, session, cwd, at, tally, journal: judge.known.sessions.get(key), damaged }];
  });
}

function throughOf({ kinds }: Tally): number {
  return kinds.replaced + kinds.rewritten + kinds.typed;
}

function savedIn({ journal }: Adoption): number {
  return journal === undefined ? 0 : journal.base - journal.shown;
}

export function jsonOf(sessions: readonly Adoption[], days: number): object {
  return {
    version: 1,
    since_days: days,
    sessions: sessions.map((each) => ({
      session: each.session,
      agent: each.agent,
      ...(each.cwd === undefined ? {} : { cwd: each.cwd }),
      last_written: new Date(each.at).toISOString(),
      commands: ranOf(each.tally),
      through_rtk: throughOf(each.tally),
      ...each.tally.kinds,
      tokens_read: each.tally.read,
      tokens_saved: savedIn(each),
      parse_errors: each.damaged,
    })),
  };
}

export function textFor(sessions: readonly Adoption[]): string {
  const header = [
    'session',
    'agent',
    'last written, UTC',
    'commands',
    'through rtk',
    'share',
    'missed',
    'tokens read',
    'kept away',
    'folder',
  ];
  const rows = sessions.map((each) => [
    each.session.slice(0, 12),
    each.agent,
    new Date(each.at).toISOString().slice(0, 16).replace('T', ' '),
    ranOf(each.tally),
    throughOf(each.tally),
    percent(throughOf(each.tally), ranOf(each.tally)),
    each.tally.kinds.missed,
    each.tally.read,
    savedIn(each),
    each.cwd ?? '',
  ]);
  const commands = sum(sessions.map(({ tally }) => ranOf(tally)));
  const through = sum(sessions.map(({ tally }) => throughOf(tally)));
  const total = `${count(sessions.length, 'session')}: ${shown(through)} of ${count(commands, 'command')} (${percent(through, commands)}) went through rtk, by its journal`;
  return [...tableOf(header, rows), '', total].join('\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}
