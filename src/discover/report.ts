/** A tally as `rtk discover` prints it, for people and as JSON. */

import type { KnownRuns } from './journal.ts';
import { count, percent, shown, tableOf } from './table.ts';
import { type Group, ranked, type Tally } from './tally.ts';

export interface Findings {
  readonly scope: string;
  readonly days: number;
  /** Sessions per agent, with those of helper agents. */
  readonly sessions: ReadonlyMap<string, number>;
  readonly tally: Tally;
  /** Tokens that were kept from these sessions, by the journal. */
  readonly saved: number;
  readonly damaged: number;
  readonly known: KnownRuns;
  readonly agents: Readonly<Record<string, { mode: string; hook_answered: boolean }>>;
}

export function ranOf({ kinds }: Tally): number {
  return Object.values(kinds).reduce((sum, each) => sum + each, 0) - kinds.refused;
}

export function throughOf({ kinds }: Tally): number {
  return kinds.replaced + kinds.rewritten + kinds.typed;
}

/** The names of rtk-rs where it has one for the figure. */
export function jsonOf(findings: Findings, limit: number): object {
  const { scope, days, sessions, tally, saved, damaged, known, agents } = findings;
  const { kinds } = tally;
  const disabled = [...tally.disabled].sort((a, b) => b[1] - a[1]);
  return {
    version: 1,
    scope,
    since_days: days,
    sessions_scanned: sumOf(sessions.values()),
    sessions_by_agent: Object.fromEntries(sessions),
    total_commands: ranOf(tally),
    already_rtk: throughOf(tally),
    already_rtk_estimated: 0,
    ...{ replaced: kinds.replaced, rewritten: kinds.rewritten, typed: kinds.typed, seen: kinds.seen, left: kinds.left },
    ...{ missed: kinds.missed, beyond: kinds.beyond, refused: kinds.refused },
    tokens_read: tally.read,
    tokens_read_through_rtk: tally.through,
    tokens_saved: saved,
    tokens_missed: sumOf([...tally.missed.values()].map(({ tokens }) => tokens)),
    estimated_savings_tokens: sumOf([...tally.missed.values()].map((group) => group.saved)),
    outputs_cut_by_agent: tally.cut,
    measured_since: known.since === undefined ? null : new Date(known.since).toISOString(),
    supported: ranked(tally.missed).slice(0, limit).map(missedJson),
    opportunities: ranked(tally.partly).slice(0, limit).map(partlyJson),
    unsupported: ranked(tally.without)
      .slice(0, limit)
      .map(({ name, count: times, example, tokens }) => ({ base_command: name, count: times, example, tokens })),
    reasons: ranked(tally.reasons).map(({ name, why, count: times, tokens }) => ({ reason: name, kind: why, count: times, tokens })),
    parse_errors: damaged,
    rtk_disabled_count: sumOf(disabled.map(([, times]) => times)),
    rtk_disabled_estimated: 0,
    rtk_disabled_examples: disabled.slice(0, 5).map(([line, times]) => `${line} (${times}x)`),
    agent_status: agents,
  };
}

function missedJson(group: Group): object {
  return {
    command: group.name,
    count: group.count,
    estimated_occurrences: 0,
    rtk_equivalent: `rtk ${group.name}`,
    category: group.filter ?? group.name.split(' ')[0],
    estimated_savings_tokens: group.saved,
    estimated_savings_pct: group.tokens === 0 ? 0 : Math.round((group.saved / group.tokens) * 1000) / 10,
    rtk_status: 'existing',
    ...{ tokens: group.tokens, why: group.why, example: group.example, agents: [...group.agents].sort() },
    estimated_by: { filtered: group.filtered, rate: group.rate, unknown: group.unknown },
  };
}

function partlyJson({ name, count: times, tokens, why, example }: Group): object {
  return { command: name, count: times, tokens, why, example };
}

export function textOf(findings: Findings, limit: number): string {
  const { tally } = findings;
  const without = ranked(tally.without).slice(0, limit);
  const reasons = ranked(tally.reasons);
  const partly = ranked(tally.partly).slice(0, limit);
  return [
    ...summary(findings),
    ...missed(findings, limit),
    ...section(
      'Filters exist, but nothing could reach the output:',
      ['command', 'count', 'tokens', 'why'],
      partly.map((each) => [each.name, each.count, each.tokens, each.why]),
    ),
    ...section(
      'No filter:',
      ['command', 'count', 'tokens', 'example'],
      without.map((each) => [each.name, each.count, each.tokens, oneLine(each.example)]),
    ),
    ...section(
      'Not through rtk, by reason:',
      ['reason', 'count', 'tokens'],
      reasons.map((each) => [each.name, each.count, each.tokens]),
    ),
    ...notes(findings),
  ].join('\n');
}

function summary({ scope, days, sessions, tally, saved }: Findings): string[] {
  const { kinds } = tally;
  const ran = ranOf(tally);
  const agents = [...sessions].map(([agent, number]) => `${agent} ${number}`).join(', ');
  const rows: [string, string][] = [
    ['sessions', `${sumOf(sessions.values())} (${agents})`],
    [
      'commands',
      `${shown(ran)}, of whose output ${count(tally.read, 'token')} were read${kinds.refused > 0 ? `; ${kinds.refused} more ${kinds.refused === 1 ? 'was' : 'were'} refused` : ''}`,
    ],
    [
      'through rtk',
      `${throughOf(tally)} (${percent(throughOf(tally), ran)}): ${kinds.replaced} replaced, ${kinds.rewritten} rewritten, ${kinds.typed} typed; ${count(saved, 'token')} kept away`,
    ],
    ['seen', `${kinds.seen} that the hook read and left as they were`],
    ['left', `${kinds.left} that the hook left on purpose`],
    ['missed', `${kinds.missed} (${percent(kinds.missed, ran)}) that a filter could have read`],
    ['beyond', `${kinds.beyond} that rtk could have done nothing about`],
  ];
  return [`${scope}, the last ${days} days`, '', ...rows.map(([name, text]) => `${name.padEnd(12)} ${text}`)];
}

function missed({ tally }: Findings, limit: number): string[] {
  const all = ranked(tally.missed);
  const groups = all.filter((group) => group.saved > 0 || group.unknown > 0);
  const same = sumOf(all.map((group) => group.count)) - sumOf(groups.map((group) => group.count));
  const shorter = same === 0 ? [] : [`${count(same, 'missed command')} printed so little that nothing would have been kept away`];
  if (groups.length === 0) return ['', ...(shorter.length > 0 ? shorter : ['Nothing was missed.'])];
  const rows = groups.slice(0, limit).map((group) => [group.name, group.count, group.tokens, savingOf(group), group.why]);
  const rest = groups.length > limit ? [`and ${count(groups.length - limit, 'row')} more: --limit ${groups.length}`] : [];
  const saved = sumOf(groups.map((group) => group.saved));
  const tokens = sumOf(all.map((group) => group.tokens));
  return [
    ...section('Missed:', ['command', 'count', 'tokens', 'saving', 'why'], rows),
    ...rest,
    ...shorter,
    `in all ${shown(saved)} of ${count(tokens, 'token')}`,
  ];
}

/** A measured rate is marked, what could not be told is no number. */
function savingOf({ saved, filtered, rate, unknown }: Group): string {
  if (filtered === 0 && rate === 0) return '?';
  return `${rate > 0 ? '~' : ''}${shown(saved)}${unknown > 0 ? '+' : ''}`;
}

function section(title: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return rows.length === 0 ? [] : ['', title, ...tableOf(header, rows)];
}

function notes({ tally, damaged, known }: Findings): string[] {
  const groups = [...tally.missed.values()];
  const lines = [
    ...(groups.some(({ rate }) => rate > 0)
      ? ['~ the text was cut by the agent: what the filter has kept away elsewhere, by the journal']
      : []),
    ...(groups.some(({ unknown }) => unknown > 0)
      ? ['? nothing is claimed: several commands printed the text, or the agent had cut it']
      : []),
    ...(known.since === undefined ? ['There is no journal of rtk: what went through hooks is not known.'] : []),
    ...(damaged > 0 ? [`${count(damaged, 'line')} of the transcripts could not be read.`] : []),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
