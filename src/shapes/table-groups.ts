/** Rows one below the other that say the same in some columns: what they share is said once, above them. */

/** Rows of a table, and the columns that all of them share; no columns: the rows stand for themselves. */
export interface RowGroup {
  readonly shared: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** Characters that the line above a group costs, beside what it says. */
const COST = 16;

/** The rows in their order, in groups by the columns whose values repeat from row to row. */
export function groupsOf(rows: readonly (readonly string[])[], columns: number): RowGroup[] {
  const whole = [{ shared: [], from: 0, to: rows.length }];
  if (rows.length < 3 || rows.some((row) => row.length !== columns)) return whole;
  const shared = sharedColumns(rows, columns);
  return shared.length === 0 ? whole : groupsBy(rows, shared);
}

function groupsBy(rows: readonly (readonly string[])[], shared: readonly number[]): RowGroup[] {
  const starts = startsOf(rows, shared);
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? rows.length;
    return { shared: to - from > 1 ? shared : [], from, to };
  });
}

/** The columns that save most when they are said once a group, added one by one; one column at least varies. */
function sharedColumns(rows: readonly (readonly string[])[], columns: number): number[] {
  let chosen: number[] = [];
  let saved = 0;
  for (let count = 1; count < columns; count++) {
    const more = [...Array(columns).keys()].filter((column) => !chosen.includes(column)).map((column) => [...chosen, column]);
    const [best] = more.map((shared) => ({ shared, gain: gainOf(rows, shared) })).sort((a, b) => b.gain - a.gain);
    if (!best || best.gain <= saved) break;
    chosen = best.shared;
    saved = best.gain;
  }
  return chosen.sort((a, b) => a - b);
}

/** Characters that go if each group says these columns once. */
function gainOf(rows: readonly (readonly string[])[], shared: readonly number[]): number {
  return groupsBy(rows, shared).reduce((sum, { from, to }) => {
    if (to - from < 2) return sum;
    const said = shared.reduce((length, column) => length + (rows[from]?.[column] ?? '').length + 2, 0);
    return sum + said * (to - from - 1) - COST;
  }, 0);
}

/** Rows that differ from the one above in one of the columns. */
function startsOf(rows: readonly (readonly string[])[], columns: readonly number[]): number[] {
  return rows.flatMap((row, index) => {
    const above = rows[index - 1];
    return above && columns.every((column) => row[column] === above[column]) ? [] : [index];
  });
}
