/** Asks a program that speaks JSON-RPC over stdin and stdout, a line a message. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { isObject, type JsonObject, objectAt } from '../json.ts';

/** Asks over a named pipe, waits five seconds at most for the answer, and lets the server end with the pipe. */
const ASK = `folder=$1 said=$2
shift 2
mkfifo "$folder/ask" || exit 0
"$@" <"$folder/ask" >"$folder/told" 2>/dev/null &
exec 3>"$folder/ask"
printf '%s\\n' "$said" >&3
tries=0
while [ $tries -lt 100 ] && ! grep -q '"id":2[,}]' "$folder/told" && kill -0 $! 2>/dev/null; do sleep 0.05; tries=$((tries + 1)); done
exec 3>&-
kill $! 2>/dev/null
cat "$folder/told"`;

/** The result of the message with the id 2; undefined if none came. */
export async function answerTo(program: readonly string[], messages: readonly JsonObject[]): Promise<JsonObject | undefined> {
  const lines = messages.map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
  const folder = mkdtempSync(join(tmpdir(), 'rtk-ask-'));
  try {
    const { stdout } = await execa('sh', ['-c', ASK, 'sh', folder, lines.join('\n'), ...program], { reject: false });
    return stdout.split('\n').map(answered).find(isObject);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answered(line: string): JsonObject | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return isObject(message) && message['id'] === 2 ? objectAt(message, 'result') : undefined;
  } catch {
    return undefined;
  }
}
