import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RTK } from '../e2e/lab.ts';
import { homeWith } from './homes.ts';

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function rtk(home: string, words: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Ran {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, LC_ALL: 'C.UTF-8', ...options.env };
  const { status, stdout, stderr } = spawnSync(RTK, words, { cwd: options.cwd ?? home, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

// The sessions are of 2026-11-21.
const DAYS = String(Math.max(1, Math.ceil((Date.now() - Date.parse('2026-11-20')) / 86_400_000) + 1));

interface Entry {
  readonly command: string;
  readonly count: number;
  readonly tokens: number;
  readonly why: string;
  readonly estimated_savings_tokens: number;
  readonly estimated_by: Record<string, number>;
}

interface Found {
  readonly [name: string]: unknown;
  readonly supported: readonly Entry[];
  readonly opportunities: readonly Entry[];
  readonly unsupported: readonly { readonly base_command: string; readonly count: number }[];
  readonly reasons: readonly { readonly reason: string; readonly kind: string; readonly count: number }[];
}

function discovered(home: string, words: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Found {
  const { status, stdout, stderr } = rtk(home, ['discover', '--all', '-s', DAYS, '--json', '-l', '100', ...words], { env });
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

// — with hooks that worked
const expected = {
  claude: { replaced: 4, rewritten: 4, typed: 1, seen: 4, left: 0, refused: 1 },
  codex: { replaced: 4, rewritten: 0, typed: 1, seen: 2, left: 0, refused: 1 },
  copilot: { replaced: 4, rewritten: 0, typed: 1, seen: 2, left: 0, refused: 1 },
  opencode: { replaced: 4, rewritten: 1, typed: 1, seen: 1, left: 0, refused: 1 },
  gemini: { replaced: 0, rewritten: 4, typed: 1, seen: 0, left: 2, refused: 1 },
  pi: { replaced: 4, rewritten: 1, typed: 1, seen: 2, left: 0, refused: 0 },
};
test.each(Object.entries(expected))('%s: no command of a hooked session is missed', (agent, figures) => {
  const found = discovered(homeWith(`${agent}/hooked`));
  expect(found).toMatchObject({ ...figures, missed: 0, beyond: 0, supported: [], sessions_scanned: 1, parse_errors: 0 });
  expect(found['already_rtk']).toBe(figures.replaced + figures.rewritten + figures.typed);
});

test('what was kept away is what the journal says of the session', () => {
  const home = homeWith('claude/hooked');
  const journal = readFileSync(join(home, '.local/state/rtk/journal.jsonl'), 'utf8').trimEnd().split('\n');
  const lines = journal.map((line): { tokens?: [number, number]; base?: number } => JSON.parse(line));
  const saved = lines.reduce((sum, { tokens, base }) => sum + (tokens ? (base ?? tokens[0]) - tokens[1] : 0), 0);
  expect(saved).toBeGreaterThan(1000);
  expect(discovered(home)['tokens_saved']).toBe(saved);
});

test('older journals that were put aside and packed count, too', () => {
  const home = homeWith('claude/hooked');
  const state = join(home, '.local/state/rtk');
  execFileSync('gzip', [join(state, 'journal.jsonl')]);
  execFileSync('mv', [join(state, 'journal.jsonl.gz'), join(state, 'journal-001795263531335-3f9a2c.jsonl.gz')]);
  writeFileSync(join(state, 'journal.jsonl'), '');
  expect(discovered(home)).toMatchObject({ already_rtk: 9, missed: 0 });
});

test('a call that the hook did not answer is the one that is missed', () => {
  const home = homeWith('claude/hooked');
  const file = join(home, '.local/state/rtk/journal.jsonl');
  // The third call, `git log --stat`.
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.includes('"call":"toolu_00000005"'));
  writeFileSync(file, lines.join('\n'));
  const found = discovered(home);
  expect(found).toMatchObject({ replaced: 3, missed: 1 });
  expect(found.supported).toMatchObject([{ command: 'git log --stat', count: 1, why: 'the hook did not answer this time' }]);
});

// — without hooks
test('what a filter could have read is missed, with its size and what the filter makes of it', () => {
  const found = discovered(homeWith('claude/main', 'claude/learn'));
  expect(found).toMatchObject({ already_rtk: 0, tokens_saved: 0, measured_since: null, refused: 1 });
  const status = found.supported.find(({ command }) => command === 'git status');
  expect(status).toMatchObject({
    count: 2,
    why: 'no hook of rtk has answered Claude Code yet',
    estimated_by: { filtered: 2, rate: 0, unknown: 0 },
  });
  expect(status?.estimated_savings_tokens).toBeGreaterThan(20);
  expect(status?.estimated_savings_tokens).toBeLessThan(status?.tokens ?? 0);
  expect(found.unsupported.map(({ base_command }) => base_command)).toEqual(expect.arrayContaining(['sh', 'pythn']));
});

test('an output that the agent had cut: nothing is claimed before the journal has a rate, and then that', () => {
  const home = homeWith('codex/cut');
  const [before] = discovered(home).supported;
  expect(before).toMatchObject({ command: 'ls -la', estimated_savings_tokens: 0, estimated_by: { filtered: 0, rate: 0, unknown: 1 } });
  expect(rtk(home, ['discover', '-a', '-s', DAYS]).stdout).toMatch(/^ls -la +1 +[\d,]+ {2}\? /m);
  const folder = join(home, 'files');
  mkdirSync(folder);
  for (let at = 0; at < 60; at++) writeFileSync(join(folder, `a-file-with-a-rather-long-name-${at}.txt`), 'x');
  for (let run = 0; run < 5; run++) rtk(home, ['ls', '-la'], { cwd: folder });
  const [first = '{}'] = readFileSync(join(home, '.local/state/rtk/journal.jsonl'), 'utf8').split('\n');
  const [raw = 0, shown = 0]: [number, number] = JSON.parse(first).tokens;
  const [after] = discovered(home).supported;
  expect(after?.estimated_by).toEqual({ filtered: 0, rate: 1, unknown: 0 });
  expect(after?.estimated_savings_tokens).toBe(Math.round((after?.tokens ?? 0) * (1 - shown / raw)));
});

test('what no filter reads is not missed, however long', () => {
  const found = discovered(homeWith('claude/long-failed', 'codex/long'));
  expect(found).toMatchObject({ missed: 0, estimated_savings_tokens: 0 });
  expect(found.reasons).toMatchObject([{ reason: 'no filter', count: 2 }]);
});

test('excluded by the config, hooks switched off: the reasons say so', () => {
  const home = homeWith('claude/main');
  const folder = join(home, '.config/rtk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.toml'), 'exclude = ["git status"]\n[hooks]\nclaude = "off"\n');
  const found = discovered(home);
  expect(found.supported.every(({ why }) => why === 'hooks are switched off by the config')).toBe(true);
  expect(found.supported.map(({ command }) => command)).not.toContain('git status');
  expect(found.reasons).toContainEqual(expect.objectContaining({ reason: '`git status` is excluded by the config', kind: 'beyond' }));
  const off = discovered(homeWith('claude/main'), [], { RTK_HOOKS: 'off' });
  expect(off.supported.map(({ why }) => why)).toContain('hooks are switched off by RTK_HOOKS');
});

test('what runs in the background, and what a file reads, was beyond reach', () => {
  const found = discovered(homeWith('claude/background'));
  expect(found.reasons).toMatchObject([{ reason: 'it runs in the background', kind: 'beyond', count: 1 }]);
  const home = homeWith('claude/hooked');
  writeFileSync(join(home, '.local/state/rtk/journal.jsonl'), '');
  expect(discovered(home).opportunities).toContainEqual(
    expect.objectContaining({ command: 'git status', why: 'a file reads it', count: 1 }),
  );
});

test('Copilot is not offered what it lets no hook do', () => {
  const home = homeWith('copilot/hooked');
  writeFileSync(join(home, '.local/state/rtk/journal.jsonl'), '');
  const found = discovered(home);
  expect(found.supported.map(({ command }) => command)).toEqual(expect.arrayContaining(['git status', 'npm test', 'git log --stat']));
  expect(found['typed']).toBe(1);
});

// — what is looked at
test('no session is an error that names every place', () => {
  const { status, stdout, stderr } = rtk(homeWith(), ['discover']);
  expect([status, stdout]).toEqual([2, '']);
  for (const place of [
    '.claude/projects',
    '.codex/sessions',
    '.gemini/tmp',
    '.copilot/session-state',
    'opencode.db',
    'kilo.db',
    '.pi/agent/sessions',
  ])
    expect(stderr).toContain(place);
});

test('the project of the working directory, by part of its path, or all', () => {
  const home = homeWith('claude/main', 'codex/main');
  const here = rtk(home, ['discover', '-s', DAYS]);
  expect(here.status).toBe(2);
  expect(here.stderr).toContain('2 of other projects are there');
  expect(rtk(home, ['discover', '-s', DAYS, '-p', 'dev/proj']).status).toBe(0);
  expect(rtk(home, ['discover', '-s', DAYS, '-p', 'elsewhere']).status).toBe(2);
  const all = rtk(home, ['discover', '-a', '-s', DAYS]);
  expect(all.stdout).toContain('sessions     2 (codex 1, claude 1)');
});

test('only what ran in these days', () => {
  const home = homeWith('claude/main');
  const days = Number(DAYS) > 4 ? '2' : undefined;
  if (days === undefined) return;
  expect(discovered(home, ['-s', days])['total_commands']).toBe(0);
});

test('a session that another one was resumed from is told once', () => {
  const home = homeWith('claude/main');
  const before = discovered(home);
  const folder = join(home, '.claude/projects/-home-dev-project');
  const [name = ''] = execFileSync('ls', [folder], { encoding: 'utf8' }).split('\n');
  appendFileSync(join(folder, 'aaaaaaaa-0000-4000-8000-000000000000.jsonl'), readFileSync(join(folder, name)));
  expect(discovered(home)).toMatchObject({ sessions_scanned: 2, total_commands: before['total_commands'] });
});

test.each([
  [['discover', '--since', 'never'], '--since: `never`'],
  [['discover', '-f', 'xml'], '--format: there is no `xml`; use text, json.'],
  [['discover', '--limit', '0'], '--limit: `0`'],
  [['learn', '--what'], 'learn has no option `--what`; `rtk learn --help` lists all.'],
  [['session', 'nosuch', '-s', DAYS], 'begins with `nosuch`'],
])('%s is refused in one sentence', (words, sentence) => {
  const { status, stdout, stderr } = rtk(homeWith('claude/main'), words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('nothing is drawn where nobody sits', () => {
  const { stdout, stderr } = rtk(homeWith('claude/main'), ['discover', '-a', '-s', DAYS]);
  expect(stderr).toBe('');
  expect(stdout).not.toMatch(/[\r█░\u001b]/);
});

// — session
test('adoption is what the journal says, not what could be filtered', () => {
  const home = homeWith('claude/main', 'claude/hooked', 'claude/subagent');
  const { stdout } = rtk(home, ['session', '-s', DAYS, '--json']);
  const { sessions }: { sessions: { session: string; commands: number; through_rtk: number; tokens_saved: number }[] } = JSON.parse(stdout);
  expect(sessions.map(({ commands, through_rtk }) => [commands, through_rtk]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
    [2, 0],
    [6, 0],
    [13, 9],
  ]);
  expect(sessions.filter(({ tokens_saved }) => tokens_saved > 0)).toHaveLength(1);
});

test('one session by the beginning of its id', () => {
  const home = homeWith('claude/main', 'codex/main');
  const all: { sessions: { session: string }[] } = JSON.parse(rtk(home, ['session', '-s', DAYS, '--json']).stdout);
  const id = all.sessions[0]?.session ?? '';
  const one = rtk(home, ['session', id.slice(0, 30), '-s', DAYS]);
  expect(one.stdout).toContain('1 session: 0 of 6 commands (0 %) went through rtk');
});

// — learn
const rulesIn = (
  home: string,
): { total_corrections: number; rules: { wrong: string; right: string; error_type: string; occurrences: number }[] } =>
  JSON.parse(rtk(home, ['learn', '-a', '-s', DAYS, '--json']).stdout);

test('failing commands and what put them right, counted', () => {
  const { rules } = rulesIn(homeWith('claude/learn', 'claude/learn-next'));
  expect(rules.map(({ wrong, right, error_type, occurrences }) => [wrong, right, error_type, occurrences])).toEqual([
    ['git log --onelin', 'git log --oneline', 'unknown option', 2],
    ['git diff --stats', 'git diff --stat', 'unknown option', 1],
    ['git statu', 'git status', 'unknown subcommand', 1],
    ['ls --sort-by size', 'ls --sort=size', 'unknown option', 1],
    ['npm run tests', 'npm run test', 'unknown subcommand', 1],
    ['npm test', 'cd web && npm test', 'wrong folder', 1],
    ['pythn -c "print(1)"', 'python3 -c "print(1)"', 'command not found', 1],
  ]);
});

test('exit statuses are enough where an agent marks no error', () => {
  const { rules } = rulesIn(homeWith('codex/learn'));
  expect(rules.map(({ right }) => right).sort()).toEqual(['cd web && npm test', 'git diff --stat', 'git log --oneline']);
});

test('never across sessions, never a test that failed, never another path, never what was refused', () => {
  const { rules } = rulesIn(homeWith('claude/learn', 'claude/learn-next', 'claude/main'));
  const all = rules.map(({ wrong }) => wrong).join('\n');
  expect(all).not.toMatch(/branch|node --test|nofile|push|no-such/);
});

test('rules are written on request only, beside what stands there, and once', () => {
  const home = homeWith('claude/learn');
  const file = join(home, '.claude/rules/cli-corrections.md');
  const shown = rtk(home, ['learn', '-a', '-s', DAYS]);
  expect(shown.stdout).toContain('- Use `git log --oneline` not `git log --onelin` (unknown option, seen 2x)');
  expect(existsSync(file)).toBe(false);
  const written = rtk(home, ['learn', '-a', '-s', DAYS, '--write']);
  expect(written.stdout).toBe(shown.stdout);
  expect(readFileSync(file, 'utf8')).toContain('- Use `git log --oneline` not `git log --onelin`');
  const other = join(home, 'AGENTS.md');
  writeFileSync(other, '# Mine\n');
  rtk(home, ['learn', '-a', '-s', DAYS, '--write', '--file', other]);
  const once = readFileSync(other, 'utf8');
  expect(once).toMatch(/^# Mine\n\n<!-- rtk learn begin -->/);
  expect(rtk(home, ['learn', '-a', '-s', DAYS, '--write', '--file', other]).stderr).toContain('has these rules already');
  writeFileSync(other, `${once}\n# More\n`);
  rtk(home, ['learn', '-a', '-s', DAYS, '--write', '--file', other, '--min-occurrences', '2']);
  expect(readFileSync(other, 'utf8')).toMatch(
    /^# Mine\n\n<!-- rtk learn begin -->[\s\S]*seen 2x[\s\S]*<!-- rtk learn end -->\n\n# More\n$/,
  );
  expect(readFileSync(other, 'utf8')).not.toContain('seen 1x');
});

test('secrets in commands are neither shown nor written', () => {
  const home = homeWith('codex/learn');
  const [file = ''] = execFileSync('find', [join(home, '.codex'), '-name', '*.jsonl'], { encoding: 'utf8' }).split('\n');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('git log --onelin', 'API_TOKEN=hunter2hunter2 git log --onelin'));
  const { stdout } = rtk(home, ['learn', '-a', '-s', DAYS, '--write']);
  expect(stdout).toContain('API_TOKEN=[masked by rtk] git log --oneline');
  expect(stdout + readFileSync(join(home, '.claude/rules/cli-corrections.md'), 'utf8')).not.toContain('hunter2');
});

test('what was read again is counted by tool, within one context', () => {
  const audit = (
    home: string,
  ): { tools: { tool: string; results: number; tokens_read: number; tokens_equal: number }[]; tokens_read: number } => {
    const { status, stdout, stderr } = rtk(home, ['discover', '--repeats', '--all', '-s', DAYS, '--json']);
    expect([status, stderr]).toEqual([0, '']);
    return JSON.parse(stdout);
  };
  const home = homeWith('claude/long');
  const first = audit(home);
  expect(first.tools.map(({ tool }) => tool)).toContain('Bash');
  expect(first.tools.reduce((sum, { tokens_read }) => sum + tokens_read, 0)).toBe(first.tokens_read);
  // The same session once more in the same file: every long result was read before.
  const files = execFileSync('find', [join(home, '.claude/projects'), '-name', '*.jsonl', '-not', '-path', '*subagents*'], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  for (const file of files) appendFileSync(file, readFileSync(file, 'utf8'));
  const again = audit(home);
  expect(again.tokens_read).toBeGreaterThan(first.tokens_read);
  const equal = (of: typeof first) => of.tools.reduce((sum, { tokens_equal }) => sum + tokens_equal, 0);
  expect(equal(again)).toBeGreaterThan(equal(first));
  expect(rtk(home, ['discover', '--repeats', '--all', '-s', DAYS]).stdout).toMatch(/read again: [\d,]+ \(\d+ %\)/);
});
