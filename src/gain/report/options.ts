/** The words behind `rtk gain` → what is asked for. */

import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
export function askedFor(args: readonly string[], now: number, cwd: string): Asked {
  const values = valuesOf(args);
  const sections = SECTIONS.filter((name) => values[name] || (values.all && /ly$/.test(name)));
  const { limit, prices, output, 'import-rtk-rs': imported } = values;
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
    ...(imported === undefined ? {} : { imported }),
    ...{ scan: values.scan, reset: values.reset, yes: values.yes, quota: values.quota || values.tier !== undefined },
  };
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: spelledOut(args),
      options: {
        ...{
          daily: { ...flag, short: 'd' },
          weekly: { ...flag, short: 'w' },
          monthly: { ...flag, short: 'm' },
          all: { ...flag, short: 'a' },
        },
        ...{ graph: { ...flag, short: 'g' }, history: { ...flag, short: 'H' }, failures: { ...flag, short: 'F' }, recalls: flag },
        ...{
          since: text,
          until: text,
          project: { ...text, short: 'p' },
          session: text,
          agent: text,
          model: text,
          limit: text,
          prices: text,
        },
        ...{ json: flag, csv: flag, prometheus: flag, html: flag, format: { ...text, short: 'f' }, output: { ...text, short: 'o' } },
        ...{ scan: flag, reset: flag, yes: { ...flag, short: 'y' }, 'import-rtk-rs': text },
        ...{ quota: { ...flag, short: 'q' }, tier: { ...text, short: 't' } },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`gain: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

/** A value that may be left out gets an empty one; `-pd` is `-p -d`. */
function spelledOut(args: readonly string[]): string[] {
  const words = args.flatMap((word) => (/^-[pgHdwmaFqy]{2,}$/.test(word) ? [...word.slice(1)].map((letter) => `-${letter}`) : word));
  return words.map((word, index) => {
    const name = word === '-p' ? '--project' : word;
    if (name !== '--project' && name !== '--import-rtk-rs') return word;
    const next = words[index + 1];
    return next === undefined || next.startsWith('-') ? `${name}=` : word;
  });
}

function formatOf({ json, csv, prometheus, html, format }: Values): Format {
  if (format !== undefined && !FORMATS.includes(format as Format))
    throw new UsageError(`--format: \`${format}\` is no format; use ${FORMATS.join(', ')}.`);
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
    ...(project === undefined ? {} : { project: projectAt(resolve(cwd, project)) }),
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
