/** What is wrong in the settings, said where somebody reads it: in the health log, and at a terminal, once a day. */

import { closeSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unwell } from '../io/health.ts';
import { stateDir } from '../io/paths.ts';
import { isTerminal } from '../io/terminal.ts';
import { write } from '../io/write.ts';
import type { Config } from './types.ts';

/** Without a place to note it nothing is said: every command would. */
export function tellOnceADay({ problems, raw }: Config): void {
  const atTerminal = isTerminal(2);
  if (!isFirstToday(atTerminal ? 'terminal' : 'log')) return;
  for (const problem of problems) unwell(problem);
  if (!atTerminal) return;
  const [first, ...more] = raw === undefined ? problems : [raw, ...problems.filter((problem) => problem !== raw)];
  const others = more.length > 0 ? ` (and ${more.length} more: \`rtk doctor\`)` : '';
  write(2, Buffer.from(`rtk: ${first}${others}${raw === undefined ? '' : ' Until then commands run without filter.'}\n`));
}

/** An empty file whose name is the day. */
function isFirstToday(whom: string): boolean {
  const state = stateDir();
  if (state === undefined) return false;
  const name = `told-${whom}-${new Date().toISOString().slice(0, 10)}`;
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
    closeSync(openSync(join(state, name), 'wx', 0o600));
    for (const old of readdirSync(state)) if (old.startsWith(`told-${whom}-`) && old !== name) rmSync(join(state, old), { force: true });
    return true;
  } catch {
    return false;
  }
}
