/** A temporary home and a folder of programs that stand in for tools, for the built binary. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const RTK = join(import.meta.dirname, '../../dist/rtk');

export interface Lab {
  readonly home: string;
  readonly bin: string;
  readonly env: NodeJS.ProcessEnv;
  /** Puts a bash script on PATH. */
  tool(name: string, script: string): string;
  /** Runs rtk with these words. */
  rtk(...words: string[]): Ran;
  rtkWith(options: { env?: NodeJS.ProcessEnv; input?: string | Buffer; cwd?: string }, ...words: string[]): Ran;
  start(...words: string[]): ChildProcess;
  journal(): Record<string, unknown>[];
}

interface Ran {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly text: string;
}

export function lab(): Lab {
  const home = mkdtempSync(join(tmpdir(), 'rtk-'));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  const env: NodeJS.ProcessEnv = { PATH: `${bin}:${process.env['PATH']}`, HOME: home, LC_ALL: 'C.UTF-8' };
  const rtkWith: Lab['rtkWith'] = ({ env: more = {}, input = '', cwd = home }, ...words) => {
    const { status, signal, stdout, stderr } = spawnSync(RTK, words, { cwd, env: { ...env, ...more }, input, maxBuffer: 2 ** 30 });
    return { status, signal, stdout, stderr, text: `${stdout}${stderr}` };
  };
  return {
    home,
    bin,
    env,
    tool(name, script) {
      const file = join(bin, name);
      writeFileSync(file, `#!/bin/bash\n${script}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    rtk: (...words) => rtkWith({}, ...words),
    rtkWith,
    start: (...words) => spawn(RTK, words, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    journal() {
      const file = join(home, '.local/state/rtk/journal.jsonl');
      if (!existsSync(file)) return [];
      return readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    },
  };
}

/** Files under the store's folder. */
export function kept(home: string): string[] {
  const folder = join(home, '.local/state/rtk/store');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The output of tsc --pretty for `count` errors: what is filtered here hides its code frames. */
export function tscPretty(count: number): string {
  const one = (n: number) =>
    `src/file.ts:${n}:5 - error TS2322: Type 'string' is not assignable to type 'number${n}'.\n\n${n}     const value: number${n} = compute(left, right, somethingElse);\n      ~~~~~\n`;
  return `${Array.from({ length: count }, (_, n) => one(n + 1)).join('\n')}\n\nFound ${count} errors in the same file, starting at: src/file.ts:1\n`;
}
