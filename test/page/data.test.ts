/** What the page is given, against the journal counted by hand. */

import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Embedded } from '../../src/gain/page/types.ts';
import type { HookEvent, JournalLine, Saving } from '../../src/journal/line.ts';
import { lab } from '../e2e/lab.ts';
import { writeJournal } from './journal.ts';

const l = lab();
writeJournal(join(l.home, '.local/state'), { weeks: 4 });
const journal = l.journal() as unknown as JournalLine[];
const runs = journal.filter((line): line is Saving => line.event === undefined);
const hooks = journal.filter((line): line is HookEvent => line.event === 'hook');

const page = l.rtk('gain', '--html').stdout.toString();
const embedded: Embedded = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
const data = dataOf(0);

function dataOf(range: number) {
  const found = embedded.figures.find((each) => each.range === range);
  if (!found) throw new Error(`no figures of ${range} days`);
  return found.data;
}

const dayOf = ({ at }: { readonly at: number }) => new Date(at).toISOString().slice(0, 10);

/** The smallest time that so large a part of all does not exceed. */
function within(times: readonly number[], part: number): number {
  return Math.min(...times.filter((time) => times.filter((other) => other <= time).length >= times.length * part));
}

it("has rtk's own times", () => {
  const own = runs.map((run) => run.own ?? 0);
  expect(data.ownTime.all).toEqual({ runs: own.length, p50: within(own, 0.5), p95: within(own, 0.95), max: Math.max(...own) });
  const days = [...new Set(runs.map(dayOf))].sort();
  expect(data.ownTime.days.map(({ name }) => name)).toEqual(days);
  for (const { name, ...spread } of data.ownTime.days) {
    const times = runs.filter((run) => dayOf(run) === name).map((run) => run.own ?? 0);
    expect(spread).toEqual({ runs: times.length, p50: within(times, 0.5), p95: within(times, 0.95), max: Math.max(...times) });
  }
  let from = 0;
  for (const { below, runs: count } of data.ownTime.steps) {
    expect([below, count]).toEqual([below, own.filter((time) => time >= from && time < (below ?? Number.POSITIVE_INFINITY)).length]);
    from = below ?? from;
  }
});

it('has what the hooks did, and why not', () => {
  expect(data.hooks.agents.map(({ agent }) => agent)).toEqual(['claude', 'codex', 'opencode']);
  for (const { agent, asked, rewrote, left, p50, p95, max } of data.hooks.agents) {
    const events = hooks.filter((event) => event.agent === agent);
    const times = events.map(({ own }) => own);
    const done = events.filter(({ did }) => did === 'rewrote').length;
    expect([asked, rewrote, left, p50, p95, max]).toEqual([
      ...[events.length, done, events.length - done],
      ...[within(times, 0.5), within(times, 0.95), Math.max(...times)],
    ]);
  }
  const reasons = Map.groupBy(
    hooks.filter(({ did }) => did === 'left'),
    ({ why }) => why,
  );
  expect(new Map(data.hooks.reasons.map(({ why, times }) => [why, times]))).toEqual(
    new Map([...reasons].map(([why, all]) => [why, all.length])),
  );
  expect(data.hooks.days.reduce((sum, { rewrote, left }) => sum + rewrote + left, 0)).toBe(hooks.length);
});

it('has failed, larger and unseen runs, and what was asked for again', () => {
  const failed = runs.filter(({ exit }) => exit !== 0);
  expect(data.failed.map(({ at }) => at)).toEqual(
    failed
      .map(({ at }) => at)
      .reverse()
      .slice(0, 100),
  );
  const larger = runs.filter(({ tokens: [raw, shown] = [0, 0], recalled }) => shown > raw && recalled === undefined);
  expect(data.larger.map(({ at }) => at)).toEqual(
    larger
      .map(({ at }) => at)
      .reverse()
      .slice(0, 100),
  );
  expect(data.report.totals.larger).toBe(larger.length);
  expect(data.unseen.reduce((sum, each) => sum + each.runs, 0)).toBe(runs.filter(({ tokens }) => !tokens).length);
  const recalls = runs.filter(({ recalled }) => recalled !== undefined);
  expect(data.asked.reduce((sum, each) => sum + each.recalls, 0)).toBe(recalls.length);
  expect(data.recalls.reduce((sum, each) => sum + each.recalls, 0)).toBe(recalls.length);
  expect(data.health.length).toBe(2);
});

it('has the figures of every range that a file lets its reader choose', () => {
  expect(embedded.choices.ranges).toEqual([0, 7, 30, 90]);
  for (const range of [7, 30, 90]) {
    const from = new Date(Date.now() - (range - 1) * 86_400_000).toISOString().slice(0, 10);
    expect(dataOf(range).report.totals.runs).toBe(runs.filter((run) => dayOf(run) >= from).length);
  }
  const asked = l.rtk('gain', '--html', '--since', '3d').stdout.toString();
  expect(JSON.parse(/id="data">(.*?)<\/script>/s.exec(asked)?.[1] ?? '').choices.ranges).toEqual([0]);
});
