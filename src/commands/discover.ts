import { sessionKey } from '../discover/journal.ts';
import { judgeFor, statusOf } from '../discover/judge-for.ts';
import { COMMON, countOf, isJson, parsed, scopeOf } from '../discover/options.ts';
import { jsonOf, textOf } from '../discover/report.ts';
import { askedIn, sessionsIn } from '../discover/scan.ts';
import { addTo, newTally } from '../discover/tally.ts';
import { allSources } from '../transcripts/sources.ts';
import { say } from './say.ts';

/** `rtk discover [-p <part of a path>] [-a] [-s <days>] [-l <rows>] [-f text|json] [--json]`: which commands ran, and which went past rtk. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parsed('discover', { args: [...args], options: { ...COMMON, limit: { type: 'string', short: 'l', default: '15' } } });
  const json = isJson(values);
  const limit = countOf(values.limit, '--limit', 'rows');
  const scope = scopeOf(values);
  const sessions = sessionsIn(await allSources(), scope);
  const judge = await judgeFor(scope.place, new Set(sessions.map(({ transcript }) => transcript.agent)));
  const tally = newTally();
  let damaged = 0;
  for (const asked of askedIn(sessions, scope, (lines) => (damaged += lines))) addTo(tally, asked, judge, judge.config.level);
  const transcripts = sessions.map(({ transcript }) => transcript);
  const keys = new Set(transcripts.map(({ agent, session }) => sessionKey(agent, session)));
  const saved = [...keys].reduce((sum, key) => sum + savedIn(judge.known.sessions.get(key)), 0);
  const counts = new Map<string, number>();
  for (const key of keys) {
    const [agent = ''] = key.split('\0');
    counts.set(agent, (counts.get(agent) ?? 0) + 1);
  }
  const findings = {
    scope: scope.name,
    days: scope.days,
    sessions: counts,
    tally,
    saved,
    damaged,
    known: judge.known,
    agents: statusOf(judge),
  };
  say(json ? `${JSON.stringify(jsonOf(findings, limit), null, 2)}\n` : textOf(findings, limit));
  return 0;
}

function savedIn(sum: { base: number; shown: number } | undefined): number {
  return sum === undefined ? 0 : sum.base - sum.shown;
}
