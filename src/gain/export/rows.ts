/** What may leave the machine: sums by day, agent, and filter or model, under names of ours. No command, path, session, user or host. */

import { filterNamed } from '../../filters.gen.ts';
import { AGENTS } from '../../hooks/agents/index.ts';
import { crypto } from '../../io/runtime-modules.ts';
import { isOwnWord } from '../../route/own-words.ts';
import { type InstructionCost, instructionCosts } from '../ledger/instructions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { added, figuresBy, partFor } from '../report/figures.ts';
import { PRICES, priceOf } from '../report/prices.ts';
import type { Figures, Question } from '../report/types.ts';

/** `by` says what `name` is; the sums by filter and those by model are the same tokens, told twice. */
export interface SharedRow {
  readonly by: 'filter' | 'model';
  readonly day: string;
  readonly agent: string;
  readonly name: string;
  /** 12 hexadecimal digits; only if projects are told apart. */
  readonly project?: string;
  readonly figures: Figures;
}

export interface Shared {
  readonly rows: readonly SharedRow[];
  /** Tokens of instruction text by the day their session began; they are in no row. */
  readonly instructions: readonly Omit<InstructionCost, 'session'>[];
}

/** `salt`: projects are told apart, by a hash of their path with it. */
export function shared(ledger: Ledger, question: Question, salt: string | undefined): Shared {
  const columns = (last: string) => `day || char(9) || agent || char(9) || ${last} || char(9) || project`;
  const byFilter = figuresBy(ledger, partFor(question), columns('filter'));
  const { from, values } = partFor(question, 'session_sum');
  const joined = `(select s.*, coalesce(t.model, '') as model from (select * from ${from}) s
    left join transcript t on t.agent = s.agent and t.session = s.session)`;
  const byModel = figuresBy(ledger, { from: joined, values }, columns("replace(model, char(9), ' ')"));
  const row = (by: SharedRow['by'], nameOf: (name: string) => string) => (sum: Figures & { readonly name: string }) => {
    const { name, ...figures } = sum;
    const [day = '', agent = '', what = '', ...project] = name.split('\t');
    const where = salt === undefined ? {} : { project: hashOf(project.join('\t'), salt) };
    return { by, day, agent: agentName(agent), name: nameOf(what), ...where, figures };
  };
  return {
    rows: merged([...byFilter.map(row('filter', filterName)), ...byModel.map(row('model', modelName))]),
    instructions: instructionCosts(ledger, question).map(({ day, agent, project, tokens }) => ({
      ...{ day, agent: agentName(agent), tokens },
      project: salt === undefined ? '' : hashOf(project, salt),
    })),
  };
}

/** Rows that have come to the same name are one. Sorted, so that the same ledger gives the same bytes. */
export function merged(rows: readonly SharedRow[]): SharedRow[] {
  const found = new Map<string, SharedRow>();
  for (const row of rows) {
    const key = [row.by, row.day, row.agent, row.name, row.project ?? ''].join('\t');
    const before = found.get(key);
    found.set(key, before ? { ...row, figures: added(before.figures, row.figures) } : row);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** A filter of the user's own may be called after his customer. */
function filterName(name: string): string {
  if (name === '') return 'none';
  return filterNamed(name) || isOwnWord(name) ? name : 'custom';
}

function agentName(name: string): string {
  if (name === '') return 'none';
  return Object.hasOwn(AGENTS, name) ? name : 'other';
}

/** A model's id may hold the number of an account, or the name of a private deployment: only those of our price table are told. */
function modelName(id: string): string {
  if (id === '') return 'unknown';
  return priceOf(id, PRICES)?.name ?? 'other';
}

function hashOf(path: string, salt: string): string {
  return crypto().createHmac('sha256', salt).update(path).digest('hex').slice(0, 12);
}
