/** The words behind `rtk gain` → what is asked for. */

import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { projectOf } from '../../journal/project.ts';
import { firstDay, lastDay } from './span.ts';
import type { Question } from './types.ts';

const FORMATS = ['text', 'json', 'csv', 'prometheus', 'html'] as const;
export type Format = (typeof FORMATS)[number];

const SECTIONS = ['daily', 'weekly', 'monthly', 'graph', 'history', 'failures', 'recalls'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Asked {
  readonly question: Question;
  readonly format: Format;
  /** Nothing: the default view. */
  readonly sections: readonly Section[];
  readonly limit?: number;
  /** A file with prices of models. */
  readonly prices?: string;
  /** Read all transcripts, however long it takes. */
  readonly scan: boolean;
  /** A file instead of stdout. */
  readonly output?: string;
  readonly reset: boolean;
  readonly yes: boolean;
  /** The database of rtk-rs; empty: where it is by default. */
  readonly imported?: string;
  /** rtk-rs's question how much of a plan is left. */
  readonly quota: boolean;
}

/** Throws a UsageError that names the flag. */
export function askedFor(values: Values, now: number, cwd: string): Asked {
  const sections = SECTIONS.filter((name) => values[name] || (values.all && /ly$/.test(name)));
  const { limit, prices, output, importRtkRs: imported } = values;
  const format = formatOf(values);
  const part = (['since', 'until', 'session'] as const).find((name) => values[name] !== undefined);
  if (format === 'prometheus' && part !== undefined)
    throw new UsageError(`--prometheus counts from the beginning, so that its counters only grow: leave out --${part}.`);
  return {
    question: questionOf(values, now, cwd),
    format,
    sections,
    ...(limit === undefined ? {} : { limit: countOf(limit, '--limit') }),
    ...(prices === undefined ? {} : { prices }),
    ...(output === undefined ? {} : { output }),
    ...(imported === undefined ? {} : { imported: imported === true ? '' : imported }),
    ...{
      scan: values.scan === true,
      reset: values.reset === true,
      yes: values.yes === true,
      quota: values.quota === true || values.tier !== undefined,
    },
  };
}

/** As they were typed; dates, counts and names are checked here. */
export interface Values
  extends Partial<
    Record<Section | 'all' | 'json' | 'csv' | 'prometheus' | 'html' | 'scan' | 'reset' | 'yes' | 'quota', boolean | undefined>
  > {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** `true`: where the user is. */
  readonly project?: string | true | undefined;
  readonly session?: string | undefined;
  readonly agent?: string | undefined;
  readonly model?: string | undefined;
  readonly limit?: string | undefined;
  readonly prices?: string | undefined;
  readonly format?: Format | undefined;
  readonly output?: string | undefined;
  /** `true`: where it is by default. */
  readonly importRtkRs?: string | true | undefined;
  readonly tier?: string | undefined;
}

function formatOf({ json, csv, prometheus, html, format }: Values): Format {
  const short = Object.entries({ json, csv, prometheus, html }).flatMap(([name, asked]) => (asked ? [name] : []));
  const named = [...new Set([...short, ...(format === undefined ? [] : [format])])];
  if (named.length > 1) throw new UsageError(`gain prints one format at a time: choose one of ${named.join(', ')}.`);
  return (named[0] ?? 'text') as Format;
}

function questionOf({ since, until, project, session, agent, model }: Values, now: number, cwd: string): Question {
  const [first, last] = [since && firstDay(since, now), until && lastDay(until, now)];
  if (first && last && first > last) throw new UsageError(`--since ${first} is after --until ${last}: no day is in between.`);
  for (const [flag, value] of Object.entries({ since, until, session, agent, model }))
    if (value === '') throw new UsageError(`--${flag} needs a value.`);
  return {
    ...(first ? { since: first } : {}),
    ...(last ? { until: last } : {}),
    ...(project === undefined ? {} : { project: projectAt(resolve(cwd, project === true ? '.' : project)) }),
    ...(session === undefined ? {} : { session }),
    ...(agent === undefined ? {} : { agent }),
    ...(model === undefined ? {} : { model }),
  };
}

/** A folder that is gone may still be in the ledger. */
function projectAt(folder: string): string {
  return projectOf(existsSync(folder) ? realpathSync(folder) : folder);
}

function countOf(text: string, flag: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${flag}: \`${text}\` is no count; use a number from 1 on.`);
  return Number(text);
}
