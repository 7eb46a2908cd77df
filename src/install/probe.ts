/** Runs a registered command line as the agent would, with a sample event, and compares the answer with what the hook is to say. */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { loadConfig } from '../config/config.ts';
import { answer } from '../hooks/answer.ts';
import { posixPath } from '../hooks/command-line.ts';
import { modeOf } from '../hooks/modes.ts';
import { here } from '../hooks/place.ts';
import type { Agent } from '../hooks/types.ts';
import type { JsonObject } from '../json.ts';

export interface Probe {
  readonly ok: boolean;
  /** What was tried and what came. */
  readonly said: string;
}

const LINE = 'npx tsc --noEmit';

/** A text that a filter shortens. */
const LOG = Array.from({ length: 30 }, (_, n) => {
  const day = String((n % 28) + 1).padStart(2, '0');
  return `commit ${day.repeat(20)}\nAuthor: Sample <sample@example.invalid>\nDate:   Mon Jan ${day} 10:00:00 2024 +0000\n\n    Sample change ${n}\n`;
}).join('\n');

/** `rtk` is the binary that the command line names. Both events of the agent are tried, with a state folder of their own. */
export async function probed(agent: Agent, command: string, rtk: string): Promise<Probe> {
  const place = here(process.cwd());
  const config = await loadConfig(place.cwd);
  const { mode } = modeOf(agent, config.hooks, process.env);
  const state = mkdtempSync(join(tmpdir(), 'rtk-probe-'));
  try {
    const before = agent.sample.before?.(LINE, place.cwd);
    if (before) {
      const { out, exit } = await ran(command, before, state);
      const expected = answer(agent, before, { config, place, rtk: posixPath(rtk) }).reply;
      if (exit !== 0 || out !== expected) return failed('a command before it runs', exit, out);
    }
    const after = agent.sample.after?.('git log', LOG, place.cwd);
    if (after && agent.replaces !== 'none' && (mode === 'replace' || mode === 'both')) {
      const { out, exit } = await ran(command, after, state);
      if (exit !== 0 || !out.includes('Sample change 29') || out.length >= JSON.stringify(after).length)
        return failed('an output', exit, out);
      if (!existsSync(join(state, 'rtk', 'journal.jsonl'))) return { ok: false, said: 'the hook answered, but recorded nothing' };
    }
    return { ok: true, said: `the hook answers (${mode})` };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function failed(asked: string, exit: number, out: string): Probe {
  return { ok: false, said: `asked about ${asked}, the hook ended with ${exit} and said ${JSON.stringify(out.slice(0, 200))}` };
}

async function ran(command: string, payload: JsonObject, state: string): Promise<{ out: string; exit: number }> {
  const { stdout, exitCode } = await execa('sh', ['-c', command], {
    input: `${JSON.stringify(payload)}\n`,
    env: { XDG_STATE_HOME: state },
    reject: false,
    stripFinalNewline: false,
    timeout: PATIENCE,
  });
  return { out: stdout, exit: exitCode ?? 1 };
}

/** Milliseconds. Agents wait for a hook no longer than a minute. */
const PATIENCE = 60_000;
