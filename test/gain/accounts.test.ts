import { describe, expect, it } from 'vitest';
import { accountOf, addNeighbour, type Earlier, groupOf, type Neighbours, neighboursOf } from '../../src/gain/ledger/charges.ts';
import { marksOf } from '../../src/journal/command-shape.ts';
import type { Saving } from '../../src/journal/line.ts';

const hidden: Earlier = {
  ...{ id: 7, at: 1000, group: 's', same: 'aaaaaa', about: 'bbbbbb', level: 'normal' },
  ...{ raw: 900, bytes: 3600, changed: true, hidden: 30 },
};

function run(more: Partial<Saving>): Saving {
  return {
    ...{ v: 1, at: 2000, command: 'git log', same: 'aaaaaa', about: 'bbbbbb', filter: 'git-log', level: 'normal', exit: 0, ms: 1 },
    ...{ bytes: [4000, 400], tokens: [1000, 100] },
    ...more,
  };
}

const account = (more: Partial<Saving>, neighbours: readonly Earlier[] = [hidden]) =>
  accountOf(run(more), neighbours, (handle) => (handle === '3f9a2c' ? hidden.id : undefined));

describe('what a run saved', () => {
  it('is what would have been read, less what was read', () => {
    expect(account({})).toEqual({ base: 1000, shown: 100 });
    expect(account({ base: 300 })).toEqual({ base: 300, shown: 100 });
  });
  it('may be less than nothing', () => {
    expect(account({ tokens: [100, 135] })).toEqual({ base: 100, shown: 135 });
  });
  it('is nothing for output that was not seen', () => {
    const { tokens: _, ...unseen } = run({});
    expect(accountOf(unseen, [], () => undefined)).toEqual({ base: 0, shown: 0 });
  });
});

describe('a cost goes to the run that hid the text', () => {
  it('of a recall, if it is still known', () => {
    expect(account({ recalled: '3f9a2c', tokens: [0, 900] })).toEqual({ base: 0, shown: 900, charge: 'recall', to: 7 });
    expect(account({ recalled: 'ffffff', tokens: [0, 900] })).toEqual({ base: 0, shown: 900, charge: 'recall' });
  });
  it('of the same command with nothing left out', () => {
    expect(account({ level: 'lossless', tokens: [900, 850] })).toEqual({ base: 0, shown: 850, charge: 'rerun', to: 7 });
  });
  it('of the same command raw, reckoned as what it was before, for its output is not seen', () => {
    const { tokens: _, filter: __, ...raw } = run({ why: 'asked raw' });
    expect(accountOf(raw, [hidden], () => undefined)).toEqual({ base: 0, shown: 900, charge: 'rerun', to: 7 });
  });
  it('of a command that asks more about the same, if something had been hidden', () => {
    expect(account({ same: 'cccccc', tokens: [2000, 500] })).toEqual({ base: 0, shown: 500, charge: 'rerun', to: 7 });
    expect(account({ same: 'cccccc', tokens: [2000, 500] }, [{ ...hidden, hidden: 0 }])).toEqual({ base: 2000, shown: 500 });
  });
  it('not of one that asks less, of another command, or of one that comes back after a change', () => {
    expect(account({ same: 'cccccc', tokens: [500, 300] })).toEqual({ base: 500, shown: 300 });
    expect(account({ same: 'cccccc', about: 'dddddd', tokens: [2000, 500] })).toEqual({ base: 2000, shown: 500 });
    expect(account({ tokens: [880, 90] })).toEqual({ base: 880, shown: 90 });
  });
});

it('the same output again saves nothing twice, if something of it had been hidden', () => {
  expect(account({ tokens: [900, 80], bytes: [3600, 320] }, [{ ...hidden, hidden: 0 }])).toEqual({ base: 900, shown: 80 });
  expect(account({ tokens: [900, 80], bytes: [3600, 320] })).toEqual({ base: 80, shown: 80, charge: 'repeat' });
});

describe('neighbours', () => {
  it('are the last five of the session, for a quarter of an hour', () => {
    const neighbours: Neighbours = new Map();
    for (let id = 1; id <= 7; id++) addNeighbour(neighbours, { ...hidden, id, at: id * 1000 });
    expect(neighboursOf(neighbours, 's', 8000).map(({ id }) => id)).toEqual([3, 4, 5, 6, 7]);
    expect(neighboursOf(neighbours, 's', 15 * 60 * 1000 + 5000).map(({ id }) => id)).toEqual([5, 6, 7]);
    expect(neighboursOf(neighbours, 'other', 8000)).toEqual([]);
  });
  it('are those of the agent in the project where no session is told', () => {
    expect(groupOf({ session: 's', agent: 'claude', project: '/p' })).toBe('s');
    expect(groupOf({ agent: 'claude', project: '/p' })).not.toBe(groupOf({ agent: 'codex', project: '/p' }));
  });
});

describe('marks', () => {
  const about = (line: string) => marksOf(line.split(' ')).about;
  for (const [one, other] of [
    ['git log -n 5', 'git log -n 50'],
    ['git log -5', 'git log'],
    ['git log --max-count=5', 'git log --max-count=9'],
    ['head -20 notes.txt', 'head -n 100 notes.txt'],
    ['sed -n 1,40p notes.txt', 'sed -n 40,90p notes.txt'],
    ['/usr/bin/git log', 'git log'],
  ] as const)
    it(`${one} is about the same as ${other}`, () => expect(about(one)).toBe(about(other)));
  for (const [one, other] of [
    ['git log', 'git log --stat'],
    ['pytest -q', 'pytest -v'],
    ['git show abc', 'git show def'],
    ['cat a1', 'cat a2'],
  ] as const)
    it(`${one} is not about the same as ${other}`, () => expect(about(one)).not.toBe(about(other)));
  it('of a command whose output goes on in a pipe is another', () => {
    expect(marksOf(['git', 'log'], '| head').same).not.toBe(marksOf(['git', 'log']).same);
  });
});
