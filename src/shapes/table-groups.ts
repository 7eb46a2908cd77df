/** Rows one below the other that say the same in some columns: what they share is said once, above them. */

/** Rows of a table, and the columns that all of them share; no columns: the rows stand for themselves. */
export interface Group {
  readonly shared: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** A group must be worth its line: so many rows on average. */
const WORTH = 3;

/** The rows in their order, in groups by the columns whose values repeat from row to row. */
export function groupsOf(rows: readonly (readonly string[])[], columns: number): Group[] {
  const whole = [{ shared: [], from: 0, to: rows.length }];
  if (rows.length < WORTH || rows.some((row) => row.length !== columns)) return whole;
  const shared = sharedColumns(rows, columns);
  if (shared.length === 0) return whole;
  const starts = startsOf(rows, shared);
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? rows.length;
    return { shared: to - from > 1 ? shared : [], from, to };
  });
}

/** The columns that leave groups of `WORTH` rows on average, those that repeat most first; one column at least varies. */
function sharedColumns(rows: readonly (readonly string[])[], columns: number): number[] {
  const byRepeats = [...Array(columns).keys()]
    .map((column) => ({ column, starts: startsOf(rows, [column]).length, length: lengthOf(rows, column) }))
    .filter(({ starts, length }) => starts * WORTH <= rows.length && length > 0)
    .sort((a, b) => a.starts - b.starts || b.length - a.length);
  const chosen: number[] = [];
  for (const { column } of byRepeats) {
    const more = [...chosen, column];
    if (more.length < columns && startsOf(rows, more).length * WORTH <= rows.length) chosen.push(column);
  }
  return chosen.sort((a, b) => a - b);
}

function lengthOf(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? '').length, 0);
}

/** Rows that differ from the one above in one of the columns. */
function startsOf(rows: readonly (readonly string[])[], columns: readonly number[]): number[] {
  return rows.flatMap((row, index) => {
    const above = rows[index - 1];
    return above && columns.every((column) => row[column] === above[column]) ? [] : [index];
  });
}
