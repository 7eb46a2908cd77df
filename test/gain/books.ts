/** A lab whose journal tells of some days; what the views must say of them is reckoned by hand in the tests. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalLine, Saving } from '../../src/journal/line.ts';
import { type Lab, lab } from '../e2e/lab.ts';

const DAY = 24 * 3600 * 1000;
const NOON = Math.floor(Date.now() / DAY) * DAY + DAY / 2;

/** Noon in UTC, so many days ago, and some minutes later. */
export function noon(daysAgo: number, minutes = 0): number {
  return NOON - daysAgo * DAY + minutes * 60_000;
}

export function day(daysAgo: number): string {
  return new Date(noon(daysAgo)).toISOString().slice(0, 10);
}

export function saving(
  at: number,
  command: string,
  tokens: readonly [raw: number, shown: number] | undefined,
  more: Partial<Saving> = {},
): Saving {
  const bytes = tokens && ([tokens[0] * 4, tokens[1] * 4] as const);
  return { v: 1, at, command, level: 'normal', exit: 0, ...(tokens && bytes ? { tokens, bytes } : {}), ms: 100, own: 10, ...more };
}

export function keptBooks(lines: readonly JournalLine[]): Lab {
  const l = lab();
  const folder = join(l.home, '.local/state/rtk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'journal.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return l;
}

/**
 * Three days, two agents, two projects:
 * `git log` 1000 → 200 twice (the second one recalled in full: 1000), `tsc` 500 → 100 failed, `ls` 40 → 55 larger, one run unseen.
 */
export const WEEK: readonly JournalLine[] = [
  saving(noon(9), 'git log', [1000, 200], {
    filter: 'git-log',
    agent: 'claude',
    session: 's-1',
    project: '/dev/app',
    handle: 'aaaa01',
    hidden: 40,
  }),
  saving(noon(2), 'tsc', [500, 100], { filter: 'tsc', agent: 'codex', session: 's-2', project: '/dev/lib', exit: 2 }),
  saving(noon(2, 1), 'ls', [40, 55], { filter: 'ls', agent: 'codex', session: 's-2', project: '/dev/lib' }),
  saving(noon(1), 'git log', [1000, 200], {
    filter: 'git-log',
    agent: 'claude',
    session: 's-3',
    project: '/dev/app',
    handle: 'aaaa02',
    hidden: 40,
  }),
  saving(noon(1, 2), 'recall', [0, 1000], { agent: 'claude', session: 's-3', project: '/dev/app', recalled: 'aaaa02' }),
  saving(noon(1, 4), 'vim', undefined, { agent: 'claude', session: 's-3', project: '/dev/app' }),
  { v: 1, at: noon(1, 5), event: 'hook', agent: 'claude', session: 's-3', did: 'left', why: 'no filter', own: 12 },
];
