import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS, type Mode } from '../../src/config/types.ts';
import type { Context } from '../../src/hooks/answer.ts';
import { replacement } from '../../src/hooks/replace.ts';
import type { Place } from '../../src/hooks/types.ts';
import type { JsonObject } from '../../src/json.ts';

/** A machine on which there are these files and nothing else. */
export function place(files: Readonly<Record<string, string>> = {}, env: Place['env'] = {}, cwd = '/lab/project'): Place {
  const list = (path: string) =>
    Object.keys(files)
      .filter((file) => file.startsWith(`${path}/`))
      .map((file) => file.slice(path.length + 1).split('/')[0] ?? '');
  return { home: '/lab/home', cwd, env, platform: 'linux', read: (path) => files[path], list };
}

export function context(at: Place, mode?: Mode): Context {
  const env = mode === undefined ? at.env : { ...at.env, RTK_HOOKS: mode };
  return { config: DEFAULTS, place: { ...at, env }, rtk: '/opt/rtk', replacement };
}

export interface Recorded {
  readonly event: string;
  readonly payload: JsonObject;
}

/** What the real agent sent. */
export function recorded(agent: string): Recorded[] {
  const text = readFileSync(join(import.meta.dirname, 'payloads', `${agent}.jsonl`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

/** A long `git log`, as a filter shortens it. */
export const LOG = Array.from(
  { length: 30 },
  (_, n) =>
    `commit ${String(n).padStart(2, '0').repeat(20)}\nAuthor: Dev One <dev@example.invalid>\nDate:   Mon Jan 5 10:00:${String(n).padStart(2, '0')} 2026 +0000\n\n    Change number ${n} of the lab\n`,
).join('\n');
