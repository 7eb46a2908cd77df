/** Codex skips a hook without a word until its user trusts it; its app-server says whether he does. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ownCommand } from '../hooks/command-line.ts';
import { isObject, listAt, objectAt, stringAt } from '../json.ts';

/** What Codex says of our hooks in this folder; undefined if it says nothing. */
export async function codexTrust(program: string, cwd: string): Promise<string | undefined> {
  const own = (await hooksIn(program, cwd)).filter((hook) => ownCommand(stringAt(hook, 'command') ?? '')?.agent === 'codex');
  if (own.length === 0) return undefined;
  const idle = own.filter((hook) => stringAt(hook, 'trustStatus') !== 'trusted' || !isEnabled(hook));
  if (idle.length === 0) return 'Codex trusts the hooks';
  const names = idle.map((hook) => `${stringAt(hook, 'eventName')} is ${isEnabled(hook) ? stringAt(hook, 'trustStatus') : 'disabled'}`);
  return `Codex skips them: ${names.join(', ')}; start \`codex\`, type /hooks, and trust them`;
}

function isEnabled(hook: unknown): boolean {
  return !isObject(hook) || hook['enabled'] !== false;
}

/** Asks over a named pipe, waits five seconds at most for the answer, and lets the server end with the pipe. */
const ASK = `mkfifo "$1/ask" || exit 0
"$2" app-server <"$1/ask" >"$1/told" 2>/dev/null &
exec 3>"$1/ask"
printf '%s\\n' "$3" >&3
tries=0
while [ $tries -lt 50 ] && ! grep -q '"id":2[,}]' "$1/told" && kill -0 $! 2>/dev/null; do sleep 0.1; tries=$((tries + 1)); done
exec 3>&-
kill $! 2>/dev/null
cat "$1/told"`;

/** `hooks/list` of its JSON-RPC, a line a message. */
async function hooksIn(program: string, cwd: string): Promise<readonly unknown[]> {
  const messages = [
    { id: 1, method: 'initialize', params: { clientInfo: { name: 'rtk', version: '0' } } },
    { method: 'initialized' },
    { id: 2, method: 'hooks/list', params: { cwds: [cwd] } },
  ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const folder = mkdtempSync(join(tmpdir(), 'rtk-trust-'));
  try {
    const { stdout } = await execa('sh', ['-c', ASK, 'sh', folder, program, messages.join('\n')], { reject: false });
    const answer = stdout.split('\n').map(answered).find(isObject);
    return listAt(answer, 'data').flatMap((each) => listAt(each, 'hooks'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answered(line: string): unknown {
  try {
    const message: unknown = JSON.parse(line);
    return isObject(message) && message['id'] === 2 ? objectAt(message, 'result') : undefined;
  } catch {
    return undefined;
  }
}
