/** A transcript of 100 MB, made of captured lines with other ids: memory must not grow with it. */

import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RTK } from '../e2e/lab.ts';
import { homeWith } from './homes.ts';

const SIZE = 100 * 1024 * 1024;
const LIMIT = 150 * 1024 * 1024;

test.runIf(process.platform === 'linux').each(['discover', 'learn', 'session'])('rtk %s stays below 150 MiB', async (word) => {
  const home = homeWith('claude/main', 'claude/long-failed');
  try {
    const copies = grow(home);
    const { stdout, peak } = await measured(home, [word, '--all', '-s', '100000', '--json']);
    expect(peak).toBeGreaterThan(10 * 1024 * 1024);
    expect(peak).toBeLessThan(LIMIT);
    const found: { total_commands?: number; parse_errors?: number } = JSON.parse(stdout);
    // Six commands ran in the one session, one in the other.
    if (word === 'discover') expect(found).toMatchObject({ total_commands: 7 * (copies + 1), parse_errors: 0 });
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('at a terminal a line on stderr says how far it is, and goes', () => {
  const home = homeWith('claude/main', 'claude/long-failed');
  try {
    grow(home);
    const command = `stty cols 100; '${RTK}' discover --all -s 100000 2>'${home}/piped'; '${RTK}' discover --all -s 100000 >'${home}/found'`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home },
      encoding: 'utf8',
    });
    expect(readFileSync(join(home, 'piped'), 'utf8')).toBe('');
    expect(stdout).toMatch(/░+ [01]\/2 sessions, [\d,]+ commands/);
    // The cursor is back, and the line is empty.
    expect(stdout.replaceAll('\u001b[?25h', '')).toMatch(/\u001b\[0?G\u001b\[\d?K$|\u001b\[1G\u001b\[\d?[KJ]$/);
    expect(readFileSync(join(home, 'found'), 'utf8')).toMatch(/^all projects/);
  } finally {
    rmSync(home, { recursive: true });
  }
});

/** Answers with how many copies of the two sessions were put behind the first. */
function grow(home: string): number {
  const folder = join(home, '.claude/projects/-home-dev-project');
  const files = readdirSync(folder).map((name) => join(folder, name));
  const text = files.map((file) => readFileSync(file, 'utf8')).join('');
  const [file = ''] = files;
  let copies = 0;
  while (statSync(file).size < SIZE) {
    const part = Array.from({ length: 40 }, () => text.replace(/\b(toolu|msg)_0/g, `$1_${++copies}x0`)).join('');
    appendFileSync(file, part);
  }
  return copies;
}

/** Its output, and the most memory in bytes that it ever held. */
async function measured(home: string, words: readonly string[]): Promise<{ stdout: string; peak: number }> {
  const child = spawn(RTK, words, { cwd: home, env: { PATH: process.env['PATH'], HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  let peak = 0;
  child.stdout.on('data', (data) => (stdout += data));
  const timer = setInterval(() => (peak = Math.max(peak, highWater(child.pid))), 10);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { stdout, peak };
}

function highWater(pid: number | undefined): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
