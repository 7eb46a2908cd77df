/** Rows of figures: sorted by whichever column is asked for, the first ones shown until all are. */

import { coded, h, type View } from './dom.ts';

export interface Column<T> {
  readonly title: string;
  /** What is sorted by: numbers stand on the right. */
  readonly of: (row: T) => number | string;
  readonly text?: (row: T) => string | Node;
  /** The whole of a text that was shortened. */
  readonly hint?: (row: T) => string;
  /** The colour of a bar under the figure, as long as the figure is large among the others. */
  readonly bar?: 'saved' | 'recall' | 'baseline';
}

interface State {
  column?: number;
  falling: boolean;
  all: boolean;
}

export function table<T>(caption: string, columns: readonly Column<T>[], { first = 10, none = 'None.' } = {}): View<readonly T[]> {
  const state: State = { falling: true, all: false };
  let rows: readonly T[] = [];
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more' });
  const heads = columns.map((column, index) => head(column, () => sortBy(index)));
  const sortBy = (index: number) => {
    state.falling = state.column === index ? !state.falling : true;
    state.column = index;
    draw();
  };
  const draw = () => {
    const shown = sorted(rows, columns, state).slice(0, state.all ? undefined : first);
    const most = columns.map(({ of, bar }) => (bar ? Math.max(...rows.map((row) => Math.abs(Number(of(row))))) : 0));
    body.replaceChildren(...(rows.length === 0 ? [nothing(none, columns.length)] : shown.map((row) => line(row, columns, most))));
    for (const [index, element] of heads.entries()) {
      element.setAttribute('aria-sort', sortOf(index, state));
      element.className = isNumeric(rows, columns[index]) ? 'number' : '';
    }
    top.hidden = rows.length === 0;
    more.hidden = rows.length <= first;
    more.textContent = state.all ? `Show the first ${first}` : `Show all ${rows.length.toLocaleString('en')}`;
  };
  more.addEventListener('click', () => {
    state.all = !state.all;
    draw();
  });
  const top = h('thead', {}, h('tr', {}, ...heads));
  const grid = h('table', {}, h('caption', { class: 'unseen' }, caption), top, body);
  return {
    element: h(
      'div',
      { class: 'figures' },
      h('div', { class: 'scroll', role: 'region', 'aria-label': caption, tabindex: '0' }, grid),
      more,
    ),
    show(newer) {
      rows = newer;
      draw();
    },
  };
}

function head<T>({ title }: Column<T>, pressed: () => void): HTMLElement {
  const button = h('button', { type: 'button' }, title);
  button.addEventListener('click', pressed);
  return h('th', { scope: 'col' }, button);
}

function isNumeric<T>([row]: readonly T[], column: Column<T> | undefined): boolean {
  return row !== undefined && typeof column?.of(row) === 'number';
}

function sortOf(index: number, { column, falling }: State): string {
  if (column !== index) return 'none';
  return falling ? 'descending' : 'ascending';
}

/** As they came until a column is chosen; texts from A to Z first. */
function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], { column, falling }: State): readonly T[] {
  const of = column === undefined ? undefined : columns[column]?.of;
  if (!of) return rows;
  return [...rows].sort((a, b) => {
    const [one, other] = [of(a), of(b)];
    const order = typeof one === 'number' ? Number(other) - one : one.localeCompare(String(other));
    return falling ? order : -order;
  });
}

function line<T>(row: T, columns: readonly Column<T>[], most: readonly number[]): HTMLElement {
  const cells = columns.map(({ title, of, text, hint, bar }, index) => {
    const value = of(row);
    const numeric = typeof value === 'number';
    const content = text?.(row) ?? String(value);
    const parts = bar ? [content, barOf(bar, Number(value), most[index] ?? 0)] : [content];
    const common = { class: numeric ? signOf(value) : undefined, title: hint?.(row), 'data-title': title };
    return index === 0 ? h('th', { ...common, scope: 'row' }, ...parts) : h('td', common, ...parts);
  });
  return h('tr', {}, ...cells);
}

function signOf(value: number): string {
  return value < 0 ? 'number negative' : 'number';
}

function barOf(kind: string, value: number, most: number): HTMLElement {
  const bar = h('span', { class: `bar ${kind}`, 'aria-hidden': 'true' });
  bar.style.width = `${most === 0 ? 0 : (Math.abs(value) / most) * 100}%`;
  return bar;
}

function nothing(text: string, width: number): HTMLElement {
  return h('tr', {}, h('td', { class: 'none', colspan: String(width) }, ...coded(text)));
}
