/** Saved tokens → dollars: never without the model and what is assumed. */

import { instructionCosts } from '../ledger/instructions.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { added, costing, figuresBy, partFor } from './figures.ts';
import { ASSUMED, ASSUMED_ELSEWHERE, CACHED, PRICED, type Price, priceOf } from './prices.ts';
import type { Figures, ModelRow, Money, Question } from './types.ts';

interface Part {
  readonly name: string;
  readonly model: ModelRow['model'];
  readonly figures: Figures;
  /** Tokens that later turns would have read again; undefined without a transcript. */
  readonly rereads?: number;
}

/** By model, as transcripts name it; else what was asked for, else what is assumed of the agent. */
export function modelRows(ledger: Ledger, question: Question, prices: readonly Price[]): ModelRow[] {
  const { from, values } = partFor(question, 'session_sum');
  const joined = `(select s.*, coalesce(t.model, '') as model, t.session is not null as told from (select * from ${from}) s
    left join transcript t on t.agent = s.agent and t.session = s.session)`;
  const rereads = new Map(
    ledger
      .prepare(`select model || char(9) || agent || char(9) || told as name, sum(rereads) as rereads from ${joined} group by 1`)
      .all(...values)
      .map((row) => [String(row['name']), Number(row['rereads'])]),
  );
  const rows = figuresBy(ledger, { from: joined, values }, 'model || char(9) || agent || char(9) || told');
  const named = (seen: string, agent: string): Pick<Part, 'name' | 'model'> => {
    if (question.model !== undefined) return { name: question.model, model: 'asked' };
    return seen !== '' ? { name: seen, model: 'seen' } : { name: ASSUMED[agent] ?? ASSUMED_ELSEWHERE, model: 'assumed' };
  };
  const parts = rows.map(({ name, ...figures }): Part => {
    const [seen = '', agent = '', told] = name.split('\t');
    return { ...named(seen, agent), figures, ...(told === '1' ? { rereads: rereads.get(name) ?? 0 } : {}) };
  });
  // Instruction text is read by the session's model, too.
  const modelOf = ledger.prepare('select model from transcript where agent = ? and session = ?');
  const costs = instructionCosts(ledger, question).map(({ agent, session, tokens }): Part => {
    const seen = String(modelOf.get(agent, session)?.['model'] ?? '');
    return { ...named(seen, agent), figures: costing(tokens) };
  });
  return merged([...parts, ...costs]).map((part) => priced(part, prices));
}

function merged(parts: readonly Part[]): Part[] {
  const found = new Map<string, Part>();
  for (const part of parts) {
    const key = `${part.model}\t${part.name}`;
    const before = found.get(key);
    found.set(key, before ? both(before, part) : part);
  }
  return [...found.values()].sort((a, b) => b.figures.saved - a.figures.saved || (a.name < b.name ? -1 : 1));
}

function both(one: Part, other: Part): Part {
  const rereads = one.rereads === undefined && other.rereads === undefined ? {} : { rereads: (one.rereads ?? 0) + (other.rereads ?? 0) };
  return { ...one, figures: added(one.figures, other.figures), ...rereads };
}

function priced({ name, model, figures, rereads }: Part, prices: readonly Price[]): ModelRow {
  const price = priceOf(name, prices);
  if (!price) return { name, model, ...figures };
  const once = (figures.saved * price.input) / 1e6;
  const how = model === 'assumed' ? `${price.name} assumed` : price.name;
  const above = price.above ? `, requests up to ${price.above.tokens.toLocaleString('en')} tokens` : '';
  const input = `input $${price.input} a million${above}, ${price.from === undefined ? `prices of ${PRICED}` : `price from ${price.from}`}`;
  const floor: Money = { dollars: once, assumption: `${how}: each saved token once, ${input}` };
  if (rereads === undefined) return { name, model, ...figures, price: price.name, floor };
  const cached = price.input * CACHED;
  const assumption = `${how}: each saved token once, ${input}, and ${rereads.toLocaleString('en')} re-reads in later turns of sessions with a transcript, cached $${rounded(cached)} a million`;
  return { name, model, ...figures, price: price.name, floor, withRereads: { dollars: once + (rereads * cached) / 1e6, assumption } };
}

function rounded(dollars: number): number {
  return Number(dollars.toFixed(4));
}

/** The sum over all models with a price; what each rests on is said. */
export function moneyOf(models: readonly ModelRow[]): { readonly floor?: Money; readonly withRereads?: Money } {
  const floors = models.flatMap(({ floor }) => floor ?? []);
  if (floors.length === 0) return {};
  const rereads = models.flatMap(({ withRereads, floor }) => withRereads ?? floor ?? []);
  const any = models.some(({ withRereads }) => withRereads !== undefined);
  return { floor: total(floors), ...(any ? { withRereads: total(rereads) } : {}) };
}

function total(parts: readonly Money[]): Money {
  return {
    dollars: parts.reduce((sum, { dollars }) => sum + dollars, 0),
    assumption: parts.map(({ assumption }) => assumption).join('; '),
  };
}
