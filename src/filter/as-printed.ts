/** A text that may be a file's: quoted lines get back the blank lines between them, and the blanks at their ends. */

import { countedBy, isMark, omitted } from '../marks.ts';

/** `lines` are a result, `raw` the lines that it was made of. Lines of the result that are none of the raw text stay as they are. */
export function asPrinted(lines: readonly string[], raw: readonly string[]): string[] {
  const places = placesIn(raw);
  const shown: string[] = [];
  let [above, last] = [-1, 0];
  for (const line of lines) {
    if (line.trim() === '') {
      shown.push(line);
      continue;
    }
    const at = isMark(line) ? undefined : after(places.get(line.trimEnd()), above);
    if (at === undefined) {
      if (!isMark(line)) last = -1;
      shown.push(line);
      continue;
    }
    if (last >= 0) shown.splice(last, shown.length - last, ...between(shown.slice(last), raw.slice(above + 1, at), raw[above]));
    shown.push(raw[at] ?? line);
    [above, last] = [at, shown.length];
  }
  return shown;
}

/** Where each line stands, blanks at its end apart. */
function placesIn(raw: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, line] of raw.entries()) {
    const key = line.trimEnd();
    const found = places.get(key);
    if (found) found.push(index);
    else places.set(key, [index]);
  }
  return places;
}

/** The first place behind `above`; what stands before it is never asked for again. */
function after(places: number[] | undefined, above: number): number | undefined {
  while (places && places.length > 0 && (places[0] ?? 0) <= above) places.shift();
  return places?.[0];
}

/** So few equal lines may be a file's own. */
const FEW = 10;

/** What stands between two quoted lines: their blank lines; or the mark of what was left out, which counts blank lines, too. */
function between(shown: readonly string[], raw: readonly string[], above: string | undefined): readonly string[] {
  const blank = raw.filter((line) => line.trim() === '').length;
  if (blank === raw.length) return shown.every((line) => line.trim() === '') ? raw : shown;
  const [mark = '', ...more] = shown.filter((line) => line.trim() !== '');
  const { things, lines } = countedBy(mark);
  const isGap = more.length === 0 && isMark(mark) && things === lines && lines === raw.length - blank;
  if (!isGap) return shown;
  if (raw.length < FEW && raw.every((line) => line === above)) return raw;
  return blank > 0 ? [omitted(raw.length)] : shown;
}
