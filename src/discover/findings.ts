import { allSources } from '../transcripts/sources.ts';
import { sessionKey } from './journal.ts';
import { judgeFor, statusOf } from './judge-for.ts';
import type { SessionRange } from './options.ts';
import type { Findings } from './report.ts';
import { askedIn, sessionsIn } from './scan.ts';
import { addTo, newTally } from './tally.ts';

/** What ran in the sessions of a scope, and what of it went past rtk. Throws a UsageError if there is no session. */
export async function findingsIn(scope: SessionRange): Promise<Findings> {
  const sessions = sessionsIn(await allSources(), scope);
  const judge = await judgeFor(scope.place, new Set(sessions.map(({ transcript }) => transcript.agent)));
  const tally = newTally();
  let damaged = 0;
  for (const asked of askedIn(sessions, scope, (lines) => (damaged += lines))) addTo(tally, asked, judge, judge.config.level);
  const keys = new Set(sessions.map(({ transcript: { agent, session } }) => sessionKey(agent, session)));
  const counts = new Map<string, number>();
  for (const key of keys) {
    const [agent = ''] = key.split('\0');
    counts.set(agent, (counts.get(agent) ?? 0) + 1);
  }
  const saved = [...keys].reduce((sum, key) => sum + savedIn(judge.known.sessions.get(key)), 0);
  return { scope: scope.name, days: scope.days, sessions: counts, tally, saved, damaged, known: judge.known, agents: statusOf(judge) };
}

function savedIn(sum: { base: number; shown: number } | undefined): number {
  return sum === undefined ? 0 : sum.base - sum.shown;
}
