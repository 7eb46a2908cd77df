/**
 * Drives real agents against a scripted model and checks from what the model received that rtk changes nothing but the length.
 *
 *   npm run test:agents -- [--quick] [--agent claude,codex,…] [--lab DIR] [--cache DIR]
 *
 * DIR of the lab (run-agent.mjs) is $RTK_AGENTS_LAB or ../shared/agents; agents are installed from npm into the cache, never here.
 * It needs the lab, npm and some 10 to 90 seconds an agent. Ends with the line `N passed, N failed`.
 * --quick: the agents that start fast; where there is no lab, or no registry, a line says so and nothing fails.
 */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checksOf } from './agents/checks.ts';
import { type Lab, labIn, notInstalled } from './agents/lab.ts';
import { ROOT } from './platforms.ts';

const QUICK = 'claude,codex,gemini,pi';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean' }, agent: { type: 'string' }, lab: { type: 'string' }, cache: { type: 'string' } },
});
const folder = resolve(options.lab ?? process.env['RTK_AGENTS_LAB'] ?? join(ROOT, '../shared/agents'));
const cache = resolve(options.cache ?? join(tmpdir(), 'agents-lab', 'cache'));
let passed = 0;
let failed = 0;

const lab = await labIn(folder);
if (lab) for (const name of (options.agent ?? (options.quick ? QUICK : 'claude')).split(',')) await tryAgent(lab, name);
else if (options.quick) console.log(`skipped: no real agent was tried, ${folder} has no run-agent.mjs`);
else throw new Error(`${folder}: there is no run-agent.mjs; name the lab with --lab or RTK_AGENTS_LAB.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function tryAgent(lab: Lab, name: string): Promise<void> {
  const why = notInstalled(lab, name, cache);
  if (why !== undefined && !options.quick) throw new Error(`${name}: ${why}.`);
  if (why !== undefined) return console.log(`skipped: ${name} was not tried, ${why}`);
  for await (const { what, holds, seen } of checksOf({ name, lab, cache })) {
    if (holds) passed++;
    else failed++;
    console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}: ${what}`);
    if (!holds)
      console.log(JSON.stringify(seen, (_, value) => (typeof value === 'string' ? value.slice(0, 400) : value), 1).slice(0, 4000));
  }
}
