/** The opt-in summary when a session of Claude Code ends: for the user's terminal alone, never for the model. */

import { closeSync, constants, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { execa } from 'execa';
import type { Place } from '../../hooks/types.ts';
import { isTerminal } from '../../io/terminal.ts';
import type { JsonObject } from '../../json.ts';
import { stringAt } from '../../json.ts';
import { pricesHere } from '../report/own-prices.ts';
import { glance } from './glance.ts';
import { summaryOf } from './line.ts';

/**
 * Claude Code 2.1.329 shows nothing of what a SessionEnd hook that succeeds prints, and gives the hook no terminal of its own.
 * So the line goes to the terminal behind Claude Code's own stderr; where there is none, nothing is said.
 */
export async function sessionEnded(payload: JsonObject, place: Place): Promise<void> {
  // After these Claude Code goes on drawing its screen.
  if (['clear', 'resume'].includes(stringAt(payload, 'reason') ?? '')) return;
  const transcript = stringAt(payload, 'transcript_path');
  const model = transcript && modelIn(place.tail?.(transcript, TAIL) ?? '');
  const line = summaryOf(glance(stringAt(payload, 'session_id')), model, await pricesHere(stringAt(payload, 'cwd') ?? place.cwd));
  if (line !== undefined) await tell(line);
}

const TAIL = 256 * 1024;

// {"type":"assistant","message":{"model":"claude-opus-4-8",…
function modelIn(transcript: string): string | undefined {
  return [...transcript.matchAll(/"model":"([^"\\<]+)"/g)].at(-1)?.[1];
}

async function tell(line: string): Promise<void> {
  const path = await terminalOf(process.ppid);
  if (path === undefined || !statSync(path).isCharacterDevice()) return;
  // A terminal that was stopped with ^S takes nothing: nobody waits for it.
  const fd = openSync(path, constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  try {
    if (isTerminal(fd)) writeSync(fd, `${line}\r\n`);
  } finally {
    closeSync(fd);
  }
}

/** Where another process writes its complaints; where the system does not tell that, the terminal it was started from. */
async function terminalOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  if (existsSync(`/proc/${pid}/fd`)) return `/proc/${pid}/fd/2`;
  const { stdout } = await execa('ps', ['-o', 'tty=', '-p', String(pid)], { reject: false });
  const name = stdout.trim();
  return /^[\w/]+$/.test(name) ? `/dev/${name}` : undefined;
}
