/** A glance → one line of plain text. */

import { type Price, priceOf } from '../report/prices.ts';
import type { Figures } from '../report/types.ts';
import type { Glance } from './glance.ts';

/** `rtk 41.2k tokens saved (63 %) · session 3.1k = $0.01 at Claude Sonnet 4.6 input price`; `model` is the session's, as the agent names it. */
export function statusOf({ totals, session, behind }: Glance, model: string | undefined, prices: readonly Price[]): string {
  if (totals.runs === 0) return behind ? 'rtk: `rtk gain` reads what was recorded' : 'rtk: nothing recorded yet';
  const parts = [`rtk ${compact(totals.saved)} tokens saved (${percent(totals)})`];
  if (session.runs > 0) parts.push(`session ${compact(session.saved)}${worth(session.saved, model, prices)}`);
  if (behind) parts.push('more in `rtk gain`');
  return parts.join(' · ');
}

/** undefined for a session of which nothing is known. */
export function summaryOf({ session }: Glance, model: string | undefined, prices: readonly Price[]): string | undefined {
  if (session.runs === 0) return undefined;
  const runs = session.runs === 1 ? '1 command' : `${session.runs} commands`;
  return `rtk: ${compact(session.saved)} tokens saved (${percent(session)}) in ${runs} of this session${worth(session.saved, model, prices)}`;
}

/** Never dollars without the model and the assumption; none for a model without a price. */
function worth(saved: number, model: string | undefined, prices: readonly Price[]): string {
  const price = model === undefined ? undefined : priceOf(model, prices);
  if (!price) return '';
  const dollars = (saved * price.input) / 1e6;
  const amount = Math.abs(dollars) < 0.005 ? 'under $0.01' : `${dollars < 0 ? '-' : ''}$${Math.abs(dollars).toFixed(2)}`;
  return `${amount.startsWith('u') ? ',' : ' ='} ${amount} at ${price.name} input price`;
}

function percent({ share }: Figures): string {
  return `${Math.round(share * 100)} %`;
}

/** `950`, `41.2k`, `3.1M`. */
function compact(count: number): string {
  const size = Math.abs(count);
  if (size < 1000) return String(count);
  if (size < 999_950) return `${(count / 1000).toFixed(1)}k`;
  return `${(count / 1e6).toFixed(1)}M`;
}
