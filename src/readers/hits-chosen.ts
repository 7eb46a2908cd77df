/** Which of many matches are shown with their text: law 17. */

import { groupBy } from '../text.ts';
import { isOwn } from './own-files.ts';
import type { Hit } from './search-hits.ts';

/** Matches that read the same. */
export interface Texts {
  readonly text: string;
  readonly hits: readonly Hit[];
}

export interface ChosenTexts {
  /** Said once with all their places. */
  readonly shared: readonly Texts[];
  /** By file, in the order of the file. */
  readonly texts: ReadonlyMap<string, readonly Texts[]>;
}

/** Places of one text that are named. */
export const PLACES = 200;
/** The part of the room that libraries and what programs write take at most, unless there is nothing else. */
const FOREIGN = 4;
/** Characters that a text counts for at most: longer ones are clipped when they are shown. */
const LONGEST = 400;

/**
 * What several files share is said once, for half of the room at most; then what stands in one of the user's own files only, a text of
 * each file in turn; then libraries and what programs write.
 */
export function chosenTexts(shared: readonly Texts[], others: readonly Hit[], room: number): ChosenTexts {
  const files = [
    ...groupBy(
      others.filter((hit) => !hit.unclear),
      (hit) => hit.file,
    ),
  ].map(([file, hits]) => ({ file, texts: textsOf(hits) }));
  const purse = { left: room / 2 };
  const chosen = new Set<Texts>();
  const own = (text: Texts) => text.hits.some((hit) => isOwn(hit.file));
  inTurn([shared.filter(own)], purse, chosen);
  purse.left += room / 2;
  inTurn(
    files.filter(({ file }) => isOwn(file)).map(({ texts }) => texts),
    purse,
    chosen,
  );
  if (chosen.size > 0) purse.left = Math.min(purse.left, room / FOREIGN);
  inTurn(
    files.filter(({ file }) => !isOwn(file)).map(({ texts }) => texts),
    purse,
    chosen,
  );
  inTurn([shared.filter((text) => !own(text))], purse, chosen);
  return {
    shared: shared.filter((text) => chosen.has(text)),
    texts: new Map(files.map(({ file, texts }) => [file, texts.filter((text) => chosen.has(text))])),
  };
}

/** Equal texts of a file together. */
export function textsOf(hits: readonly Hit[]): Texts[] {
  return [...groupBy(hits, (hit) => hit.text)].map(([text, found]) => ({ text, hits: found }));
}

/** The first text of each list, then the second of each, as long as there is room. */
function inTurn(lists: readonly (readonly Texts[])[], purse: { left: number }, chosen: Set<Texts>): void {
  for (let round = 0, open = lists; open.length > 0; round++, open = open.filter((list) => list.length > round))
    for (const list of open) {
      const text = list[round];
      const cost = text === undefined ? 0 : costOf(text);
      if (cost > purse.left && chosen.size > 0) return;
      if (text !== undefined) chosen.add(text);
      purse.left -= cost;
    }
}

/** The names of the files count where there are several. */
function costOf({ text, hits: all }: Texts): number {
  const hits = all.slice(0, PLACES);
  const files = new Set(hits.map((hit) => hit.file));
  const names = files.size > 1 ? [...files].reduce((sum, file) => sum + file.length - file.lastIndexOf('/'), 0) : 0;
  const numbers = hits.filter((hit) => hit.line !== '').length;
  return Math.min(text.length, LONGEST) + 4 * numbers + names + 1;
}
