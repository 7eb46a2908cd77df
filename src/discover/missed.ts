/** What `rtk dashboard` shows of `rtk discover`: how much went through rtk in the agents' own transcripts, and what went past it. */

import { UsageError } from '../errors.ts';
import type { MissedData } from '../gain/page/types.ts';
import type { Question } from '../gain/report/types.ts';
import { here } from '../hooks/place.ts';
import { projectOf } from '../journal/project.ts';
import { findingsIn } from './findings.ts';
import type { SessionRange } from './options.ts';
import { ranOf, throughOf } from './report.ts';
import { ranked } from './tally.ts';

const DAY = 24 * 3600 * 1000;
const DAYS = 30;

/** Of the days and the project that are asked for; of the last 30 days otherwise. */
export async function missedIn({ since, project }: Question, now = Date.now()): Promise<MissedData> {
  const days = since === undefined ? DAYS : Math.max(1, Math.ceil((now - Date.parse(`${since}T00:00:00Z`)) / DAY));
  const isIn = (root: string) => project === undefined || root === project || root.startsWith(`${project}/`);
  const scope: SessionRange = {
    place: here(process.cwd()),
    days,
    since: now - days * DAY,
    name: project ?? 'all projects',
    holds: ({ cwd }) => project === undefined || (cwd !== undefined && isIn(projectOf(cwd))),
  };
  try {
    const { sessions, tally } = await findingsIn(scope);
    const rows = ranked(tally.missed).map(({ name, count, tokens, saved, why, filtered, rate }) => {
      return { command: name, runs: count, tokens, saved: filtered + rate === 0 ? null : saved, why };
    });
    const all = [...sessions.values()].reduce((sum, each) => sum + each, 0);
    return { days, sessions: all, commands: ranOf(tally), through: throughOf(tally), missed: tally.kinds.missed, rows };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { days, sessions: 0, commands: 0, through: 0, missed: 0, rows: [] };
  }
}
