import { UsageError } from '../errors.ts';

/** `10-40`, `10-` or `10`: numbers of lines, the last one among them. */
export function lineRange(text: string): readonly [from: number, to: number] {
  const [, first = '', dash, last = ''] = /^(\d+)(?:(-)(\d*))?$/.exec(text) ?? [];
  const from = Number(first);
  const to = dash === undefined ? from : last === '' ? Number.POSITIVE_INFINITY : Number(last);
  if (first === '' || from < 1) throw new UsageError(`--lines: \`${text}\` is no range; use 10-40, 10- or 10.`);
  if (to < from) throw new UsageError(`--lines: \`${text}\` ends before it begins; use ${to}-${from}.`);
  return [from, to];
}

/** A whole number from 1 on. */
export function countFrom(option: string, text: string, noun = 'number', least = 1): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) throw new UsageError(`${option}: \`${text}\` is no ${noun}; use ${least} or more.`);
  return Number(text);
}
