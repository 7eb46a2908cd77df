import { judgeFor } from '../discover/judge-for.ts';
import { isJson, type SessionRange, scopeOf } from '../discover/options.ts';
import { sessionsIn } from '../discover/scan.ts';
import { adoptionOf, jsonOf, type Session, textFor } from '../discover/sessions.ts';
import { UsageError } from '../errors.ts';
import { say } from '../io/say.ts';
import { allSources } from '../transcripts/sources.ts';
import type { TranscriptSource } from '../transcripts/types.ts';
import type { session as defined } from './define/figures.ts';
import type { OptionsOf } from './define/word.ts';

/** How many are shown. */
const NEWEST = 10;

/** `rtk session [<id>] [-p <part of a path>] [-s <days>] [-f text|json]`: how much of each session went through rtk. */
export async function run([id]: readonly string[], options: OptionsOf<typeof defined>): Promise<number> {
  const json = isJson(options);
  const scope = scopeOf({ ...options, all: options.project === undefined });
  const found = chosen(await allSources(), scope, id);
  const judge = await judgeFor(scope.place, new Set(found.map(({ transcript }) => transcript.agent)));
  const sessions = adoptionOf(found, scope, judge);
  say(json ? JSON.stringify(jsonOf(sessions, scope.days), null, 2) : textFor(sessions));
  return 0;
}

/** The newest, with their helper agents; or those whose id begins so. */
function chosen(sources: readonly TranscriptSource[], scope: SessionRange, id: string | undefined): Session[] {
  const all = sessionsIn(sources, scope);
  const idOf = ({ transcript }: Session) => `${transcript.agent} ${transcript.session}`;
  const ids = new Set(
    [...new Set(all.filter(({ transcript }) => id === undefined || transcript.session.startsWith(id)).map(idOf))].slice(
      0,
      id === undefined ? NEWEST : undefined,
    ),
  );
  if (ids.size === 0)
    throw new UsageError(`session: none of the last ${scope.days} days begins with \`${id}\`; \`rtk session\` lists the newest.`);
  return all.filter((session) => ids.has(idOf(session)));
}
