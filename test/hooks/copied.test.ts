/**
 * Nothing that an agent may copy from is touched after the tool: generated lines that print files, patches and data are run by bash, and what every
 * agent would then read has each of these lines, in order and to the byte, unless a marker counts it. `npm run test:copied` runs 2,000.
 */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AGENTS } from '../../src/hooks/agents/index.ts';
import { answer } from '../../src/hooks/answer.ts';
import { replacement } from '../../src/hooks/replace.ts';
import type { Agent } from '../../src/hooks/types.ts';
import type { JsonObject } from '../../src/json.ts';
import { type Line, lineOf } from './copied/lines.ts';
import { lostLines, type Shells, shells } from './copied/run.ts';
import { context, place } from './samples.ts';

const MANY = Number(process.env['RTK_COPIED'] ?? 200);
const FIRST = Number(process.env['RTK_COPIED_FROM'] ?? 0);
const cwd = '/lab/project';

let bash: Shells;
let agents: Agent[];

beforeAll(async () => {
  process.env['XDG_STATE_HOME'] = mkdtempSync(join(tmpdir(), 'rtk-copied-'));
  bash = shells();
  const all = await Promise.all(Object.values(AGENTS).map((load) => load()));
  agents = all.map(({ agent }) => agent).filter(({ replaces, sample }) => replaces !== 'none' && sample.after !== undefined);
});
afterAll(() => bash.remove());

/** What the agent's model reads of a text: each output that the hook is given, and what became of it. */
function read(agent: Agent, payload: JsonObject): [raw: string, shown: string][] {
  const texts: [string, string][] = [];
  const seen: typeof replacement = (output, reader) => {
    const result = replacement(output, reader);
    texts.push([output.text, result.text ?? output.text]);
    return result;
  };
  answer(agent, payload, { ...context(place({}, {}, cwd)), replacement: seen });
  return texts;
}

it(`${MANY} generated lines lose, merge and move no line of a file`, { timeout: 900_000 }, async () => {
  const lines = Array.from({ length: MANY }, (_, index) => lineOf(FIRST + index, bash.isThere));
  const printers = [...new Set(lines.flatMap(({ prints }) => prints))];
  const all = await bash.run([...printers, ...lines.map(({ line }) => line)]);
  const own = new Map(printers.map((printer, index) => [printer, all[index] ?? '']));
  const failures: unknown[] = [];
  let asked = 0;
  for (const [index, { line, prints }] of (lines as Line[]).entries()) {
    const text = all[printers.length + index] ?? '';
    if (text === '') continue;
    for (const agent of agents)
      for (const [raw, shown] of read(agent, agent.sample.after?.(line, text, cwd) ?? {})) {
        asked++;
        const lost = lostLines(
          raw,
          shown,
          prints.map((printer) => own.get(printer) ?? ''),
          prints.filter((printer) => /^(?:nl|cat -n) /.test(printer)).map((printer) => own.get(printer) ?? ''),
        );
        if (lost.length > 0) failures.push({ agent: agent.name, at: FIRST + index, line, lost: lost.slice(0, 5), of: lost.length });
      }
  }
  expect(failures.slice(0, Number(process.env['RTK_COPIED_SHOW'] ?? 10))).toEqual([]);
  expect(asked).toBeGreaterThan(MANY * 8);
});
