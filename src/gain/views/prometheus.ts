/** The text format of Prometheus, for a node exporter's textfile collector. */

import { Counter, Gauge, Registry } from 'prom-client';
import type { Figures, Report, Row } from '../report/types.ts';

/** Sums that only grow are counters; what is net may fall. */
const COUNTERS: readonly (readonly [name: string, help: string, of: (figures: Figures) => number])[] = [
  ['runs_total', 'Runs of commands', ({ runs }) => runs],
  ['runs_unseen_total', 'Runs whose output rtk did not see', ({ unseen }) => unseen],
  ['runs_failed_total', 'Runs that did not end with exit status 0', ({ failed }) => failed],
  ['runs_larger_total', 'Runs whose result was larger than what would have been read without rtk', ({ larger }) => larger],
  ['tokens_printed_total', 'Tokens that the commands printed, estimated', ({ raw }) => raw],
  ['tokens_baseline_total', 'Tokens that would have been read without rtk, estimated', ({ baseline }) => baseline],
  ['tokens_charged_total', 'Tokens read again in recalls and re-runs, estimated', ({ charged }) => charged],
  ['command_seconds_total', 'Time of all runs', ({ ms }) => ms / 1000],
  ['own_seconds_total', 'Time of them that rtk itself took', ({ own }) => own / 1000],
];

export async function prometheusOf(report: Report): Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  for (const [name, help, of] of COUNTERS) new Counter({ name: `rtk_${name}`, help, registers }).inc(of(report.totals));
  const gauge = (name: string, help: string, value: number) => new Gauge({ name, help, registers }).set(value);
  gauge('rtk_tokens_read', 'Tokens that were read, markers, recalls, re-runs and instructions included, estimated', report.totals.shown);
  gauge('rtk_tokens_saved', 'Baseline less what was read, net: may fall, may be negative; estimated', report.totals.saved);
  gauge('rtk_tokens_instructions', 'Tokens of instruction text, part of what was read; estimated', report.instructions.tokens);
  new Counter({ name: 'rtk_hook_events_total', help: 'Commands that hooks were asked about', registers }).inc(report.hooks.asked);
  new Counter({ name: 'rtk_hook_rewrites_total', help: 'Commands that hooks put rtk into', registers }).inc(report.hooks.rewrote);
  byRow('agent', report.agents, registry);
  byRow('command', report.commands, registry);
  return registry.metrics();
}

function byRow(label: string, rows: readonly Row[], registry: Registry): void {
  const options = { labelNames: [label], registers: [registry] };
  const runs = new Counter({ name: `rtk_${label}_runs_total`, help: `Runs by ${label}`, ...options });
  const saved = new Gauge({ name: `rtk_${label}_tokens_saved`, help: `Tokens saved by ${label}, net, estimated`, ...options });
  for (const row of rows) {
    runs.inc({ [label]: row.name }, row.runs);
    saved.set({ [label]: row.name }, row.saved);
  }
}
