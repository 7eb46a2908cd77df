/** The runner's own last word. Tests print summaries too: only the last one in the runner's layout that agrees with what is known is the verdict. */

/** Does what follows a line, that line first, look like the runner's own? */
export type Agrees = (lines: readonly string[]) => boolean;

/**
 * The index of the last line that looks like the verdict and agrees with the rest of the run; if none agrees, of the last that looks like it.
 * -1 if none looks like it. Earlier look-alikes were printed by tests, as were later ones that do not agree.
 */
export function verdictAt(lines: readonly string[], looks: RegExp, agrees: Agrees = () => true): number {
  let last = -1;
  for (let at = lines.length - 1; at >= 0; at--) {
    if (!looks.test(lines[at] ?? '')) continue;
    if (agrees(lines.slice(at, at + AHEAD))) return at;
    if (last < 0) last = at;
  }
  return last;
}

/** Lines of a verdict that are looked at. */
const AHEAD = 60;
