/** Reads rows of a state and a path, as hg, svn and jj print them: paths by their state and folder. */

import { groupBy, linesOf } from '../text.ts';
import type { Shape } from '../types.ts';

/** Short lists are left as they are. */
const FEW = 8;
// "M src/a.js", "A    trunk/a.js", " M      .", "A  +    pkg.json", "D     C trunk/README.md", "?       new.txt"
const ROW = /^(?<state>[ +*]{0,6}[A-Z?!~][ A-Z?!~+*]{0,6}?) {1,8}(?<path>[^\s>].*)$/;

/** Undefined if too few lines are such rows; others are quoted, with what stands under a row. */
export function readStates(text: string): Shape | undefined {
  const lines = linesOf(text).filter((line) => line.trim() !== '');
  const rows = lines.map((line) => ROW.exec(line)?.groups);
  const known = rows.flatMap((row) => (row ? [{ state: row['state'] ?? '', path: row['path'] ?? '' }] : []));
  if (known.length < FEW || known.length * 2 < lines.length) return undefined;
  const shown = [...groupBy(known, ({ state }) => state)].map(([state, found]) => ({
    kind: 'files' as const,
    before: `${state} `,
    items: found.map(({ path }) => ({ path })),
    all: /[C!~]/.test(state),
  }));
  const others = lines.filter((_, at) => rows[at] === undefined);
  return { kind: 'parts', parts: [...shown, { kind: 'text', content: true, lines: others }] };
}
