/** The names under which rtk-rs prints the same: dashboards that were made for it go on working. Its input is our baseline, its output what was read, its saved is net here. */

import type { Section } from '../report/options.ts';
import type { Figures, Period, Report } from '../report/types.ts';

export interface PeerRow {
  readonly commands: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly saved_tokens: number;
  /** Weighted, in per cent; may be negative. */
  readonly savings_pct: number;
  readonly total_time_ms: number;
  readonly avg_time_ms: number;
}

export function summaryOf({ totals }: Report) {
  const { commands, input_tokens, output_tokens, saved_tokens, savings_pct, total_time_ms, avg_time_ms } = rowOf(totals);
  return {
    total_commands: commands,
    total_input: input_tokens,
    total_output: output_tokens,
    total_saved: saved_tokens,
    avg_savings_pct: savings_pct,
    ...{ total_time_ms, avg_time_ms },
  };
}

/** Those that are asked for. */
export function periodsOf(report: Report, sections: readonly Section[]): Record<string, readonly Record<string, string | number>[]> {
  return {
    ...(sections.includes('daily') ? { daily: report.days.map(dayOf) } : {}),
    ...(sections.includes('weekly') ? { weekly: report.weeks.map(weekOf) } : {}),
    ...(sections.includes('monthly') ? { monthly: report.months.map(monthOf) } : {}),
  };
}

function dayOf({ name, figures }: Period) {
  return { date: name, ...rowOf(figures) };
}

function weekOf({ from, to, figures }: Period) {
  return { week_start: from, week_end: to, ...rowOf(figures) };
}

function monthOf({ name, figures }: Period) {
  return { month: name, ...rowOf(figures) };
}

function rowOf({ runs, baseline, shown, saved, share, ms }: Figures): PeerRow {
  return {
    ...{ commands: runs, input_tokens: baseline, output_tokens: shown, saved_tokens: saved, savings_pct: share * 100 },
    ...{ total_time_ms: ms, avg_time_ms: runs === 0 ? 0 : Math.round(ms / runs) },
  };
}
