/** The options that discover, session and learn have in common. */

import { parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';
import { here } from '../hooks/place.ts';
import type { Place } from '../hooks/types.ts';
import { projectOf } from '../journal/project.ts';
import type { Transcript } from '../transcripts/types.ts';

export const COMMON = {
  project: { type: 'string', short: 'p' },
  all: { type: 'boolean', short: 'a', default: false },
  since: { type: 'string', short: 's', default: '30' },
  format: { type: 'string', short: 'f', default: 'text' },
  json: { type: 'boolean', default: false },
} as const;

export interface SessionRange {
  readonly place: Place;
  readonly days: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** For the reader: "/home/dev/app", "projects with \`app\` in their path", "all projects". */
  readonly name: string;
  holds(transcript: Transcript): boolean;
}

interface Values {
  readonly project?: string | undefined;
  readonly all: boolean;
  readonly since: string;
  readonly format: string;
  readonly json: boolean;
}

/** Throws a UsageError for an option that is not known or a value that is none. */
export function parsed<T extends Parameters<typeof parseArgs>[0]>(word: string, config: T): ReturnType<typeof parseArgs<NonNullable<T>>> {
  try {
    return parseArgs(config as NonNullable<T>);
  } catch (error) {
    throw new UsageError(`${word}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
}

export function scopeOf({ project, all, since }: Values, now = Date.now()): SessionRange {
  const place = here(process.cwd());
  const days = countOf(since, '--since', 'days');
  const common = { place, days, since: now - days * 24 * 3600 * 1000 };
  if (project !== undefined)
    return { ...common, name: `projects with \`${project}\` in their path`, holds: ({ cwd }) => cwd?.includes(project) === true };
  if (all) return { ...common, name: 'all projects', holds: () => true };
  const own = projectOf(place.cwd);
  return { ...common, name: own, holds: ({ cwd }) => cwd !== undefined && projectOf(cwd) === own };
}

export function isJson({ format, json }: Values): boolean {
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format: \`${format}\` is no format; use text or json.`);
  return json || format === 'json';
}

/** A whole number from 1 on. */
export function countOf(text: string, option: string, noun: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new UsageError(`${option}: \`${text}\` is no number of ${noun}; use 1 or more.`);
  return Number(text);
}
