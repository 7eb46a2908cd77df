import { read, readFileSync } from 'node:fs';
import { loadConfig } from '../config.ts';
import { write } from '../emit.ts';
import { UsageError } from '../errors.ts';
import { unwell } from '../health.ts';
import { AGENTS, agentNamed } from '../hooks/agents.ts';
import { type Answer, answer } from '../hooks/answer.ts';
import { fired } from '../hooks/fired.ts';
import { isObject } from '../hooks/json.ts';
import { posixPath } from '../hooks/own.ts';
import { here } from '../hooks/place.ts';
import type { Agent, JsonObject } from '../hooks/types.ts';
import { recordEvent } from '../record.ts';

/** Milliseconds for everything, and bytes of an event. */
const DEADLINE = 300;
const LARGEST = 2 * 1024 * 1024 + 64 * 1024;

/** `rtk hook <agent>`: an event on stdin, the agent's answer on stdout. Whatever goes wrong, the command runs as it was: exit status 0. */
export async function run(args: readonly string[]): Promise<number> {
  const [name = ''] = args;
  if (name === 'check') return (await import('./hook-check.ts')).run(args.slice(1));
  const agent = await agentNamed(name);
  if (!agent) {
    if (args.length === 0 || name.startsWith('-'))
      throw new UsageError(`name an agent: ${Object.keys(AGENTS).join(', ')}; or \`rtk hook check --agent claude "git status"\`.`);
    unwell(`hook: there is no agent ${name.slice(0, 40)}`);
    return 0;
  }
  const { reply, event } = await answerOf(agent);
  write(1, Buffer.from(reply));
  if (event) recordEvent({ ...event, own: Math.round(performance.now()) });
  return 0;
}

async function answerOf(agent: Agent): Promise<Pick<Answer, 'reply' | 'event'>> {
  const started = performance.now();
  try {
    const payload = await event();
    if (!payload) return { reply: agent.neutral };
    fired(agent.name);
    const place = here(process.cwd());
    const config = await loadConfig(typeof payload['cwd'] === 'string' ? payload['cwd'] : place.cwd);
    const context = { config, place, rtk: posixPath(process.execPath), spent: () => performance.now() - started };
    if (agent.parse(payload, place)?.kind !== 'after') return answer(agent, payload, context);
    const { replacement } = await import('../hooks/replace.ts');
    return answer(agent, payload, { ...context, replacement });
  } catch (error) {
    unwell(`hook ${agent.name}: ${error instanceof Error ? error.message : String(error)}`);
    return { reply: agent.neutral };
  }
}

/** The event; undefined if nothing was sent. Some agents leave the pipe open: what is whole JSON is enough. */
async function event(): Promise<JsonObject | undefined> {
  const text = (await input()).replace(/^\uFEFF+/, '');
  if (text.trim() === '') return undefined;
  const payload: unknown = JSON.parse(text);
  if (!isObject(payload)) throw new Error('the event is no object');
  return payload;
}

async function input(): Promise<string> {
  if (process.platform === 'win32') return readFileSync(0, 'utf8');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DEADLINE);
  });
  const parts: Buffer[] = [];
  for (let size = 0; size <= LARGEST; ) {
    const part = await Promise.race([chunk(), late]);
    if (part === undefined) throw new Error('the event did not arrive in time');
    if (part.length === 0) break;
    parts.push(part);
    size += part.length;
    if (part.at(-1) !== 10 && part.at(-1) !== 125) continue;
    if (size < 65536 && isWhole(Buffer.concat(parts).toString())) break;
  }
  clearTimeout(timer);
  const all = Buffer.concat(parts);
  if (all.length > LARGEST) throw new Error('the event is too large');
  return all.toString();
}

function chunk(): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(65536);
  return new Promise((resolve, reject) => {
    read(0, buffer, 0, buffer.length, null, (error, count) => {
      if (!error) resolve(buffer.subarray(0, count));
      else if (error.code === 'EAGAIN') setTimeout(() => chunk().then(resolve, reject), 2);
      else if (error.code === 'EOF') resolve(buffer.subarray(0, 0));
      else reject(error);
    });
  });
}

function isWhole(text: string): boolean {
  try {
    return isObject(JSON.parse(text.replace(/^\uFEFF+/, '')));
  } catch {
    return false;
  }
}
