/** Numbers and days as they are shown: true minus signs, UTC. */

const FULL = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export function full(count: number): string {
  return minus(FULL.format(count));
}

/** `1.2M` */
export function short(count: number): string {
  return minus(SHORT.format(count));
}

/** `60.1%`; a share that is no number of ours has no digits. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${minus((share * 100).toFixed(1))}%` : '–';
}

/** Cents, and more digits below one. */
export function dollars(amount: number): string {
  const size = Math.abs(amount);
  const digits = size > 0 && size < 0.1 ? 4 : 2;
  return minus(`${amount < 0 ? '-' : ''}$${size.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`);
}

export function duration(ms: number): string {
  if (ms >= 60_000) return `${full(ms / 60_000)} min`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 100 ? Number(ms.toFixed(1)) : full(ms)} ms`;
}

/** `2026-11-21` → `21 Nov`; `2026-11` → `Nov 2026`. */
export function period(name: string): string {
  return name.length === 7 ? MONTH.format(new Date(`${name}-01T00:00:00Z`)) : DAY.format(new Date(`${name}T00:00:00Z`));
}

export function date(day: string): string {
  return DATE.format(new Date(`${day}T00:00:00Z`));
}

export function time(at: number): string {
  return TIME.format(at);
}

/** `1 run`, `2 runs` */
export function counted(count: number, noun: string): string {
  return `${full(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A path's last two folders; the whole one belongs beside it. */
export function pathEnd(path: string): string {
  const parts = path.split(/[\\/]/).filter(Boolean);
  return parts.length > 2 ? `…/${parts.slice(-2).join('/')}` : path;
}

export function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function minus(text: string): string {
  return text.replace('-', '−');
}
