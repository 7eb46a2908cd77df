/** What a service writes before each line of a log: its time, and whose it is. */

import type { Filter } from '../types.ts';
import { wordsIn } from './words.ts';

/** The text without what stands before each line and says nothing of it. */
export function unstamped(text: string, known: Pick<Filter, 'stamp'> | undefined): string {
  return known?.stamp === undefined
    ? text
    : text.replace(new RegExp(known.stamp, 'gm'), (_, first) => (typeof first === 'string' ? first : ''));
}

/** The text without what says whose a line is, and the words of that. */
export function withoutOwners(text: string, { owner }: Pick<Filter, 'owner'>): { readonly bare: string; readonly owners: string[] } {
  if (owner === undefined) return { bare: text, owners: [] };
  const said = new Set<string>();
  const bare = text.replace(new RegExp(owner, 'gm'), (whole) => {
    said.add(whole);
    return '';
  });
  return { bare, owners: [...said].flatMap(wordsIn) };
}
