/** What a user calls a span of time → days in UTC. */

import { UsageError } from '../../errors.ts';
import { dayOf } from '../ledger/sums.ts';

const DAY = 24 * 3600 * 1000;

/** `2026-11-01`, `today`, `yesterday`; `7d`, `7` and `2w` are the last 7 and 14 days, today among them. */
export function firstDay(text: string, now: number): string {
  const [, count, unit] = /^(\d{1,4})([dw]?)$/.exec(text) ?? [];
  if (Number(count) > 0) return dayOf(now - (Number(count) * (unit === 'w' ? 7 : 1) - 1) * DAY);
  return named(text, now) ?? wrong('--since', text, '`2026-11-01`, `7d`, `2w`, `30`, `today` or `yesterday`');
}

export function lastDay(text: string, now: number): string {
  return named(text, now) ?? wrong('--until', text, '`2026-11-01`, `today` or `yesterday`');
}

function named(text: string, now: number): string | undefined {
  if (text === 'today') return dayOf(now);
  if (text === 'yesterday') return dayOf(now - DAY);
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // The 30th of February is the 2nd of March.
  return Number.isNaN(at) || dayOf(at) !== text ? undefined : text;
}

function wrong(flag: string, text: string, forms: string): never {
  throw new UsageError(`${flag}: \`${text}\` is no day; use ${forms}.`);
}
