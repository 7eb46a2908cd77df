/** A captured session of Claude Code with the journal of its hooks: re-reads reckoned by hand from the lines of the transcript. */

import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HistoryRow, Report } from '../../src/gain/report/types.ts';
import type { Extras } from '../../src/gain/views/extras.ts';
import { lab } from '../e2e/lab.ts';
import { homeWith } from '../transcripts/homes.ts';
import { noon, saving } from './books.ts';

const l = lab();
const DAY = 24 * 3600 * 1000;

/** The session, as if it had been yesterday: runs are kept for 90 days. */
function yesterday(): string {
  const home = homeWith('claude/hooked');
  const journal = join(home, '.local/state/rtk/journal.jsonl');
  const [first = ''] = readFileSync(journal, 'utf8').split('\n');
  const later = (Math.floor(Date.now() / DAY) - 1 - Math.floor(JSON.parse(first).at / DAY)) * DAY;
  rewrite(journal, (text) => text.replace(/"at":(\d{13})/g, (_, at: string) => `"at":${Number(at) + later}`));
  rewrite(transcriptIn(home), (text) =>
    text.replace(/"timestamp":"([^"]+)"/g, (_, at: string) => `"timestamp":"${new Date(Date.parse(at) + later).toISOString()}"`),
  );
  return home;
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function gain(home: string, ...words: string[]): Report & Extras {
  return JSON.parse(text(home, '--json', ...words));
}

function text(home: string, ...words: string[]): string {
  const { stdout, stderr } = l.rtkWith({ env: { HOME: home }, cwd: home }, 'gain', ...words);
  expect(stderr.toString()).toBe('');
  return stdout.toString();
}

function transcriptIn(home: string): string {
  const folder = join(home, '.claude/projects/-home-dev-project');
  return join(folder, readdirSync(folder)[0] ?? '');
}

/** When the model was asked: the first line of each of its messages. */
function turnsIn(file: string): number[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const answers = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'assistant');
  const first = new Map<string, number>();
  for (const { message, timestamp } of answers) if (!first.has(message.id)) first.set(message.id, Date.parse(timestamp));
  return [...first.values()];
}

/** Each saved token is read by the next request and again by each later one. */
function rereadsOf(history: readonly HistoryRow[], turns: readonly number[]): number {
  return history.reduce((sum, { at, saved }) => sum + saved * Math.max(0, turns.filter((turn) => turn > at).length - 1), 0);
}

describe('re-reads', () => {
  it('are counted in the transcript', () => {
    const home = yesterday();
    const report = gain(home, '--model', 'opus', '--history', '--limit', '1000');
    const rereads = rereadsOf(report.history ?? [], turnsIn(transcriptIn(home)));
    expect(rereads).toBeGreaterThan(report.totals.saved);
    expect(report.money.floor?.dollars).toBeCloseTo((report.totals.saved * 5) / 1e6, 10);
    expect(report.money.withRereads?.dollars).toBeCloseTo((report.totals.saved * 5 + rereads * 0.5) / 1e6, 10);
    expect(report.money.withRereads?.assumption).toContain(`${rereads.toLocaleString('en')} re-reads in later turns`);
    expect(report.transcripts).toEqual({ read: 1, left: 0, complete: true });
  });
  it('are read once, and again when the session has gone on', () => {
    const home = yesterday();
    gain(home);
    expect(gain(home).transcripts).toEqual({ read: 0, left: 0, complete: true });
    const before = gain(home, '--model', 'opus').money.withRereads?.dollars ?? 0;
    const file = transcriptIn(home);
    const last = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => line.includes('"type":"assistant"'))
      .at(-1);
    const one = JSON.parse(last ?? '');
    const later = new Date(Date.parse(one.timestamp) + 1000).toISOString();
    appendFileSync(file, `${JSON.stringify({ ...one, timestamp: later, message: { ...one.message, id: 'msg_later' } })}\n`);
    const after = gain(home, '--model', 'opus', '--scan');
    expect(after.transcripts).toEqual({ read: 1, left: 0, complete: true });
    expect(after.money.withRereads?.dollars).toBeCloseTo(before + (after.totals.saved * 0.5) / 1e6, 10);
  });
  it('are no figure without a transcript', () => {
    const home = yesterday();
    rmSync(join(home, '.claude'), { recursive: true });
    const report = gain(home, '--model', 'opus');
    expect([report.money.withRereads, report.transcripts]).toEqual([undefined, undefined]);
    expect(text(home, '--model', 'opus')).not.toContain('re-reads');
  });
});

describe('a model that the transcript names and that has no price', () => {
  it('gets no dollars, and is named', () => {
    const home = yesterday();
    const { models, money, totals } = gain(home);
    expect(models.map(({ name, model, floor }) => [name, model, floor])).toEqual([['claude-opus-5-5', 'seen', undefined]]);
    expect(money.floor).toBeUndefined();
    expect(text(home)).toContain(`claude-opus-5-5 (${totals.saved.toLocaleString('en')} tokens): add it to [prices]`);
  });
});

describe("an agent's store that is damaged", () => {
  it('is not taken for our ledger', () => {
    const home = yesterday();
    const folder = join(home, '.local/share/opencode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'opencode.db'), 'no database '.repeat(1000));
    const line = saving(noon(1), 'tsc', [400, 100], { agent: 'opencode', session: 'ses_1' });
    appendFileSync(join(home, '.local/state/rtk/journal.jsonl'), `${JSON.stringify(line)}\n`);
    const { totals } = gain(home);
    expect([totals.runs, readdirSync(join(home, '.local/share/rtk')).filter((name) => name.includes('damaged'))]).toEqual([16, []]);
  });
});
