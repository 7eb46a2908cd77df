/** What the instruction text of `init --with-instructions` costs: its tokens in every session that begins while it is in place. */

import { partFor } from '../report/figures.ts';
import type { Question } from '../report/types.ts';
import type { Ledger } from './ledger.ts';

export interface InstructionCost {
  /** The session's first day. */
  readonly day: string;
  readonly agent: string;
  readonly project: string;
  /** Its id, or its day. */
  readonly session: string;
  /** More than 0. */
  readonly tokens: number;
}

/** One entry a session; runs that tell no session count as one a day. */
export function instructionCosts(ledger: Ledger, question: Question): InstructionCost[] {
  const changes = ledger.prepare("select date(at / 1000, 'unixepoch') as day, agent, project, tokens from instructions order by at").all();
  if (changes.length === 0) return [];
  const part = partFor(question, 'session_sum');
  const key = question.session === undefined ? "case session when '' then day else session end" : 'session';
  const sessions = ledger
    .prepare(`select min(day) as day, agent, project, ${key} as session from ${part.from} group by agent, project, ${key}`)
    .all(...part.values);
  const costs = sessions.map(({ day, agent, project, session }) => {
    const inForce = changes.filter(
      (each) => each['agent'] === agent && String(each['day']) <= String(day) && ['', project].includes(String(each['project'])),
    );
    const tokens = Number(inForce.at(-1)?.['tokens'] ?? 0);
    return { day: String(day), agent: String(agent), project: String(project), session: String(session), tokens };
  });
  return costs.filter(({ tokens }) => tokens > 0);
}
