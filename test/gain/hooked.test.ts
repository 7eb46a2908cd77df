/** What a hook did and what ran then are one call of one session. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { tokensOf } from '../../src/filter/tokens.ts';
import { agentNamed } from '../../src/hooks/agents/index.ts';
import { lab } from '../e2e/lab.ts';

function before(line: string, call: string): string {
  return JSON.stringify({
    ...{ session_id: 'session-2', transcript_path: '', cwd: '/', permission_mode: 'bypassPermissions', hook_event_name: 'PreToolUse' },
    ...{ tool_name: 'Bash', tool_use_id: call, tool_input: { command: line, description: '' } },
  });
}

it('a rewritten command is told its session and call', () => {
  const l = lab();
  l.tool('npx', `printf 'src/a.ts(%s,1): error TS2322: not assignable\\n' 1 2 3 4 5; exit 2`);
  const reply = l.rtkWith({ input: before('cd / && npx tsc --noEmit', 'call-1') }, 'hook', 'claude').stdout.toString();
  expect(JSON.parse(reply).hookSpecificOutput.updatedInput.command).toMatch(/^cd \/ && \S*rtk npx tsc --noEmit$/);
  l.rtk('npx', 'tsc', '--noEmit');
  l.rtkWith({ input: before('echo hello', 'call-2') }, 'hook', 'claude');
  const report = JSON.parse(l.rtk('gain', '--json').stdout.toString());
  expect(report.hooks).toMatchObject({ asked: 2, rewrote: 1, left: 1 });
  expect(report.agents.map((row: { name: string }) => row.name)).toEqual(['claude']);
  const database = new DatabaseSync(join(l.home, '.local/share/rtk/ledger.db'));
  expect({ ...database.prepare('select session, call from run').get() }).toEqual({ session: 'session-2', call: 'call-1' });
  database.close();
});

it('no argument of a command is in the journal or the ledger', () => {
  const l = lab();
  l.tool('git', `seq 1 500`);
  l.rtk('git', 'log', '--author=Very.Private', 'secret-branch', '-n', '7');
  l.rtkWith({ input: before('git log secret-branch', 'call-1') }, 'hook', 'claude');
  l.rtk('gain');
  const files = ['.local/state/rtk/journal.jsonl', '.local/share/rtk/ledger.db', '.local/share/rtk/ledger.db-wal'];
  for (const file of files) expect(textOf(join(l.home, file))).not.toMatch(/Very|Private|secret-branch/);
});

it('a part of an output is booked within what the agent would have shown of the whole', async () => {
  const copilot = await agentNamed('copilot');
  const l = lab();
  const log = Array.from(
    { length: 300 },
    (_, n) =>
      `commit ${String(n).padStart(40, '0')}\nAuthor: Dev <dev@example.invalid>\nDate:   Mon Jan 5 10:00:00 2026 +0000\n\n    Change ${n}\n`,
  ).join('\n');
  const text = `== one ==\n${log}== two ==\n${log}`;
  const payload = copilot?.sample.after?.('echo "== one =="; git log; echo "== two =="; git log', text, l.home);
  l.rtkWith({ input: JSON.stringify(payload) }, 'hook', 'copilot');
  const lines = l.journal();
  expect(lines.map(({ command, via }) => [command, via])).toEqual([
    ['git log', 'replace'],
    ['git log', 'replace'],
  ]);
  const { totals } = JSON.parse(l.rtk('gain', '--json').stdout.toString());
  expect(totals.baseline).toBeLessThanOrEqual(tokensOf(text.slice(0, 600)));
  expect(totals.raw).toBeGreaterThan(10_000);
});

it('an output that was folded as it came is charged with what is recalled of it', () => {
  const l = lab();
  l.tool('git', `seq -f 'commit %.0f of a long history that nobody reads to its end' 1 240000`);
  const shown = l.rtk('git', 'log').text;
  const handle = /rtk recall ([0-9a-f]+)\]/.exec(shown)?.[1] ?? '';
  expect(l.rtk('recall', handle, '--lines', '5000-5100').status).toBe(0);
  const { commands } = JSON.parse(l.rtk('gain', '--json').stdout.toString());
  const row = commands.find(({ name }: { name: string }) => name === 'git log');
  expect(row.charged).toBeGreaterThan(500);
  expect(row.shown).toBe(row.charged + tokensOf(shown));
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
