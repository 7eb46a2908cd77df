/** The report for programs; docs/gain.schema.json says what is in it. */

import type { Section } from '../report/options.ts';
import type { Report } from '../report/types.ts';
import type { Extras } from './extras.ts';
import { periodsOf, summaryOf } from './peer.ts';

export function jsonOf(report: Report, extras: Extras, sections: readonly Section[]): string {
  return JSON.stringify({ ...report, summary: summaryOf(report), ...periodsOf(report, sections), ...extras }, null, 2);
}
