import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tokensOf } from '../../src/filter/tokens.ts';
import { lab } from '../e2e/lab.ts';

it('instruction text costs its tokens in every session, until it is taken out', () => {
  const l = lab();
  l.tool('tsc', 'exit 0');
  const session = (id: string) => l.rtkWith({ env: { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: id } }, 'tsc');
  const report = () => JSON.parse(l.rtk('gain', '--json').stdout.toString());
  expect(l.rtk('init', '--with-instructions').status).toBe(0);
  const cost = tokensOf(readFileSync(join(l.home, 'CLAUDE.md'), 'utf8'));
  session('one');
  session('one');
  session('two');
  expect(report().instructions).toEqual({ tokens: 2 * cost, sessions: 2 });
  const { totals, models } = report();
  expect(models.reduce((sum: number, { saved }: { saved: number }) => sum + saved, 0)).toBe(totals.saved);
  expect(report().totals).toMatchObject({ baseline: 0, shown: 2 * cost, saved: -2 * cost });
  expect(l.rtk('gain').stdout.toString()).toContain(`${2 * cost} for instructions in 2 sessions`);
});

it('is recorded for the project, for everyone who reads the file, and as gone when it is gone', () => {
  const l = lab();
  const events = () =>
    l.journal().flatMap(({ event, agent, project, tokens }) => (event === 'instructions' ? [[agent, project, tokens]] : []));
  l.rtk('init');
  expect(events()).toEqual([]);
  l.rtk('init', '--agent', 'codex', '--with-instructions');
  const cost = tokensOf(readFileSync(join(l.home, 'AGENTS.md'), 'utf8'));
  l.rtk('init', '--agent', 'amp', '--with-instructions');
  expect(events()).toEqual([
    ['codex', l.home, cost],
    ['amp', l.home, cost],
  ]);
  l.rtk('init', '--agent', 'codex', '--uninstall');
  expect(events().slice(2)).toContainEqual(['codex', l.home, 0]);
  expect(events().slice(2)).toContainEqual(['amp', l.home, 0]);
  expect(
    events()
      .slice(2)
      .every(([, , tokens]) => tokens === 0),
  ).toBe(true);
  l.rtk('init', '-g', '--with-instructions');
  expect(events().at(-1)).toEqual(['claude', undefined, cost]);
});
