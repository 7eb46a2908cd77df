import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/gain/report/types.ts';
import { type Lab, lab, RTK } from '../e2e/lab.ts';

const SESSION = 'cb71b258-4a31-4bf5-9824-ac0f08f714ea';

/** A lab with `runs` runs of one session of Claude Code, and one of another session. */
function labWithRuns(runs: number): Lab {
  const l = lab();
  const error = (n: number) => `src/a.ts(${n},1): error TS2322: Type 'string' is not assignable to type 'number${n}'.`;
  l.tool('tsc', `cat <<'END'\n${Array.from({ length: 30 }, (_, n) => error(n + 1)).join('\n')}\nEND\nexit 2`);
  const env = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: SESSION };
  for (let n = 0; n < runs; n++) l.rtkWith({ env }, 'tsc', '--noEmit', `--run${n}`);
  if (runs > 0) l.rtkWith({ env: { ...env, CLAUDE_CODE_SESSION_ID: 'other' } }, 'tsc', '--noEmit');
  return l;
}

/** As Claude Code 2.1.329 sent it; its folders and some fields left out. */
function payload(id: string, session = SESSION): string {
  return JSON.stringify({
    session_id: session,
    transcript_path: '/lab/home/.claude/projects/-lab-project/session.jsonl',
    cwd: '/lab/project',
    model: { id, display_name: 'Opus' },
    workspace: { current_dir: '/lab/project', project_dir: '/lab/project', added_dirs: [] },
    version: '2.1.329',
    cost: { total_cost_usd: 0.00028, total_duration_ms: 9572, total_api_duration_ms: 61, total_lines_added: 0, total_lines_removed: 0 },
    context_window: { total_input_tokens: 10, total_output_tokens: 5, context_window_size: 1000000, used_percentage: null },
  });
}

function line(l: Lab, input: string, env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = l.rtkWith({ input, env }, 'statusline');
  expect([status, stderr.toString()]).toEqual([0, '']);
  expect(stdout.toString()).toMatch(/^[^\n]+\n$/);
  return stdout.toString().trimEnd();
}

function report(l: Lab): Report {
  return JSON.parse(l.rtk('gain', '--json').stdout.toString());
}

describe('rtk statusline', () => {
  it('says what rtk gain says, in one line', () => {
    const l = labWithRuns(14);
    const { saved, share } = report(l).totals;
    expect(saved).toBeGreaterThan(1000);
    const session = Math.round((saved * 14) / 15);
    const start = `rtk ${(saved / 1000).toFixed(1)}k tokens saved (${Math.round(share * 100)} %) · session ${(session / 1000).toFixed(1)}k`;
    expect(line(l, payload('gpt-unheard-of'))).toBe(start);
    expect(line(l, payload('claude-opus-4-8'))).toBe(`${start} = $0.01 at Claude Opus 4.8 input price`);
    expect(line(l, payload('claude-haiku-4-5-20251001'))).toBe(`${start}, under $0.01 at Claude Haiku 4.5 input price`);
    expect(line(l, payload('claude-opus-4-8', 'a-new-session'))).toBe(start.replace(/ · .*/, ''));
  });

  it('takes prices of the user, and its own where his file is broken', () => {
    const l = labWithRuns(14);
    const config = join(l.home, '.config/rtk/config.toml');
    mkdirSync(dirname(config), { recursive: true });
    writeFileSync(config, '[prices]\n"House Model" = { input = 1000, output = 1, ids = ["house"] }\n');
    expect(line(l, payload('house'))).toMatch(/ = \$1\.\d\d at House Model input price$/);
    writeFileSync(config, '[prices');
    expect(line(l, payload('claude-opus-4-8'))).toMatch(/ = \$0\.01 at Claude Opus 4\.8 input price$/);
  });

  it('counts what has come since', () => {
    const l = labWithRuns(1);
    const before = line(l, payload('x'));
    l.rtk('tsc', '--noEmit', '--more');
    const after = line(l, payload('x'));
    expect(after).not.toBe(before);
    expect(after).toContain(`rtk ${report(l).totals.saved} tokens saved`);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'oops'],
    ['a list', '[1]'],
    ['other types', '{"session_id":7,"model":"opus"}'],
    ['a new version', '{"session_id":{"id":"x"},"model":{"id":["y"]},"more":true}'],
  ])('shows no error where it is sent %s', (_, input) => {
    const l = labWithRuns(1);
    expect(line(l, input)).toMatch(/^rtk \d+ tokens saved \(\d+ %\)$/);
  });
});

describe('rtk statusline, where there is little to say or much to do,', () => {
  it('is neutral on an empty ledger, without a home, and where the ledger is of a later version', () => {
    const l = lab();
    expect(line(l, payload('x'))).toBe('rtk: nothing recorded yet');
    expect(line(l, payload('x'), { HOME: '' })).toBe('rtk: nothing recorded yet');
    const database = new DatabaseSync(join(l.home, '.local/share/rtk/ledger.db'));
    database.exec('pragma user_version = 99');
    database.close();
    expect(line(l, payload('x'))).toBe('rtk: no figures just now');
    expect(readFileSync(join(l.home, '.local/state/rtk/health.log'), 'utf8')).toContain('it is of version 99');
  });

  it('does not read a long journal on the way', () => {
    const l = labWithRuns(1);
    const journal = join(l.home, '.local/state/rtk/journal.jsonl');
    const [first = ''] = readFileSync(journal, 'utf8').split('\n');
    appendFileSync(journal, `${first}\n`.repeat(1500));
    expect(line(l, payload('x'))).toBe('rtk: `rtk gain` reads what was recorded');
    expect(report(l).totals.runs).toBe(1502);
    expect(line(l, payload('x'))).toMatch(/^rtk \S+ tokens saved \(\d+ %\) · session \S+$/);
    appendFileSync(journal, `${first}\n`.repeat(1500));
    expect(line(l, payload('x'))).toMatch(/ · more in `rtk gain`$/);
  });

  it('does not wait for one who writes', () => {
    const l = labWithRuns(1);
    const before = line(l, payload('x'));
    l.rtk('tsc', '--noEmit', '--more');
    const database = new DatabaseSync(join(l.home, '.local/share/rtk/ledger.db'));
    database.exec('begin immediate');
    expect(line(l, payload('x'))).toBe(before);
    database.exec('commit');
    database.close();
    expect(line(l, payload('x'))).not.toBe(before);
  });
});

const FOREIGN = '{ "type": "command", "command": "~/bin/mine.sh", /* mine */ "padding": 0 }';

/** Settings as people have them, without a status line. */
const SETTINGS: Readonly<Record<string, string | undefined>> = {
  'no file': undefined,
  'an empty file': '',
  'an empty object': '{}\n',
  'two spaces': '{\n  "model": "opus",\n  "env": { "A": "1" }\n}\n',
  'tabs and comments': '{\n\t// mine\n\t"model": "opus", /* keep */\n\t"hooks": {\n\t\t"Stop": [],\n\t},\n}',
  'one line': '{"model":"opus","z":[1,2]}',
  'Windows line ends': '{\r\n    "permissions": {\r\n        "allow": [\r\n            "Bash"\r\n        ]\r\n    }\r\n}\r\n',
};

function settingsOf(l: Lab, text: string | undefined): string {
  const file = join(l.home, '.claude/settings.json');
  if (text === undefined) return file;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const textAt = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

describe('rtk statusline --install and --uninstall', () => {
  it.each(Object.entries(SETTINGS))('give back %s, byte for byte', (_, text) => {
    const l = lab();
    const file = settingsOf(l, text);
    expect(l.rtk('statusline', '--install').status).toBe(0);
    const written = textAt(file);
    expect(written).toContain(`exec '${RTK}' statusline`);
    expect(l.rtk('statusline', '--install').text).toContain('is there already');
    expect(textAt(file)).toBe(written);
    expect(l.rtk('statusline', '--uninstall').status).toBe(0);
    expect(textAt(file)).toBe(text);
    expect(existsSync(dirname(file))).toBe(text !== undefined);
  });

  it.each(Object.entries(SETTINGS))('give back %s with the hooks and the summary, in whatever order', (_, text) => {
    const [hooks, status] = [
      ['init', '-g', '--yes', '--with-summary'],
      ['statusline', '--install'],
    ];
    for (const order of [
      [hooks, status],
      [status, hooks],
    ]) {
      const l = lab();
      const file = settingsOf(l, text);
      for (const words of order) expect(l.rtk(...words).status).toBe(0);
      // before a command, before a file is written, after a command, at the session's end
      expect(textAt(file)?.match(/hook claude/g)?.length).toBe(4);
      expect(JSON.parse(spawnSync('node', ['-e', SAMPLE, file, join(import.meta.dirname, '../..')]).stdout.toString())).toBe('command');
      expect(l.rtk('init', '-g', '--uninstall').status).toBe(0);
      const left = textAt(file);
      if (text === undefined) expect([undefined, '{}\n', '{\n}\n']).toContain(left);
      else expect(left).toBe(text);
    }
  });
});

describe('rtk statusline --install and --uninstall,', () => {
  it('leave the status line of another program alone, unless they are forced to, and bring it back', () => {
    const l = lab();
    const text = `{\n  // before\n  "statusLine": ${FOREIGN}, // behind\n  "z": 1\n}\n`;
    const file = settingsOf(l, text);
    const refused = l.rtk('statusline', '--install');
    expect([refused.status, refused.text]).toEqual([
      1,
      expect.stringContaining("another program, so it is left as it is: ~/bin/mine.sh. --force puts rtk's"),
    ]);
    expect(textAt(file)).toBe(text);
    expect(l.rtk('statusline', '--install', '--force').status).toBe(0);
    expect(l.rtk('statusline', '--install', '--force').text).toContain('is there already');
    expect(textAt(file)).toMatch(/\/\/ before\n {2}"statusLine": \{"type":"command","command":"[^\n]+ statusline"\}, \/\/ behind\n/);
    expect(l.rtk('statusline', '--uninstall').text).toContain('the one before it is back');
    expect(textAt(file)).toBe(text);
    expect(l.rtk('statusline', '--uninstall').text).toContain('no status line of rtk is there');
  });

  it('take out their own alone where the memory is lost', () => {
    const l = lab();
    const file = settingsOf(l, '{\n  "model": "opus",\n  "z": 1\n}\n');
    l.rtk('statusline', '--install');
    rmSync(join(l.home, '.local'), { recursive: true });
    l.rtk('statusline', '--uninstall');
    expect(JSON.parse(textAt(file) ?? '')).toEqual({ model: 'opus', z: 1 });
  });

  it('show what they would write, and write what Claude Code can run', () => {
    const l = labWithRuns(1);
    const file = settingsOf(l, '{}\n');
    expect(l.rtk('statusline', '--install', '--dry-run').text).toContain('+  "statusLine": {');
    expect(textAt(file)).toBe('{}\n');
    l.rtk('statusline', '--install');
    const { command } = JSON.parse(textAt(file) ?? '').statusLine;
    const ran = spawnSync('/bin/sh', ['-c', command], { env: l.env, input: payload('x') });
    expect(ran.stdout.toString()).toMatch(/^rtk \d+ tokens saved \(\d+ %\) · session \d+\n$/);
    const gone = spawnSync('/bin/sh', ['-c', command.replaceAll(RTK, '/nowhere/rtk')], { env: l.env, input: payload('x') });
    expect([gone.status, gone.stdout.toString(), gone.stderr.toString()]).toEqual([0, '', '']);
  });

  it.each([
    [['--install', '--uninstall'], '--install or --uninstall'],
    [['--nonsense'], 'statusline has no option `--nonsense`'],
  ])('refuse %j', (words, sentence) => {
    const { status, text } = lab().rtk('statusline', ...words);
    expect([status, text]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

/** Prints the type of the status line, read as Claude Code reads its settings: with comments and trailing commas. */
const SAMPLE = `
const { createRequire } = require('node:module');
const { parse } = createRequire(process.argv[2] + '/package.json')('jsonc-parser');
console.log(JSON.stringify(parse(require('node:fs').readFileSync(process.argv[1], 'utf8')).statusLine.type));
`;

/** `rtk hook claude` under a terminal, as Claude Code would start it: the stderr of its parent is the terminal. */
function endedAtTerminal(l: Lab, event: object): Promise<{ screen: string; output: string }> {
  const out = join(l.home, 'answer');
  const input = join(l.home, 'event.json');
  writeFileSync(input, JSON.stringify(event));
  // All of it in pipes, as Claude Code has it: only the shell that waits keeps the terminal.
  const parent = `sh -c "cat '${input}' | '${RTK}' hook claude 2>&1 | cat >'${out}'; true" </dev/null >/dev/null`;
  const child = spawn('script', ['-qec', parent, '/dev/null'], { env: l.env, cwd: l.home, stdio: ['ignore', 'pipe', 'pipe'] });
  let screen = '';
  child.stdout.on('data', (part) => (screen += part));
  return new Promise((resolve) => child.on('close', () => resolve({ screen, output: readFileSync(out, 'utf8') })));
}

const ended = (reason: string, session = SESSION, transcript = '') => ({
  session_id: session,
  transcript_path: transcript,
  cwd: '/lab/project',
  hook_event_name: 'SessionEnd',
  reason,
});

describe('the summary at the end of a session', () => {
  it("goes to the user's terminal, and nothing to the agent", async () => {
    const l = labWithRuns(14);
    const saved = (report(l).totals.saved * 14) / 15;
    const { screen, output } = await endedAtTerminal(l, ended('prompt_input_exit'));
    expect([screen, output]).toEqual([
      expect.stringMatching(/^rtk: 1\.\dk tokens saved \(\d+ %\) in 14 commands of this session\r?\r\n$/),
      '',
    ]);
    expect(screen).toContain(`rtk: ${(saved / 1000).toFixed(1)}k tokens`);
  });

  it('names the model of the transcript with the dollars', async () => {
    const l = labWithRuns(14);
    const transcript = join(l.home, 'session.jsonl');
    writeFileSync(
      transcript,
      '{"type":"assistant","message":{"model":"claude-opus-4-8"}}\n{"type":"assistant","message":{"model":"<synthetic>"}}\n',
    );
    const { screen } = await endedAtTerminal(l, ended('other', SESSION, transcript));
    expect(screen).toMatch(/ in 14 commands of this session = \$0\.01 at Claude Opus 4\.8 input price\r?\r\n$/);
  });

  it.each([
    ['a session without commands', ended('other', 'unknown')],
    ['a session that goes on', ended('clear')],
    ['another agent', { ...ended('other'), cursor_version: '1' }],
  ])('says nothing of %s', async (_, event) => {
    const l = labWithRuns(1);
    expect(await endedAtTerminal(l, event)).toEqual({ screen: '', output: '' });
  });

  it('says nothing where there is no terminal', () => {
    const l = labWithRuns(1);
    const { status, text } = l.rtkWith({ input: JSON.stringify(ended('other')) }, 'hook', 'claude');
    expect([status, text]).toEqual([0, '']);
    expect(existsSync(join(l.home, '.local/state/rtk/health.log'))).toBe(false);
  });

  it('is there only if it was asked for, and stays when the hooks are written anew', () => {
    const l = lab();
    const file = settingsOf(l, '{}\n');
    const events = () => Object.keys(JSON.parse(textAt(file) ?? '').hooks);
    l.rtk('init', '-g', '--yes');
    expect(events()).toEqual(['PreToolUse', 'PostToolUse']);
    l.rtk('init', '-g', '--yes', '--with-summary');
    expect(events().sort()).toEqual(['PostToolUse', 'PreToolUse', 'SessionEnd']);
    expect(l.rtk('init', '-g', '--yes').text).toContain('already installed');
    l.rtk('init', '-g', '--uninstall');
    expect(textAt(file)).toBe('{}\n');
    const other = l.rtk('init', '-g', '--agent', 'codex', '--with-summary');
    expect([other.status, other.text]).toEqual([2, expect.stringContaining('does not say when a session ends')]);
  });
});
