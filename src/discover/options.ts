/** The options that discover, session and learn have in common. */

import { UsageError } from '../errors.ts';
import { firstDay } from '../gain/report/span.ts';
import { here } from '../hooks/place.ts';
import type { Place } from '../hooks/types.ts';
import { projectOf } from '../journal/project.ts';
import type { Transcript } from '../transcripts/types.ts';

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
  readonly all?: boolean | undefined;
  readonly since?: string | undefined;
  readonly format?: string | undefined;
  readonly json?: boolean | undefined;
}

const DAY = 24 * 3600 * 1000;

export function scopeOf({ project, all, since = '30' }: Values, now = Date.now()): SessionRange {
  const place = here(process.cwd());
  // A number of days is to the hour; a day begins at its midnight.
  const first = /^\d+d?$/.test(since) ? now - countOf(since.replace('d', ''), '--since', 'days') * DAY : Date.parse(firstDay(since, now));
  const days = Math.max(1, Math.ceil((now - first) / DAY));
  const common = { place, days, since: first };
  if (project !== undefined)
    return { ...common, name: `projects with \`${project}\` in their path`, holds: ({ cwd }) => cwd?.includes(project) === true };
  if (all) return { ...common, name: 'all projects', holds: () => true };
  const own = projectOf(place.cwd);
  return { ...common, name: own, holds: ({ cwd }) => cwd !== undefined && projectOf(cwd) === own };
}

export function isJson({ format, json }: Values): boolean {
  return json === true || format === 'json';
}

/** A whole number from 1 on. */
export function countOf(text: string, option: string, noun: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new UsageError(`${option}: \`${text}\` is no number of ${noun}; use 1 or more.`);
  return Number(text);
}
