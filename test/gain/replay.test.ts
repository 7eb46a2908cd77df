/** A session of real commands through the built binary; what the ledger says of it is reckoned here by hand, run by run. */

import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tokensOf } from '../../src/filter/tokens.ts';
import type { Report } from '../../src/gain/report/types.ts';
import { lab } from '../e2e/lab.ts';

const l = lab();
const repo = join(l.home, 'repo');
const claude = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'session-1' };

interface Booked {
  readonly command: string;
  readonly base: number;
  readonly shown: number;
  readonly charged?: number;
}

function git(...words: string[]): string {
  return execFileSync('git', words, { cwd: repo, env: { ...l.env, ...dates }, encoding: 'utf8' });
}

const dates = { GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z', GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' };

function madeRepository(): void {
  mkdirSync(repo);
  git('init', '-q', '-b', 'main');
  git('config', 'user.email', 'dev@example.invalid');
  git('config', 'user.name', 'Dev Example');
  for (let n = 0; n < 120; n++) {
    appendFileSync(join(repo, 'notes.txt'), `line ${n}\n`);
    git('add', '.');
    git('commit', '-q', '-m', `Change number ${n}`, '-m', `The reason of change ${n} is told here in a sentence of its own.`);
  }
}

/** Through rtk, as Claude's shell would run it. */
function ran(...words: string[]): string {
  return l.rtkWith({ cwd: repo, env: claude }, ...words).text;
}

/** The text of a command, as the hook sees it after the tool; answers with what the model reads. */
function seen(line: string, text: string, more: Record<string, unknown> = {}): string {
  const payload = {
    ...{ session_id: 'session-1', transcript_path: '', cwd: repo, permission_mode: 'default', hook_event_name: 'PostToolUse' },
    ...{ tool_name: 'Bash', tool_use_id: `call-${line}`, tool_input: { command: line, description: '' } },
    tool_response: { stdout: text, stderr: '', interrupted: false, isImage: false, ...more },
  };
  const reply = l.rtkWith({ cwd: repo, env: claude, input: JSON.stringify(payload) }, 'hook', 'claude').stdout.toString();
  return reply === '' || reply === '{}' ? text : JSON.parse(reply).hookSpecificOutput.updatedToolOutput.stdout;
}

function gain(): Report {
  return JSON.parse(l.rtk('gain', '--json').stdout.toString());
}

function sums(booked: readonly Booked[]) {
  const of = (name: 'base' | 'shown' | 'charged') => booked.reduce((sum, each) => sum + (each[name] ?? 0), 0);
  return { baseline: of('base'), shown: of('shown'), charged: of('charged'), saved: of('base') - of('shown') };
}

const booked: Booked[] = [];

function book(command: string, base: number, shown: number, charged?: number): void {
  booked.push({ command, base, shown, ...(charged === undefined ? {} : { charged }) });
}

it('a session of commands, pipes, recalls and re-runs', () => {
  madeRepository();
  const { log, handle } = lookedAround();
  askedAgain(log, handle);
  outputsOfOtherKinds();
});

function lookedAround(): { log: string; handle: string } {
  // 1. A long log: what git prints is below the limit of the agent; what is shown is shorter and has a handle.
  const log = git('log');
  const first = ran('git', 'log');
  const handle = /rtk recall ([0-9a-f]{6,})/.exec(first)?.[1] ?? '';
  expect(log.length).toBeLessThan(30_000);
  expect(handle).not.toBe('');
  book('git log', tokensOf(log), tokensOf(first));

  // 2. A short output is not touched, and nothing is saved.
  const branch = ran('git', 'branch');
  book('git branch', tokensOf(branch), tokensOf(branch));

  // 3. The user's own `| head` is not our saving: the model would have read twenty lines.
  const twenty = log.split('\n').slice(0, 20).join('\n');
  book('git log', tokensOf(twenty), tokensOf(seen('git log | head -20', twenty)));

  // 4. The same log again says the same again: nothing is saved twice.
  const again = ran('git', 'log');
  expect(again).toBe(first);
  book('git log', tokensOf(again), tokensOf(again));
  return { log, handle };
}

function askedAgain(log: string, handle: string): void {
  // 5. The hidden text is asked for: all of it is a cost of `git log`.
  const recalled = ran('recall', handle);
  expect(recalled).toBe(log);
  book('git log', 0, tokensOf(log), tokensOf(log));

  // 6. The command is run again without filter; its output went past rtk, so it is reckoned as what it was the first time.
  ran('raw', 'git', 'log');
  book('git log', 0, tokensOf(log), tokensOf(log));

  // 7. The command is run again with a wider limit than before.
  const some = git('log', '-p', '-n', '60');
  const narrow = ran('git', 'log', '-p', '-n', '60');
  book('git log -p -n', tokensOf(some), tokensOf(narrow));
  const wide = ran('git', 'log', '-p', '-n', '70');
  expect(narrow).toContain('rtk recall');
  book('git log -p -n', 0, tokensOf(wide), tokensOf(wide));
}

function outputsOfOtherKinds(): void {
  // 8. Claude Code shows 2,050 characters of an output above 30,000: more than that cannot have been saved.
  const show = git('log', '--stat', '--patch');
  const whole = join(l.home, 'whole.txt');
  writeFileSync(whole, show);
  const preview = show.slice(0, 2254);
  const replaced = seen('git log --stat --patch', show.slice(0, 30_000), {
    persistedOutputPath: whole,
    persistedOutputSize: show.length,
  });
  book('git log --stat --patch', tokensOf(preview), replaced === show.slice(0, 30_000) ? tokensOf(preview) : tokensOf(replaced));

  // 9. A run that fails.
  const failed = ran('git', 'show', 'no-such-commit');
  book('git show', tokensOf(failed), tokensOf(failed));

  // 10. A command without filter: its output was not seen.
  ran('true');
}

it('every figure of it is what it is by hand', () => {
  const report = gain();
  const { runs, unseen, failed: failures, baseline, shown, charged, saved } = report.totals;
  expect({ baseline, shown, charged, saved }).toEqual(sums(booked));
  expect({ runs, unseen, failures }).toEqual({ runs: 11, unseen: 2, failures: 1 });
  for (const command of new Set(booked.map((each) => each.command))) {
    const row = report.commands.find(({ name }) => name === command);
    const expected = sums(booked.filter((each) => each.command === command));
    expect({ command, baseline: row?.baseline, shown: row?.shown, charged: row?.charged, saved: row?.saved }).toEqual({
      command,
      ...expected,
    });
  }
});

it('no flag was added to any command, so no output of added flags is booked', () => {
  const argvs = join(l.home, 'argvs');
  l.tool('pytest', `printf '%s\\n' "$*" >> ${argvs}; echo '1 passed in 0.01s'`);
  l.tool('go', `printf '%s\\n' "$*" >> ${argvs}; echo 'ok  	example.com/a	0.002s'`);
  for (const words of [['pytest'], ['go', 'test', './...'], ['go', 'build', './...']]) l.rtk(...words);
  expect(readFileSync(argvs, 'utf8')).toBe('\ntest ./...\nbuild ./...\n');
});

it('folding in between changes nothing', () => {
  const before = gain();
  expect(gain()).toEqual(before);
});
