/** Tables for a spreadsheet, in the form of rtk-rs: a line with the title, one with the names, the rows, an empty line. */

import type { Section } from '../report/options.ts';
import type { Report } from '../report/types.ts';
import type { Extras } from './extras.ts';
import { periodsOf } from './peer.ts';

const TITLES: Readonly<Record<string, string>> = {
  daily: '# Daily Data',
  weekly: '# Weekly Data',
  monthly: '# Monthly Data',
  history: '# History',
  failures: '# Failures',
  recalls: '# Recalls',
};

/** Without a choice: the days. */
export function csvOf(report: Report, { history, failures, recalls }: Extras, sections: readonly Section[]): string {
  const lists = { ...(history ? { history } : {}), ...(failures ? { failures } : {}), ...(recalls ? { recalls } : {}) };
  const chosen = { ...periodsOf(report, sections), ...lists };
  const tables = Object.keys(chosen).length > 0 ? chosen : periodsOf(report, ['daily']);
  return Object.entries(tables)
    .map(([name, rows]) => table(TITLES[name] ?? '', rows))
    .join('\n');
}

function table(title: string, rows: readonly object[]): string {
  const [first = {}] = rows;
  return [title, ...(rows.length > 0 ? [Object.keys(first), ...rows.map(cellsOf)].map((cells) => cells.join(',')) : []), ''].join('\n');
}

function cellsOf(row: object): string[] {
  return Object.entries(row).map(([name, value]) => (name.endsWith('_pct') ? Number(value).toFixed(2) : cell(value)));
}

function cell(value: unknown): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
