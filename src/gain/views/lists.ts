/** Single runs, and what was asked for again. */

import type { HistoryRow, RecallRow } from '../report/types.ts';
import { count, parts, percent, printable } from './numbers.ts';
import { type Pen, signed } from './pen.ts';
import { laid } from './table.ts';

const CHARGES = { recall: 'recalled: a cost', rerun: 'run again: a cost', repeat: 'the same again: saves nothing twice' };

export function historyLines(rows: readonly HistoryRow[], pen: Pen): string[] {
  if (rows.length === 0) return [];
  const header = ['time', 'command', 'exit', 'without rtk', 'read', 'saved', '%', ''].map((text) => pen('dim', text));
  return laid([header, ...rows.map((row) => cells(row, pen))], ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left']);
}

function cells(row: HistoryRow, pen: Pen): string[] {
  const { at, command, exit, seen, baseline, shown, saved, charge, handle } = row;
  const tokens = seen
    ? [count(baseline), count(shown), signed(pen, saved, count(saved)), percent({ baseline, share: saved / baseline })]
    : ['', '', '', ''];
  const notes = [...(seen ? [] : ['unseen']), ...(charge ? [CHARGES[charge]] : []), ...(handle ? [`rtk recall ${printable(handle)}`] : [])];
  return [time(at), printable(command), status(exit, pen), ...tokens, notes.join('; ')];
}

// "2026-11-21 15:04"
function time(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** Some agents do not tell it. */
function status(exit: number | null, pen: Pen): string {
  if (exit === null) return '?';
  return exit === 0 ? '0' : pen('red', String(exit));
}

export function recallLines(rows: readonly RecallRow[], { pen, limit = 10 }: { pen: Pen; limit?: number | undefined }): string[] {
  if (rows.length === 0) return [];
  const header = ['command', 'filter', 'recalls', 're-runs', 'tokens', 'of runs that hid something'].map((text) => pen('dim', text));
  const lines = rows
    .slice(0, limit)
    .map(({ command, filter, recalls, reruns, tokens, hid }) => [
      printable(command) || '(no longer known)',
      printable(filter),
      ...[recalls, reruns, tokens].map(count),
      hid === 0 ? '–' : `${count(hid)} (${parts((recalls + reruns) / hid)})`,
    ]);
  const more = rows.length > limit ? [pen('dim', `[+${rows.length - limit} commands: --limit ${rows.length}]`)] : [];
  return [...laid([header, ...lines], ['left', 'left', 'right', 'right', 'right', 'right']), ...more];
}
