/**
 * Sums → an ExportMetricsServiceRequest in OTLP's JSON encoding (opentelemetry-proto 1.x: lowerCamelCase names, 64-bit integers as strings).
 * Everything is a cumulative sum over the whole ledger: the same export twice is the same value twice, and a collector adds up machines by their instance ids.
 */

import type { Figures } from '../report/types.ts';
import type { Labels } from './labels.ts';
import { merged, type Shared, type SharedRow } from './rows.ts';

interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly about: string;
  readonly field: Exclude<keyof Figures, 'share' | 'saved'>;
}

/** Counters: they only grow. A collector for Prometheus calls them `rtk_tokens_printed_total`, `rtk_command_seconds_total`…, as `rtk gain --prometheus` does. Net savings may fall, so they are left to be computed: baseline − shown − instructions. */
const BY_FILTER: readonly Metric[] = [
  { name: 'rtk.runs', unit: '{run}', field: 'runs', about: 'Commands that ran' },
  { name: 'rtk.runs.unseen', unit: '{run}', field: 'unseen', about: 'Of them, whose output went past rtk' },
  { name: 'rtk.runs.failed', unit: '{run}', field: 'failed', about: 'Of them, that did not end with exit status 0' },
  { name: 'rtk.runs.larger', unit: '{run}', field: 'larger', about: 'Of them, that were read at more tokens than without rtk' },
  { name: 'rtk.tokens.printed', unit: '{token}', field: 'raw', about: 'Tokens that the commands printed' },
  { name: 'rtk.tokens.baseline', unit: '{token}', field: 'baseline', about: 'Tokens that would have been read without rtk' },
  { name: 'rtk.tokens.shown', unit: '{token}', field: 'shown', about: 'Tokens that were read, markers, recalls and re-runs included' },
  { name: 'rtk.tokens.charged', unit: '{token}', field: 'charged', about: 'Of the tokens shown, what recalls and re-runs cost' },
  { name: 'rtk.command', unit: 's', field: 'ms', about: 'Time that the runs took' },
  { name: 'rtk.own', unit: 's', field: 'own', about: 'Of it, what rtk itself took' },
];

/** No counters: a session's runs move from `unknown` to its model when its transcript is read. */
const BY_MODEL: readonly Metric[] = [
  { name: 'rtk.model.runs', unit: '{run}', field: 'runs', about: 'Commands that ran, by model' },
  {
    name: 'rtk.model.tokens.baseline',
    unit: '{token}',
    field: 'baseline',
    about: 'Tokens that would have been read without rtk, by model',
  },
  { name: 'rtk.model.tokens.shown', unit: '{token}', field: 'shown', about: 'Tokens that were read, by model' },
];

export interface Sender {
  readonly instance: string;
  readonly labels: Labels;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Payload {
  readonly request: object;
  readonly points: number;
}

export function otlpOf({ rows, instructions }: Shared, sender: Sender): Payload {
  const [first = ''] = rows.map(({ day }) => day).sort();
  const times = { startTimeUnixNano: nanos(Date.parse(`${first}T00:00:00Z`)), timeUnixNano: nanos(sender.now) };
  const all = merged(rows.map((row) => ({ ...row, day: '' })));
  const part = (by: SharedRow['by']) => all.filter((row) => row.by === by);
  const metrics = [
    ...BY_FILTER.map((metric) => metricOf(metric, part('filter'), times, true)),
    ...BY_MODEL.map((metric) => metricOf(metric, part('model'), times, false)),
    ...instructionMetric(instructions, times),
  ];
  // No version: it would be a label, and an update would count everything again under the next one.
  const attributes = attributesOf({ 'service.name': 'rtk', 'service.instance.id': sender.instance, ...sender.labels });
  return {
    request: { resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ scope: { name: 'rtk' }, metrics }] }] },
    points: metrics.reduce((sum, metric) => sum + metric.sum.dataPoints.length, 0),
  };
}

interface Times {
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
}

function nanos(ms: number): string {
  return `${ms}000000`;
}

function metricOf({ name, unit, about, field }: Metric, rows: readonly SharedRow[], times: Times, isMonotonic: boolean) {
  const dataPoints = rows.map(({ by, agent, name: value, project, figures }) => ({
    attributes: attributesOf({ agent, [by]: value, ...(project === undefined ? {} : { project }) }),
    ...times,
    ...(unit === 's' ? { asDouble: figures[field] / 1000 } : { asInt: String(figures[field]) }),
  }));
  return { name, description: about, unit, sum: { aggregationTemporality: CUMULATIVE, isMonotonic, dataPoints } };
}

const CUMULATIVE = 2;

function instructionMetric(costs: Shared['instructions'], times: Times) {
  if (costs.length === 0) return [];
  const found = new Map<string, { agent: string; project: string; tokens: number }>();
  for (const { agent, project, tokens } of costs) {
    const key = `${agent}\t${project}`;
    found.set(key, { agent, project, tokens: tokens + (found.get(key)?.tokens ?? 0) });
  }
  const dataPoints = [...found.values()].map(({ agent, project, tokens }) => ({
    attributes: attributesOf({ agent, ...(project === '' ? {} : { project }) }),
    ...times,
    asInt: String(tokens),
  }));
  const description = 'Tokens of instruction text that sessions began with';
  return [
    {
      name: 'rtk.tokens.instructions',
      description,
      unit: '{token}',
      sum: { aggregationTemporality: CUMULATIVE, isMonotonic: false, dataPoints },
    },
  ];
}

function attributesOf(values: Labels) {
  return Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}
