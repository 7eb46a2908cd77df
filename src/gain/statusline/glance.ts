/** The ledger at a glance, for lines that are asked for often: never waits for another writer, and reads no more than a little of the journal on the way. */

import { fold, unread } from '../ledger/from-journal.ts';
import { instructionCosts } from '../ledger/instructions.ts';
import { type Ledger, withLedger } from '../ledger/ledger.ts';
import { salvage } from '../ledger/salvage.ts';
import { added, costing, figuresBy, NOTHING } from '../report/figures.ts';
import type { Figures, Question } from '../report/types.ts';

export interface Glance {
  /** As in the report of the whole ledger. */
  readonly totals: Figures;
  /** Of one session; without runs where it is not known. */
  readonly session: Figures;
  /** The journal is longer than what is read on the way: somebody has to call `rtk gain`. */
  readonly behind: boolean;
}

/** Bytes of the journal, read in some 20 ms. */
const AT_MOST = 256 * 1024;
/** Milliseconds. */
const PATIENCE = 20;

export function glance(session: string | undefined, now = Date.now()): Glance {
  return withLedger((ledger) => {
    ledger.exec(`pragma busy_timeout = ${PATIENCE}`);
    const behind = unread(ledger) > AT_MOST;
    if (!behind) foldIfFree(ledger, now);
    const known = session?.slice(0, 80);
    return {
      totals: figuresFor(ledger, {}, { from: 'sum', values: [] }),
      session: known ? figuresFor(ledger, { session: known }, { from: 'session_sum where session = ?', values: [known] }) : NOTHING,
      behind,
    };
  }, salvage);
}

/** Another one is folding the same lines: then they are in the next line. */
function foldIfFree(ledger: Ledger, now: number): void {
  try {
    fold(ledger, now);
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== BUSY) throw error;
  }
}

const BUSY = 5;

function figuresFor(ledger: Ledger, question: Question, part: Parameters<typeof figuresBy>[1]): Figures {
  const [{ name: _, ...figures } = { name: '', ...NOTHING }] = figuresBy(ledger, part);
  const tokens = instructionCosts(ledger, question).reduce((sum, cost) => sum + cost.tokens, 0);
  return added(figures, costing(tokens));
}
