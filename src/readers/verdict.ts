/** The runner's own last word. Tests print summaries too: only the last one in the runner's layout that agrees with what is known is the verdict. */

/**
 * The index of the last line that looks like the verdict and, by its index, agrees with the rest of the run; if none agrees, of the last that looks like it.
 * -1 if none looks like it. Earlier look-alikes were printed by tests, as were later ones that do not agree.
 */
export function verdictAt(lines: readonly string[], looks: RegExp, agrees: (at: number) => boolean = () => true): number {
  let last = -1;
  for (let at = lines.length - 1; at >= 0; at--) {
    if (!looks.test(lines[at] ?? '')) continue;
    if (agrees(at)) return at;
    if (last < 0) last = at;
  }
  return last;
}

/** The lines of a verdict that takes several: from `at` on as long as they look like it, blank ones between them included. */
export function verdictEnd(lines: readonly string[], at: number, looks: RegExp): number {
  let end = at;
  for (let next = at; next < lines.length && (looks.test(lines[next] ?? '') || (lines[next] ?? '').trim() === ''); next++)
    if ((lines[next] ?? '').trim() !== '') end = next + 1;
  return end;
}
