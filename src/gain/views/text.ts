/** `rtk gain` as a person sees it. */

import type { Section } from '../report/options.ts';
import type { Report } from '../report/types.ts';
import type { Extras } from './extras.ts';
import { historyLines, recallLines } from './lists.ts';
import { count, plural } from './numbers.ts';
import type { Pen } from './pen.ts';
import { graph, periodTable } from './periods.ts';
import { rankings } from './rankings.ts';
import { aboutWhat, summary } from './summary.ts';
import { titled } from './table.ts';

export interface Wanted {
  readonly sections: readonly Section[];
  readonly limit?: number;
  readonly pen: Pen;
}

export function textOf(report: Report, extras: Extras, wanted: Wanted): string {
  if (report.totals.runs === 0 && report.hooks.asked === 0) return [...nothing(report), ...imported(report)].join('\n');
  const { sections } = wanted;
  const body = sections.length === 0 ? rankings(report, wanted) : sections.flatMap((name) => section(name, report, { extras, ...wanted }));
  return [...summary(report, wanted.pen), ...body, ...imported(report), ...unread(extras)].join('\n');
}

function nothing({ question }: Report): string[] {
  const about = aboutWhat(question);
  if (about !== '') return [`No runs: ${about}.`];
  return [
    'Nothing has been recorded yet.',
    "`rtk init -g` puts rtk's hook into Claude Code (`--agent <name>` into another one); or put rtk in front of a command: rtk git status",
  ];
}

function section(name: Section, report: Report, { extras, pen, limit }: Wanted & { readonly extras: Extras }): string[] {
  const sections: Record<Section, () => string[]> = {
    daily: () => titled('By day', periodTable(report.days, { name: 'day', pen, limit })),
    weekly: () => titled('By week, from Monday on', periodTable(report.weeks, { name: 'week', pen, limit })),
    monthly: () => titled('By month', periodTable(report.months, { name: 'month', pen, limit })),
    graph: () => titled('Saved, net, by day', graph(report.days, { pen, limit })),
    history: () => titled('Last runs (times in UTC)', historyLines(extras.history ?? [], pen)),
    failures: () => titled('Last failed runs (times in UTC)', historyLines(extras.failures ?? [], pen)),
    recalls: () => titled('Asked for again after rtk had hidden it', recallLines(extras.recalls ?? [], { pen, limit })),
  };
  const lines = sections[name]();
  return lines.length > 0 ? lines : ['', `--${name}: nothing.`];
}

/** By rtk-rs's own count, which is another one; it is of all runs. */
function imported({ imported: sums, question }: Report): string[] {
  if (!sums || aboutWhat(question) !== '') return [];
  return [
    '',
    `Imported from rtk-rs, as it counted (bytes / 4, the output of its own flags included, never below 0); in no sum above:`,
    `${plural(sums.runs, 'run')}, input ${count(sums.input)}, output ${count(sums.output)}, saved ${count(sums.saved)} tokens`,
  ];
}

function unread({ transcripts }: Extras): string[] {
  if (!transcripts || (transcripts.left === 0 && transcripts.complete)) return [];
  const left = transcripts.complete ? `+${plural(transcripts.left, 'transcript')}` : 'transcripts';
  return ['', `[${left} not read yet, so re-reads are not complete: rtk gain --scan]`];
}
