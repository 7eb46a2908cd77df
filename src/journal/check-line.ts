/** Is this a line as rtk writes it? What somebody else has put into the journal must not get into the ledger. */

import type { HookEvent, InstructionsEvent, JournalLine, Saving } from './line.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const pair: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(number);
const texts: Check = (value) => Array.isArray(value) && value.every(text);
/** Years 1970 to 2100, so that it has a date. */
const moment: Check = (value) => number(value) && (value as number) >= 0 && (value as number) < 4.1e12;
const whole: Check = (value) => Number.isInteger(value);

type Fields<T> = { readonly [K in keyof T]-?: readonly [Check, 'needed' | 'may be absent'] };

const needed = (check: Check) => [check, 'needed'] as const;
const absent = (check: Check) => [check, 'may be absent'] as const;

const SAVING: Fields<Saving> = {
  ...{ v: needed(number), at: needed(moment), event: absent((value) => value === undefined), command: needed(text), level: needed(text) },
  ...{ same: absent(text), about: absent(text), filter: absent(text), exit: absent(whole), bytes: absent(pair), tokens: absent(pair) },
  ...{ base: absent(number), ms: needed(number), own: absent(number), handle: absent(text), hidden: absent(whole), why: absent(text) },
  ...{ recalled: absent(text), via: absent(text), call: absent(text), agent: absent(text), session: absent(text), project: absent(text) },
};

const HOOK: Fields<HookEvent> = {
  ...{ v: needed(number), at: needed(moment), event: needed(text), agent: needed(text), session: absent(text), call: absent(text) },
  ...{ did: needed(text), why: absent(text), same: absent(texts), own: needed(number) },
};

const INSTRUCTIONS: Fields<InstructionsEvent> = {
  ...{ v: needed(number), at: needed(moment), event: needed(text), agent: needed(text), project: absent(text), tokens: needed(whole) },
};

export function isJournalLine(line: unknown): line is JournalLine {
  if (typeof line !== 'object' || line === null) return false;
  const { event } = line as { event?: unknown };
  if (event === undefined) return fits(line, SAVING);
  if (event === 'hook') return fits(line, HOOK);
  return event === 'instructions' && fits(line, INSTRUCTIONS);
}

/** Fields of later versions of rtk do no harm. */
function fits(line: object, fields: Readonly<Record<string, readonly [Check, string]>>): boolean {
  return Object.entries(fields).every(([name, [check, presence]]) => {
    const value = (line as Record<string, unknown>)[name];
    return value === undefined ? presence === 'may be absent' : check(value);
  });
}
