/** What an agent sends on stdin. */

import { read, readFileSync } from 'node:fs';
import { expectLongRun, LARGE_TEXT } from '../io/engine.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/** Milliseconds for everything, and bytes of an event. */
const DEADLINE = 300;
const LARGEST = 2 * 1024 * 1024 + 64 * 1024;

/** The event; undefined if nothing was sent. Some agents leave the pipe open: what is whole JSON is enough. */
export async function eventOnStdin(): Promise<JsonObject | undefined> {
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
  if (all.length > LARGE_TEXT) expectLongRun();
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
