/** Figures as a person reads them. */

export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** `1 run`, `1,204 runs` */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Without anything to compare with there is no share. */
export function percent({ baseline, share }: { readonly baseline: number; readonly share: number }): string {
  return baseline === 0 ? '–' : parts(share);
}

export function parts(share: number): string {
  const text = (share * 100).toFixed(1);
  return `${text === '-0.0' ? '0.0' : text} %`;
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.round(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Small sums with the digits that they have. */
export function dollars(value: number): string {
  const digits = Math.abs(value) < 0.1 ? 4 : 2;
  const text = Math.abs(value).toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${value < 0 && Number(text) !== 0 ? '-' : ''}$${text}`;
}

/** What was lost is hatched. */
export function bar(value: number, most: number, cells: number): string {
  const length = most === 0 ? 0 : Math.round((Math.abs(value) / most) * cells);
  return (value < 0 ? '▒' : '█').repeat(value === 0 ? 0 : Math.max(1, length));
}

/** Names come from the journal, which is no place to steer a terminal from. */
export function printable(name: string): string {
  return name.replace(/\p{C}/gu, '?');
}
